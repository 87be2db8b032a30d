"""Owns shipping methods and what they cost for a basket and a place."""
