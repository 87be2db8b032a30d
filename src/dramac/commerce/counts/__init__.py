"""Owns counts of stock: what was counted at a location, by whom, and the differences posted to the books. Never changes stock itself."""
