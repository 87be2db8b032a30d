"""What a member of staff needs to be allowed to do with payments. Taking money and giving it back are two things."""

from __future__ import annotations

VIEW = "payments.view"
EDIT = "payments.edit"
CAPTURE = "payments.capture"
REFUND = "payments.refund"
