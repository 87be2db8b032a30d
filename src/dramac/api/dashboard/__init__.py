"""The merchant's screens for API keys."""
