"""The merchant's order screens: list, detail, and one page for each thing that can be done with an order."""
