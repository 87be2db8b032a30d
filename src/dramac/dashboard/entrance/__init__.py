"""The way in: signing in and out, lost passwords, invitations, and the choice of a shop for those with several."""
