"""What a shopper needs to see before placing an order: delivery, taxes, ways to pay and the total, for the address so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.queries import Cart, CartView, Contents
from dramac.commerce.payments import queries as payments
from dramac.commerce.payments.queries import PaymentOffer
from dramac.commerce.pricing import queries as pricing
from dramac.commerce.pricing.engine import Bill, ShippingCharge, TaxTerms
from dramac.commerce.shipping import queries as shipping
from dramac.commerce.shipping.rules import ShippingBasket, ShippingOffer, ShippingPlace, ShippingRate, progress_to_free
from dramac.commerce.shipping.rules import offers as choose
from dramac.kit.money import Minor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a basket can be delivered: offers, the cheapest first, the one chosen, and what is missing for a free one.

    `to_free` is in minor units; None when there is nothing to strive for.
    """

    offers: tuple[ShippingOffer, ...] = ()
    chosen: ShippingOffer | None = None
    to_free: Minor | None = None

    @property
    def charge(self) -> ShippingCharge | None:
        """What the chosen delivery costs, as the bill takes it."""
        if self.chosen is None:
            return None
        return ShippingCharge(self.chosen.name, self.chosen.amount, self.chosen.tax_class)


@dataclass(frozen=True, slots=True)
class Quote:
    """A cart on its way to an order. `view.bill` has the chosen delivery in it.

    `is_estimate` says that nobody told yet where the goods go: taxes and delivery are those of the site's own country.
    """

    view: CartView
    delivery: Delivery
    payment_offers: tuple[PaymentOffer, ...]
    is_estimate: bool

    @property
    def bill(self) -> Bill:
        """What the order would cost."""
        return self.view.bill

    @property
    def needs_address(self) -> bool:
        """Whether goods go somewhere, so that a whole address is needed."""
        return self.view.requires_shipping and not (self.delivery.chosen and self.delivery.chosen.is_pick_up)

    @property
    def can_be_placed(self) -> bool:
        """Whether nothing of the cart itself stands in the way."""
        delivered = self.delivery.chosen is not None or not self.view.requires_shipping
        return self.view.can_be_ordered and delivered and (bool(self.payment_offers) or self.bill.due == 0)


def quote(site: Site, cart: Cart) -> Quote:
    """What ordering this cart would cost and how it could be delivered and paid for. Six statements, whatever it holds.

    Delivery is the method the cart was told, if it is offered; else the cheapest.
    """
    held = carts.contents(site, cart.id, carts.lines_of(site, cart.id))
    terms = pricing.terms_at(site, cart.address)
    return quote_of(site, cart, held, Offers(terms, shipping.rates(site), tuple(payments.offers(site))))


@dataclass(frozen=True, slots=True)
class Offers:
    """What a site offers at a place: taxes, ways of delivery, ways to pay."""

    terms: TaxTerms
    shipping: tuple[ShippingRate, ...]
    payments: tuple[PaymentOffer, ...]


def quote_of(site: Site, cart: Cart, held: Contents, offers: Offers) -> Quote:
    """The quote for contents and offers that were read before. No statement."""
    plain = carts.view_of(site, cart, held, offers.terms)
    goods = [pricing.Goods("", line.variant, line.quantity) for line in plain.lines if line.can_be_bought]
    basket = basket_of(offers.terms, goods, plain.bill)
    delivery = delivery_of(offers.shipping, basket, cart.shipping_method_id)
    view = carts.view_of(site, cart, held, offers.terms, delivery.charge) if delivery.charge else plain
    return Quote(view, delivery, offers.payments, is_estimate=not cart.address.get("country"))


def basket_of(terms: TaxTerms, goods: Sequence[pricing.Goods], bill: Bill) -> ShippingBasket:
    """Goods as delivery sees them: where to, what they cost after discounts, and what they weigh."""
    delivered = [line for line in goods if line.variant.requires_shipping]
    return ShippingBasket(
        ShippingPlace(terms.place.country, terms.place.region),
        subtotal=bill.subtotal - bill.discount_total,
        weight_g=sum(line.variant.weight_g * line.quantity for line in delivered),
        requires_shipping=bool(delivered),
    )


def delivery_of(rates: Sequence[ShippingRate], basket: ShippingBasket, method_id: UUID | None) -> Delivery:
    """The offers for a basket, with the wanted method chosen if it is among them, else the cheapest."""
    found = tuple(choose(rates, basket))
    wanted = next((offer for offer in found if offer.method_id == method_id), None)
    chosen = wanted or (found[0] if found else None)
    return Delivery(found, chosen, progress_to_free(rates, basket))
