"""Screens of batches: the shop's settings, what expires, and one batch with all who got some of it."""
