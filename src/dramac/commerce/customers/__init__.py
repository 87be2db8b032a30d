"""Owns the people who buy: customers of a site, their addresses and their sign-in. Never staff, never orders."""
