"""Owns bill(): the one pure calculation of what something costs, for cart, checkout, orders and API alike."""
