"""Owns locations, stock levels and the movements ledger, the only writer of stock."""
