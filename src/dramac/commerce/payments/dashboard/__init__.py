"""The merchant's payment screens."""
