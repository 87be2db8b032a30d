"""Owns goods on their way between two locations: what was sent, what came, and what became of the rest. Never moves stock itself."""
