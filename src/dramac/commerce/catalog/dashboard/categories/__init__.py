"""The tree of categories: looked at, put in order, edited, moved and removed."""
