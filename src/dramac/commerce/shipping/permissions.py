"""What a member of staff needs to be allowed to do with shipping."""

from __future__ import annotations

VIEW = "shipping.view"
EDIT = "shipping.edit"
