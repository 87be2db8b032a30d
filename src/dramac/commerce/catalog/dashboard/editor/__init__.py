"""The product editor: one form for a product with its options, variants, pictures and stock; what is typed is never lost."""
