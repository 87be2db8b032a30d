"""Whether shoppers can have an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dramac.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class AccountSettings(Settings):
    """`accounts` lets shoppers sign in by a code that is mailed; `offered_after_order` offers it to guests who have ordered."""

    area: ClassVar[str] = "accounts"
    accounts: bool = True
    offered_after_order: bool = True
