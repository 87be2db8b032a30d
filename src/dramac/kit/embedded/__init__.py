"""The embedded database as Django's own backend for SQLite, but that threads of a process take turns at writing."""
