"""What merchants see of stock: what is where, why it is so much, and the places that hold it."""
