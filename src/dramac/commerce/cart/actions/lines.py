"""What is in a cart: added, changed, taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dramac.commerce.cart import queries
from dramac.commerce.cart.actions.writing import Changed, put, shown, take_out, touch
from dramac.commerce.cart.queries import CartView, Line
from dramac.commerce.cart.rules import (
    LARGEST_LINE,
    MOST_LINES,
    QuantityFault,
    Settled,
    add_units,
    check_units,
    set_units,
)
from dramac.commerce.catalog.queries import SaleVariant
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.actions import release_reserved
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site

_SENTENCES: dict[QuantityFault, Promise] = {
    QuantityFault.NOT_WHOLE: _("Give a whole number."),
    QuantityFault.TOO_FEW: _("Give a number of at least 1."),
    QuantityFault.TOO_MANY: _("Give a number of at most 9,999."),
    QuantityFault.SOLD_OUT: _("This is sold out."),
    QuantityFault.TOO_DEAR: _("That is more than one order can hold."),
}


class QuantityRefused(Refused):
    """The line cannot have that many; `left` is how many there are, None where that is not the reason."""

    code = "quantity_refused"

    def __init__(self, fault: QuantityFault, left: int | None = None) -> None:
        super().__init__(_sentence(fault, left), field="quantity", code=fault.value)
        self.left = left


class NotSold(Refused):
    """There is no such thing for sale: unknown, of another site, a draft or archived. Which of these is not told."""

    code = "not_sold"

    def __init__(self) -> None:
        super().__init__(_("This is not for sale."), field="variant")


class TooManyLines(Refused):
    """A cart has two hundred lines at most."""

    code = "too_many_lines"

    def __init__(self) -> None:
        super().__init__(_("Your cart is full. Place this order before you add more things."))


class NoLine(Refused):
    """The cart has no such line; it may have been removed in another window."""

    code = "no_line"

    def __init__(self) -> None:
        super().__init__(_("This is no longer in your cart."))


@transaction.atomic
def add(*, site: Site, cart_id: UUID, variant_id: UUID, quantity: int, now: datetime) -> Changed:
    """Put units of a variant into a cart, on top of what it has; as many as are left, if those are fewer.

    Six statements, whatever the cart holds. Raises NotSold, QuantityRefused when there is none left to add, TooManyLines,
    CartGone.
    """
    _check(quantity)
    cart = touch(site, cart_id, now)
    lines = queries.lines_of(site, cart_id)
    held = queries.contents(site, cart_id, lines, [variant_id])
    variant = held.variants.get(variant_id)
    if variant is None or not variant.is_on_sale:
        raise NotSold
    own = next((line for line in lines if line.variant_id == variant_id), None)
    if own is None and len(lines) >= MOST_LINES:
        raise TooManyLines
    has = own.quantity if own else 0
    settled = add_units(quantity, has, held.available(variant_id))
    put_in = _settled(variant, settled, held.available(variant_id), own)
    put_in = replace(put_in, id=put(site, cart_id, [put_in], now)[variant_id])
    changed = [put_in if line == own else line for line in lines] + ([] if own else [put_in])
    return Changed(shown(site, cart, held.with_lines(changed)), put_in.quantity, has + quantity)


@transaction.atomic
def change(*, site: Site, cart_id: UUID, line_id: UUID, quantity: int, now: datetime) -> Changed:
    """Let a line have so many units, or as many as are left. Raises NoLine, NotSold, QuantityRefused, CartGone."""
    _check(quantity)
    cart = touch(site, cart_id, now)
    lines = queries.lines_of(site, cart_id)
    own = _line(lines, line_id)
    held = queries.contents(site, cart_id, lines)
    variant = held.variants[own.variant_id]
    if not variant.is_on_sale:
        raise NotSold
    available = held.available(own.variant_id)
    put_in = _settled(variant, set_units(quantity, available), available, own)
    put(site, cart_id, [put_in], now)
    changed = [put_in if line.id == line_id else line for line in lines]
    return Changed(shown(site, cart, held.with_lines(changed)), put_in.quantity, quantity)


@transaction.atomic
def remove(*, site: Site, cart_id: UUID, line_id: UUID, now: datetime) -> Changed:
    """Take a line out; what was kept for the cart is given back with its last. Raises NoLine, CartGone."""
    cart = touch(site, cart_id, now)
    lines = queries.lines_of(site, cart_id)
    _line(lines, line_id)
    take_out(site, cart_id, [line_id])
    kept = [line for line in lines if line.id != line_id]
    if not kept and inventory.selling(site).kept_for:
        release_reserved(site=site, holder=cart_id.hex)
    held = queries.contents(site, cart_id, kept)
    return Changed(shown(site, cart, held))


@transaction.atomic
def accept(*, site: Site, cart_id: UUID, now: datetime) -> CartView:
    """The shopper has seen the notices: prices are today's, lines have as many as are left, what is gone is taken out.

    Raises CartGone.
    """
    cart = touch(site, cart_id, now)
    held = queries.contents(site, cart_id, queries.lines_of(site, cart_id))
    kept: list[Line] = []
    for line in held.lines:
        variant, available = held.variants[line.variant_id], held.available(line.variant_id)
        units = line.quantity if available is None else min(line.quantity, available)
        if variant.is_on_sale and units:
            kept.append(replace(line, quantity=units, seen_price=variant.price))
    put(site, cart_id, [line for line in kept if line not in held.lines], now)
    keys = {line.id for line in kept}
    take_out(site, cart_id, [line.id for line in held.lines if line.id not in keys])
    return shown(site, cart, held.with_lines(kept))


def _check(quantity: object) -> None:
    if fault := check_units(quantity):
        raise QuantityRefused(fault)


def _settled(variant: SaleVariant, settled: Settled | QuantityFault, left: int | None, own: Line | None) -> Line:
    if isinstance(settled, QuantityFault):
        raise QuantityRefused(settled, left)
    if variant.price * settled.quantity > LARGEST_LINE:
        raise QuantityRefused(QuantityFault.TOO_DEAR)
    line = own or Line(variant.id, variant.id, 0, 0)
    return replace(line, quantity=settled.quantity, seen_price=variant.price)


def _line(lines: tuple[Line, ...], line_id: UUID) -> Line:
    found = next((line for line in lines if line.id == line_id), None)
    if found is None:
        raise NoLine
    return found


def _sentence(fault: QuantityFault, left: int | None) -> object:
    if fault is QuantityFault.HAS_ALL:
        if left is None:
            return _SENTENCES[QuantityFault.TOO_MANY]
        sentence = ngettext_lazy(
            "There is only %(count)d left, and it is in your cart already.",
            "There are only %(count)d left, and all of them are in your cart already.",
            "count",
        )
        return sentence % {"count": left}
    return _SENTENCES[fault]
