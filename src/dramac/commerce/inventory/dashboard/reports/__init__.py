"""Reports on stock: each a list with filters, exports and, where a shape says more than a number, a chart."""
