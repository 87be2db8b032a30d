"""What merchants see of the catalogue: the list of products, their editor, and the tree of categories."""
