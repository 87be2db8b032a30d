"""Finds things across slices: the command palette over pages, products, orders and customers."""
