"""Owns products, variants, options, images, categories, tags and product search. Never stock, tax rates or prices of a customer.

Reads are in `queries`, writes in `actions`; both say in their docstrings what they offer. A product's `is_in_stock` belongs
to the slice that keeps stock, which tells it by `actions.set_availability`.
"""
