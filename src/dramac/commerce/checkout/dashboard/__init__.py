"""The settings of the checkout."""
