"""What shoppers see: pages, parts, theme. Organised by page, not by slice."""
