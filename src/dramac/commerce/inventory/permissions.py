"""What a member of staff needs to be allowed to do with stock."""

from __future__ import annotations

VIEW = "inventory.view"
ADJUST = "inventory.adjust"
EDIT_LOCATIONS = "inventory.edit_locations"
BEYOND_COMMITTED = "inventory.adjust_beyond_committed"
