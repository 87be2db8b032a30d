"""Owns carts: what a shopper means to buy. Never prices (pricing) nor stock (inventory)."""
