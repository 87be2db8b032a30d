"""Screens of transfers: the list, drafting by scanning, sending, receiving, and what became of the goods."""
