"""Screens of customers: who they are, what they bought, and forgetting them."""
