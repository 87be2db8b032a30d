"""Owns the wishes of shoppers to be told when something is back in stock. Never stock itself, never other mail to them."""
