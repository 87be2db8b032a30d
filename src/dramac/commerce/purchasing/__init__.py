"""Owns what is bought: suppliers, what they sell to us, purchase orders, and what must be ordered today. It never moves stock itself."""
