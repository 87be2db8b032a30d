"""What a new shop's owner sees first: what is still to do, and sample products that come and go with one click."""
