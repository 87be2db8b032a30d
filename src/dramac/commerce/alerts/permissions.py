"""What a member of staff needs to be allowed to do with alerts: they are part of looking after stock."""

from __future__ import annotations

VIEW = "inventory.view"
DISMISS = "inventory.dismiss_alerts"
EDIT = "inventory.edit_alerts"
