"""The business, one slice each; a slice imports only what is below it (docs/architecture.md)."""
