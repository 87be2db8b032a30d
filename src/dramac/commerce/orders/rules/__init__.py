"""Decisions about orders: what state one is in, what may be done with it, what goes back in a refund. Pure."""
