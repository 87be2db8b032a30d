"""Screens of buying: what to order, purchase orders, suppliers."""
