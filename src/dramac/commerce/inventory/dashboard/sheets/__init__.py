"""Files that change stock: chosen, their columns settled, looked at row by row, and posted whole, in part, or not at all."""
