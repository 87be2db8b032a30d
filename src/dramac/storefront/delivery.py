"""What the shop promises about delivery before anything is known of the shopper: to the shop's own country."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dramac.commerce.shipping.rules import ShippingBasket, ShippingOffer, ShippingPlace, ShippingRate
from dramac.commerce.shipping.rules import offers as choose
from dramac.kit.money import Minor, Money
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Promise:
    """The cheapest way of delivery, how long it takes, and from what amount delivery is free (None if it never is)."""

    days: str
    amount: Money | None
    free_over: Money | None
    has_pick_up: bool


def promise(site: Site, rates: tuple[ShippingRate, ...], *, weight_g: int, price: Minor) -> Promise | None:
    """What delivery in the shop's country takes and costs for one thing, by the site's methods; None where nothing is
    offered. No statement."""
    place = ShippingPlace(site.country)
    offers = choose(rates, ShippingBasket(place, price, weight_g))
    sent = [offer for offer in offers if not offer.is_pick_up]
    if not offers:
        return None
    best = sent[0] if sent else None
    return Promise(
        days=days(best) if best else "",
        amount=Money(best.amount, site.currency) if best else None,
        free_over=_free_over(site, rates, price),
        has_pick_up=any(offer.is_pick_up for offer in offers),
    )


def days(offer: ShippingOffer) -> str:
    """How long a way of delivery takes, in words; empty when the shop does not say."""
    least, most = offer.min_days, offer.max_days
    if least is None and most is None:
        return ""
    if least is None or most is None or least == most:
        count = most if least is None else least
        return ngettext("%(count)s day", "%(count)s days", count or 0) % {"count": count}
    return _("%(least)s–%(most)s days") % {"least": least, "most": most}


def _free_over(site: Site, rates: tuple[ShippingRate, ...], price: Minor) -> Money | None:
    here = [
        rate.free_over for rate in rates if rate.free_over and (not rate.countries or site.country in rate.countries)
    ]
    lowest = min(here, default=None)
    return Money(lowest, site.currency) if lowest is not None and lowest > price else None
