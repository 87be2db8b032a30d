"""What a member of staff needs to be allowed to do with what is bought."""

from __future__ import annotations

VIEW = "purchasing.view"
EDIT = "purchasing.edit"
ORDER = "purchasing.order"
RECEIVE = "purchasing.receive"
