"""What a member of staff needs to be allowed to do with transfers: they are part of looking after stock."""

from __future__ import annotations

VIEW = "inventory.view"
MOVE = "inventory.transfer"
RECEIVE = "inventory.receive"
