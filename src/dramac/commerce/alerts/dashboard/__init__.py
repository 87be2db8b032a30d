"""What merchants see of alerts: what runs low, the limits, and who is told of it."""
