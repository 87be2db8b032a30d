"""Everything that other modules may ask of carts. A cart is shown with today's prices and stock, whatever it held before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from dramac.commerce.cart.rules import BLOCKING, LARGEST_LINE, NoticeKind, notices_of
from dramac.commerce.catalog.queries import SaleVariant, variants_for_sale
from dramac.commerce.catalog.rules.waiting import Waiting
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.pricing import queries as pricing
from dramac.commerce.pricing.engine import Bill, BilledLine, ShippingCharge, TaxTerms
from dramac.kit import sql
from dramac.kit.ids import digest_of
from dramac.kit.money import Minor
from dramac.kit.statements import key_out, moment_out
from dramac.tenancy.models import Site

COLUMNS = (
    "id, state, version, customer_id, email, phone, address, billing_address, shipping_method_id, payment_method_id, "
    "note, channel, updated_at"
)
_BY_SECRET = f"SELECT {COLUMNS} FROM mod_ecommod01_carts WHERE site_id = %s AND digest = %s"
_OF_CUSTOMER = (
    f"SELECT {COLUMNS} FROM mod_ecommod01_carts WHERE site_id = %s AND customer_id = %s AND state = 'open' "
    "ORDER BY updated_at DESC, id DESC LIMIT 1"
)
_BY_ID = f"SELECT {COLUMNS} FROM mod_ecommod01_carts WHERE site_id = %s AND id = %s"
_LINES = (
    "SELECT id, variant_id, quantity, seen_price FROM mod_ecommod01_cart_items "
    "WHERE site_id = %s AND cart_id = %s ORDER BY created_at, id"
)


@dataclass(frozen=True, slots=True)
class Cart:
    """A cart without its lines: what the shopper has told so far. `version` moves with every change."""

    id: UUID
    state: str
    version: int
    customer_id: UUID | None
    email: str
    phone: str
    address: dict[str, str]
    billing_address: dict[str, str]
    shipping_method_id: UUID | None
    payment_method_id: UUID | None
    note: str
    channel: str
    updated_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed: neither ordered nor merged into another."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is stored. `seen_price` is the unit price that the shopper last saw, in minor units."""

    id: UUID
    variant_id: UUID
    quantity: int
    seen_price: Minor


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about a line before ordering. `before` and `now` are units or, for prices, minor units."""

    kind: NoticeKind
    line_id: UUID
    title: str
    before: int
    now: int

    @property
    def is_blocking(self) -> bool:
        """Whether the cart cannot be ordered as it is."""
        return self.kind in BLOCKING


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with today's catalogue and stock. `available` is None where stock sets no limit.

    `billed` is its part of the bill; None for what cannot be bought, which costs nothing here. `waits` counts the units that are
    not there yet.
    """

    id: UUID
    variant: SaleVariant
    quantity: int
    available: int | None
    billed: BilledLine | None
    notices: tuple[Notice, ...] = ()
    waits: int = 0

    @property
    def waiting_as(self) -> Waiting:
        """As what the units that wait are sold; empty where none does."""
        return self.variant.kind if self.waits else Waiting.NO

    @property
    def title(self) -> str:
        """The product's name, with the variant's where it has one."""
        return (
            f"{self.variant.product_title} – {self.variant.title}" if self.variant.title else self.variant.product_title
        )

    @property
    def can_be_bought(self) -> bool:
        """Whether any of it is for sale now."""
        return self.billed is not None


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as it is now: lines, what they cost, and what to know before ordering. Amounts are in the bill's currency."""

    cart: Cart
    lines: tuple[LineView, ...]
    bill: Bill
    notices: tuple[Notice, ...] = ()

    @property
    def count(self) -> int:
        """Units in the cart, bought or not."""
        return sum(line.quantity for line in self.lines)

    @property
    def can_be_ordered(self) -> bool:
        """Whether there is something in it and nothing stands in the way."""
        return bool(self.lines) and not any(notice.is_blocking for notice in self.notices)

    @property
    def requires_shipping(self) -> bool:
        """Whether something in it must be delivered."""
        return any(line.variant.requires_shipping for line in self.lines if line.can_be_bought)

    @property
    def weight_g(self) -> int:
        """What the goods to be delivered weigh, in grams."""
        goods = (line for line in self.lines if line.can_be_bought and line.variant.requires_shipping)
        return sum(line.variant.weight_g * line.quantity for line in goods)


@dataclass(frozen=True, slots=True)
class Contents:
    """Lines with the catalogue and stock of their variants, read once and changed along with the cart."""

    lines: tuple[Line, ...]
    variants: dict[UUID, SaleVariant] = field(default_factory=dict)
    left: dict[UUID, int] = field(default_factory=dict)

    def available(self, variant_id: UUID) -> int | None:
        """Units of a variant that can be bought; None where stock sets no limit."""
        variant = self.variants[variant_id]
        return variant.can_be_sold(self.left.get(variant_id, 0))

    def waits(self, line: Line) -> int:
        """How many units of a line are not there yet, though they can be bought."""
        if not self.variants[line.variant_id].kind:
            return 0
        most = self.available(line.variant_id)
        wanted = line.quantity if most is None else min(line.quantity, most)
        return max(wanted - max(self.left.get(line.variant_id, 0), 0), 0)

    def with_lines(self, lines: Iterable[Line]) -> Contents:
        """The same catalogue and stock, with other lines."""
        return replace(self, lines=tuple(lines))


def find(site: Site, *, secret: str = "", customer_id: UUID | None = None) -> Cart | None:
    """The open cart of a cookie's secret, else the one a signed-in customer changed last. At most two statements.

    A cart that belongs to another customer is not given to whoever holds its secret.
    """
    found = by_secret(site, secret)
    if found and found.is_open and found.customer_id in (None, customer_id):
        return found
    if customer_id is None:
        return None
    return _one(_OF_CUSTOMER, site, customer_id)


def by_secret(site: Site, secret: str) -> Cart | None:
    """The cart of a secret in whatever state, so that placing an order twice can find the first. One statement."""
    return _one(_BY_SECRET, site, digest_of(secret)) if 0 < len(secret) <= 100 else None


def by_id(site: Site, cart_id: UUID) -> Cart | None:
    """The cart with this key, in whatever state. One statement."""
    return _one(_BY_ID, site, cart_id)


def lines_of(site: Site, cart_id: UUID) -> tuple[Line, ...]:
    """The lines of a cart, oldest first. One statement."""
    rows = sql.rows(_LINES, [site.pk, cart_id])
    return tuple(Line(key_out(row[0]), key_out(row[1]), row[2], int(row[3])) for row in rows)


def contents(site: Site, cart_id: UUID, lines: Sequence[Line], also: Iterable[UUID] = ()) -> Contents:
    """Lines with the catalogue and stock of their variants, and of others. Two statements, none for none.

    What is kept for this cart is there for it.
    """
    wanted = [*(line.variant_id for line in lines), *also]
    variants = variants_for_sale(site, wanted) if wanted else {}
    tracked = [key for key, variant in variants.items() if variant.tracks_stock]
    left = inventory.availability(site, tracked, besides=cart_id.hex) if tracked else {}
    return Contents(tuple(lines), variants, left)


def view(site: Site, cart: Cart, *, shipping: ShippingCharge | None = None) -> CartView:
    """The cart as it is now, priced by `bill()`. Four statements, whatever it holds.

    Taxes are those of the address told so far, else of the site's country; delivery costs what `shipping` says.
    """
    held = contents(site, cart.id, lines_of(site, cart.id))
    return view_of(site, cart, held, pricing.terms_at(site, cart.address), shipping)


def view_of(
    site: Site, cart: Cart, held: Contents, terms: TaxTerms, shipping: ShippingCharge | None = None
) -> CartView:
    """The cart with contents and tax terms that were read before. No statement."""
    rows = [line for line in held.lines if line.variant_id in held.variants]
    bought = [line for line in rows if _can_be_bought(held, line)]
    goods = [pricing.Goods(line.id.hex, held.variants[line.variant_id], line.quantity) for line in bought]
    bill = pricing.price(site, goods, terms, shipping)
    billed = {line.key: line for line in bill.lines}
    lines = tuple(_line_view(held, line, billed.get(line.id.hex)) for line in rows)
    return CartView(cart, lines, bill, tuple(notice for line in lines for notice in line.notices))


def _can_be_bought(held: Contents, line: Line) -> bool:
    return _is_on_sale(held, line) and held.available(line.variant_id) != 0


def _is_on_sale(held: Contents, line: Line) -> bool:
    """A line whose price rose beyond what can be counted is no longer for sale, either."""
    variant = held.variants[line.variant_id]
    return variant.is_on_sale and variant.price * line.quantity <= LARGEST_LINE


def _line_view(held: Contents, line: Line, billed: BilledLine | None) -> LineView:
    variant = held.variants[line.variant_id]
    shown = LineView(line.id, variant, line.quantity, held.available(line.variant_id), billed, waits=held.waits(line))
    notices = notices_of(
        quantity=line.quantity,
        available=shown.available,
        is_on_sale=_is_on_sale(held, line),
        seen=line.seen_price,
        price=variant.price,
    )
    told = tuple(Notice(kind, line.id, shown.title, before, now) for kind, before, now in notices)
    return replace(shown, notices=told)


def _one(statement: str, site: Site, key: object) -> Cart | None:
    rows = sql.rows(statement, [site.pk, key])
    return cart_of(rows[0]) if rows else None


def cart_of(row: Sequence[Any]) -> Cart:
    """A cart of a row of COLUMNS."""
    return Cart(
        id=key_out(row[0]),
        state=row[1],
        version=row[2],
        customer_id=None if row[3] is None else key_out(row[3]),
        email=row[4],
        phone=row[5],
        address=sql.as_json(row[6]),
        billing_address=sql.as_json(row[7]),
        shipping_method_id=None if row[8] is None else key_out(row[8]),
        payment_method_id=None if row[9] is None else key_out(row[9]),
        note=row[10],
        channel=row[11],
        updated_at=moment_out(row[12]),
    )
