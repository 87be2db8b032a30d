"""The cart as shoppers see it: lines with pictures, what they cost, what is missing for free delivery, what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.queries import Cart, CartView, LineView, Notice
from dramac.commerce.cart.rules import NoticeKind
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.pricing import queries as pricing
from dramac.commerce.pricing.engine import ShippingCharge
from dramac.commerce.shipping import queries as shipping
from dramac.commerce.shipping.rules import ShippingBasket, ShippingOffer, ShippingPlace, progress_to_free
from dramac.commerce.shipping.rules import offers as choose
from dramac.kit.money import Minor, Money
from dramac.kit.pictures import PictureSources
from dramac.tenancy.models import Site
from dramac.ui.formats import money
from dramac.ui.waiting import waiting_words


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as `ui.cart_line` draws it, with what is to be said about it."""

    key: str
    title: str
    href: str
    image: PictureSources | None
    options: str
    quantity: int
    maximum: int | None
    amount: Money
    before: Money | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreeDelivery:
    """How far a cart is from free delivery: `left` is still to be bought, nothing once it is reached."""

    left: Money
    value: Minor
    of: Minor

    @property
    def is_reached(self) -> bool:
        """Whether delivery costs nothing."""
        return self.left.minor == 0


@dataclass(frozen=True, slots=True)
class Basket:
    """A cart ready to be drawn. `offers` are the ways of delivery to where it goes, `delivery` the one that is counted in.

    When the shopper collects it, `offers` are the places to collect it from, else the ways to have it sent;
    `can_choose_way` says that there are both.
    """

    site: Site
    view: CartView
    offers: tuple[ShippingOffer, ...]
    delivery: ShippingOffer | None
    free: FreeDelivery | None
    lines: tuple[ShownLine, ...]
    is_collected: bool = False
    can_choose_way: bool = False

    @property
    def needs_address(self) -> bool:
        """Whether something is sent, so that a whole address is needed; else a name and a country do."""
        return self.view.requires_shipping and not self.is_collected

    @property
    def cart(self) -> Cart:
        """The cart itself."""
        return self.view.cart

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.view.lines

    @property
    def total(self) -> Money:
        """What is to be paid as far as it is known."""
        return self.money(self.view.bill.total)

    @property
    def has_news(self) -> bool:
        """Whether prices or stock have changed since the shopper last looked."""
        return bool(self.view.notices)

    def money(self, minor: Minor) -> Money:
        """An amount in the shop's currency."""
        return Money(minor, self.site.currency)


def basket(site: Site, cart: Cart, *, collects: bool | None = None) -> Basket:
    """The cart with delivery counted in: the method chosen, else the cheapest that brings the goods. Five statements.

    `collects` says whether the shopper wants to fetch it; None leaves that to the method chosen.
    """
    held = carts.contents(site, cart.id, carts.lines_of(site, cart.id))
    terms = pricing.terms_at(site, cart.address)
    bare = carts.view_of(site, cart, held, terms)
    rates = shipping.rates(site)
    where = ShippingPlace(cart.address.get("country") or site.country, cart.address.get("region", ""))
    goods = bare.bill.subtotal - bare.bill.discount_total
    wanted = ShippingBasket(where, goods, bare.weight_g, bare.requires_shipping)
    every = choose(rates, wanted)
    fetched, sent = _split(every)
    wish = collects if collects is not None else cart.shipping_method_id in {offer.method_id for offer in fetched}
    is_collected = bool(fetched) and (wish or not sent)
    offers = fetched if is_collected else sent
    chosen = _chosen(offers, cart.shipping_method_id)
    view = carts.view_of(site, cart, held, terms, charge(chosen)) if chosen else bare
    return Basket(
        site=site,
        view=view,
        offers=tuple(offers),
        delivery=chosen,
        free=_free(site, progress_to_free(rates, wanted), goods),
        lines=tuple(_line(site, line) for line in view.lines),
        is_collected=is_collected,
        can_choose_way=bool(fetched and sent),
    )


def charge(offer: ShippingOffer) -> ShippingCharge:
    """A way of delivery as the bill counts it."""
    return ShippingCharge(label=offer.name, amount=offer.amount, tax_class=offer.tax_class)


def totals(shown: Basket, *, estimated: bool) -> list[tuple[str, Any]]:
    """(label, amount) of what a bill is made of, the total left out."""
    bill = shown.view.bill
    found: list[tuple[str, Any]] = [(_("Subtotal"), shown.money(bill.subtotal))]
    if bill.discount_total:
        found.append((_("Discount"), shown.money(-bill.discount_total)))
    if shown.view.requires_shipping and shown.delivery:
        label = _("Delivery (estimate)") if estimated else _("Delivery")
        amount = shown.money(bill.shipping_total)
        found.append((label, amount if amount.minor else _("Free")))
    if not bill.prices_include_tax:
        found += [(tax.name, shown.money(tax.amount)) for tax in bill.taxes if tax.amount]
    return found


def tax_note(shown: Basket) -> str:
    """How much tax the total contains, where prices include it; empty where tax stands among the lines or is none."""
    bill = shown.view.bill
    return contained_tax(bill.prices_include_tax, [(tax.name, shown.money(tax.amount)) for tax in bill.taxes])


def contained_tax(prices_include_tax: bool, taxes: list[tuple[str, Money]]) -> str:
    """ "including €9.35 VAT", for every tax that is contained; empty for none."""
    named = [f"{money(amount)} {name}" for name, amount in taxes if amount.minor]
    return _("including %(taxes)s") % {"taxes": ", ".join(named)} if prices_include_tax and named else ""


def _split(offers: list[ShippingOffer]) -> tuple[list[ShippingOffer], list[ShippingOffer]]:
    """Ways to fetch the goods oneself, and ways to have them sent."""
    return [offer for offer in offers if offer.is_pick_up], [offer for offer in offers if not offer.is_pick_up]


def _chosen(offers: list[ShippingOffer], wanted: object) -> ShippingOffer | None:
    return next((offer for offer in offers if offer.method_id == wanted), offers[0] if offers else None)


def _free(site: Site, left: Minor | None, goods: Minor) -> FreeDelivery | None:
    return None if left is None else FreeDelivery(Money(left, site.currency), goods, goods + left)


def _line(site: Site, line: LineView) -> ShownLine:
    variant = line.variant
    unit = line.billed.unit_price if line.billed else variant.price
    amount = line.billed.net if line.billed else 0
    before = variant.compare_at * line.quantity if variant.compare_at and variant.compare_at > unit else None
    if line.billed and line.billed.discount:
        before = line.billed.gross
    return ShownLine(
        key=str(line.id),
        title=variant.product_title,
        href=f"{reverse('shop:product', kwargs={'slug': variant.product_slug})}?variant={variant.id}",
        image=catalog.picture(variant.picture),
        options=" · ".join(value for _name, value in variant.options),
        quantity=line.quantity,
        maximum=line.available,
        amount=Money(amount, site.currency),
        before=Money(before, site.currency) if before is not None and line.billed else None,
        notes=(*(sentence(site, notice) for notice in line.notices), *_waiting(line)),
    )


def _waiting(line: LineView) -> list[str]:
    """What of a line is not there yet, and for when it is promised to who orders today."""
    if not line.waits or not line.can_be_bought:
        return []
    units = line.quantity if line.available is None else min(line.quantity, line.available)
    promised = line.variant.promised(localdate())
    return [waiting_words(line.waiting_as, promised, waits=line.waits, quantity=units)]


def sentence(site: Site, notice: Notice) -> str:
    """What has changed about a line, in words, with the old and the new."""
    amounts = {"before": money((notice.before, site.currency)), "now": money((notice.now, site.currency))}
    match notice.kind:
        case NoticeKind.PRICE_UP:
            return _("The price went up from %(before)s to %(now)s.") % amounts
        case NoticeKind.PRICE_DOWN:
            return _("The price went down from %(before)s to %(now)s.") % amounts
        case NoticeKind.LESS_LEFT:
            return ngettext("Only %(count)s is left.", "Only %(count)s are left.", notice.now) % {"count": notice.now}
        case NoticeKind.SOLD_OUT:
            return _("This has sold out meanwhile.")
        case NoticeKind.NOT_SOLD:
            return _("This is no longer sold.")
