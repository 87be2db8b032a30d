"""What a member of staff needs to be allowed to do with shoppers who wait."""

from __future__ import annotations

VIEW = "inventory.view"
EDIT = "inventory.waitlist"
