"""Products as templates show them: a card with its picture, its price and the word on its corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Card
from dramac.kit.money import Money
from dramac.kit.pictures import PictureSources
from dramac.kit.reversing import reverse
from dramac.tenancy.models import Site

NEW_FOR = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class ShownCard:
    """What `ui.product_card` draws."""

    title: str
    href: str
    image: PictureSources | None
    amount: Money
    compare_at: Money | None
    starts: bool
    badge: str | None
    note: str | None


class _Badges(NamedTuple):
    """The words on the corner of a card, in the language of the request."""

    sold_out: str
    sale: str
    new: str


def novelty(cards: Iterable[Card], now: datetime) -> tuple[bool, ...]:
    """Which of the cards are new by now: the one thing about them that time changes."""
    return tuple([now - card.created_at < NEW_FOR for card in cards])


def shown(site: Site, cards: Iterable[Card], now: datetime) -> list[ShownCard]:
    """Cards ready to be drawn; no statement."""
    badges = _Badges(_("Sold out"), _("Sale"), _("New"))
    return [_shown(site, card, badges, now) for card in cards]


def _shown(site: Site, card: Card, badges: _Badges, now: datetime) -> ShownCard:
    reduced = card.compare_at if card.compare_at and card.compare_at > card.price_from else None
    return ShownCard(
        title=card.title,
        href=reverse("shop:product", kwargs={"slug": card.slug}),
        image=catalog.picture(card.picture),
        amount=Money(card.price_from, site.currency),
        compare_at=Money(reduced, site.currency) if reduced else None,
        starts=card.price_to > card.price_from,
        badge=_badge(card, reduced is not None, badges, now),
        note=card.vendor if card.vendor and not card.vendor.startswith(site.name) else None,
    )


def _badge(card: Card, is_reduced: bool, badges: _Badges, now: datetime) -> str | None:
    if not card.is_in_stock:
        return badges.sold_out
    if is_reduced:
        return badges.sale
    return badges.new if now - card.created_at < NEW_FOR else None
