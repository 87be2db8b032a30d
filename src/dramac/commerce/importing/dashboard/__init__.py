"""Screens of files of products: bringing one in, watching it, and taking the catalogue out."""
