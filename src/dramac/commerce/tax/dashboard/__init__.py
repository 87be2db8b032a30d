"""The merchant's tax screens."""
