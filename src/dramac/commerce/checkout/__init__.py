"""Owns the way from a cart to an order: re-checking price and stock, and placing exactly once."""
