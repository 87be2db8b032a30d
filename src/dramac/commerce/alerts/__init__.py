"""Owns the limits from which stock is low, critical or out, and the alerts that are raised when it falls to them; it never moves stock."""
