"""Screens of counts: the list, starting one, counting, looking at the differences and posting them."""
