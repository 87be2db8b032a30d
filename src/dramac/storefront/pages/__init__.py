"""One module and template a page of the storefront."""
