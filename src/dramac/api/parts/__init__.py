"""The frame's own endpoints: the site that a key names, and the keys themselves."""
