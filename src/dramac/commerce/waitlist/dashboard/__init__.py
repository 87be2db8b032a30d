"""What merchants see of shoppers who wait: for what, how many, and who."""
