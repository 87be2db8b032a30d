"""Sites, domains, people, memberships and roles: the ground under every row."""
