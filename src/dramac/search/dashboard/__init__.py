"""The search of the dashboard: the command palette's answers, and the same as a page."""
