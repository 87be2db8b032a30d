"""Settings of a site that belong to no slice: the hub, the shop's particulars, and the people who work there."""
