"""How a person protects their own sign-in: an authenticator, recovery codes, and the list of where they are signed in."""
