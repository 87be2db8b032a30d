"""`bin/bench --inventory`: the books of stock at their full size, beside the bare SQL that does the least work."""
