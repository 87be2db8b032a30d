"""What a shop asks of those who order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dramac.kit.settings import Settings


class Asked(StrEnum):
    """How a shopper is asked for something."""

    HIDDEN = "hidden"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class CheckoutSettings(Settings):
    """Who may order and what they tell: `account_required` lets only those order who are signed in, `phone` is one of Asked,
    `offers_news` asks for leave to write, `terms_box` has the terms accepted by a tick instead of by ordering."""

    area: ClassVar[str] = "checkout"
    account_required: bool = False
    phone: str = Asked.OPTIONAL.value
    offers_news: bool = False
    terms_box: bool = False
