"""DRAMAC Commerce: a self-hosted, multi-site commerce system. Read `docs/architecture.md` first."""

__version__ = "0.1.0"
