"""The merchant's shipping screens."""
