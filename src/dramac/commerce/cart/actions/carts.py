"""Carts themselves: opened, put together at sign-in, told who and where, cleared away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.cart import models, queries
from dramac.commerce.cart.actions.writing import CartGone, put, touch
from dramac.commerce.cart.queries import Cart, Line
from dramac.commerce.cart.rules import MOST_LINES, merge_units
from dramac.commerce.customers.rules import clean_address, is_email
from dramac.commerce.customers.rules.addresses import LONGEST
from dramac.kit import sql
from dramac.kit.ids import digest_of, new_id, new_token
from dramac.kit.refusal import Refused
from dramac.kit.text import clean, one_line
from dramac.tenancy.models import Site

KEPT = timedelta(days=90)
_OPEN = """
INSERT INTO mod_ecommod01_carts (site_id, id, digest, state, customer_id, email, phone, address, billing_address,
  shipping_method_id, payment_method_id, note, channel, version, created_at, updated_at)
VALUES (%s, %s, %s, 'open', %s, %s, '', '{}', '{}', NULL, NULL, '', %s, 1, %s, %s)
"""


class DetailRefused(Refused):
    """What the shopper told cannot be kept; `field` names what should be changed."""

    code = "cart_detail_refused"


@dataclass(frozen=True, slots=True)
class Opened:
    """A new cart. `secret` goes into the shopper's cookie and nowhere else."""

    cart: Cart
    secret: str


@dataclass(frozen=True, slots=True)
class CartDetails:
    """What a shopper tells on the way to ordering; None leaves what was told before. Addresses may still be incomplete."""

    email: str | None = None
    phone: str | None = None
    address: Mapping[str, Any] | None = None
    billing_address: Mapping[str, Any] | None = None
    shipping_method_id: UUID | None = None
    payment_method_id: UUID | None = None
    note: str | None = None


@transaction.atomic
def open_cart(
    *, site: Site, now: datetime, customer_id: UUID | None = None, email: str = "", channel: str = "website"
) -> Opened:
    """An empty cart for a browser, or for a signed-in customer. One statement."""
    key, secret = new_id(), new_token()
    sql.execute(_OPEN, [site.pk, key, digest_of(secret), customer_id, email, channel, now, now])
    cart = Cart(key, "open", 1, customer_id, email, "", {}, {}, None, None, "", channel, now)
    return Opened(cart, secret)


@transaction.atomic
def tell(*, site: Site, cart_id: UUID, details: CartDetails, now: datetime) -> Cart:
    """Keep what the shopper told: e-mail, phone, addresses, methods, note. Raises DetailRefused, CartGone."""
    changes = _checked(details)
    cart = touch(site, cart_id, now)
    if changes:
        models.Cart.objects.of(site).filter(pk=cart_id).update(**changes)
    return queries.by_id(site, cart_id) or cart


@transaction.atomic
def merge(*, site: Site, customer_id: UUID, email: str, now: datetime, cart_id: UUID | None = None) -> Cart | None:
    """Someone signed in: their guest cart becomes theirs, with all that other carts of theirs hold.

    Units of one thing are summed, 9,999 at most. What the older cart was told is kept where the newer says nothing.
    Without a guest cart the customer's own stays as it is. A cart of somebody else is left alone.
    """
    rows = models.Cart.objects.of(site).select_for_update().filter(state=models.Cart.State.OPEN).order_by("pk")
    own = list(rows.filter(customer_id=customer_id))
    guest = rows.filter(pk=cart_id, customer=None).first() if cart_id else None
    if guest is None:
        newest = max(own, key=lambda row: row.updated_at, default=None)
        return queries.by_id(site, newest.pk) if newest else None
    _join(site, guest, own, now)
    guest.customer_id, guest.email = customer_id, guest.email or email
    guest.version += 1
    guest.updated_at = now
    guest.save()
    return queries.by_id(site, guest.pk)


def _join(site: Site, guest: models.Cart, others: list[models.Cart], now: datetime) -> None:
    """Put the lines of other carts, and what they were told, into the guest's."""
    lines = {line.variant_id: line for line in queries.lines_of(site, guest.pk)}
    for other in sorted(others, key=lambda row: row.updated_at, reverse=True):
        for line in queries.lines_of(site, other.pk):
            known = lines.get(line.variant_id)
            if known is None and len(lines) >= MOST_LINES:
                continue
            units = merge_units(known.quantity, line.quantity) if known else line.quantity
            lines[line.variant_id] = Line(line.id, line.variant_id, units, line.seen_price)
        for name in ("phone", "address", "billing_address", "note"):
            setattr(guest, name, getattr(guest, name) or getattr(other, name))
        other.state = models.Cart.State.MERGED
        other.updated_at = now
        other.save(update_fields=["state", "updated_at"])
    put(site, guest.pk, list(lines.values()), now)


def sweep_carts(*, now: datetime) -> int:
    """Remove carts that nobody touched for ninety days, of all sites; returns how many rows. Scheduled."""
    idle = models.Cart.objects.filter(updated_at__lt=now - KEPT).exclude(state=models.Cart.State.ORDERED)
    removed, _detail = idle.delete()
    return removed


def _checked(details: CartDetails) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if details.email is not None:
        changes["email"] = _email(details.email)
    if details.phone is not None:
        changes["phone"] = _limited("phone", one_line(details.phone), 40)
    if details.note is not None:
        changes["note"] = _limited("note", clean(details.note), 1000)
    for name in ("address", "billing_address"):
        address = getattr(details, name)
        if address is not None:
            changes[name] = _address(address)
    for name in ("shipping_method_id", "payment_method_id"):
        if getattr(details, name) is not None:
            changes[name] = getattr(details, name)
    return changes


def _email(text: str) -> str:
    address = text.strip()
    if address and not is_email(address):
        raise DetailRefused(_("Give an e-mail address such as ann@example.com."), field="email", code="bad_email")
    return address


def _address(address: Mapping[str, Any]) -> dict[str, str]:
    kept = clean_address(address)
    for name, longest in LONGEST.items():
        _limited(name, kept[name], longest)
    return {name: value for name, value in kept.items() if value}


def _limited(field: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise DetailRefused(_("This is too long."), field=field, code="too_long")
    return text


__all__ = ["CartDetails", "CartGone", "DetailRefused", "Opened", "merge", "open_cart", "sweep_carts", "tell"]
