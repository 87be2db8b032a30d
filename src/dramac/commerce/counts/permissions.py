"""What a member of staff needs to be allowed to do with counts: they are part of looking after stock."""

from __future__ import annotations

VIEW = "inventory.view"
COUNT = "inventory.count"
POST = "inventory.adjust"
