"""What a member of staff needs to be allowed to do with taxes."""

from __future__ import annotations

VIEW = "tax.view"
EDIT = "tax.edit"
