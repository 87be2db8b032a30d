"""Owns tax classes and rates by place, and how tax is worked out of an amount."""
