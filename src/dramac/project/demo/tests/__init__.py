"""What the demonstration promises: a sound catalogue, pictures for all of it, and a believable past."""
