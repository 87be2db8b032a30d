"""What a member of staff needs to be allowed to do with orders. Money is the payments slice's to permit."""

from __future__ import annotations

VIEW = "orders.view"
FULFIL = "orders.fulfil"
CANCEL = "orders.cancel"
NOTE = "orders.note"
EDIT = "orders.edit"
