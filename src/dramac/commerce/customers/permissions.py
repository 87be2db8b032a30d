"""What a member of staff needs to be allowed to do with customers."""

from __future__ import annotations

VIEW = "customers.view"
EDIT = "customers.edit"
ERASE = "customers.erase"
