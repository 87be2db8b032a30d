"""Pure decisions of the catalogue: what a product may look like, how prices change, what it is found by. No database."""
