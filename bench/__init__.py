"""What `bin/bench` runs: ratios measured in one run, each hot path beside the same SQL statements run bare by a driver loop."""
