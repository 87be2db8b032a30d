"""What is known of a filled shop without looking into its database: everything in it follows from a number."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

HOST = "bench.example"
SLUG = "bench"
SMALL = 1000
"""Products, and past orders, of a small shop; those of them are looked at and bought in a large one, too."""

CARTS = 30_000
"""Carts that wait to be filled, and as many that wait to be ordered."""

LINES = 3
DELIVERY = 490

CUSTOMER, PAYMENT, ORDER, ORDER_LINE, EMPTY_CART, FULL_CART, CART_LINE, IMAGE, LEVEL = range(1, 10)


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its variants, of which the first is bought."""

    id: UUID
    slug: str
    variants: tuple[UUID, ...]

    @property
    def variant_id(self) -> UUID:
        """The variant that is bought."""
        return self.variants[0]


@dataclass(frozen=True, slots=True)
class Shop:
    """A filled shop: how to reach it, and what can be bought in it."""

    key: str
    products: tuple[Product, ...]
    shipping_method_id: UUID
    payment_method_id: UUID

    def bought(self, number: int) -> tuple[Product, ...]:
        """What cart `number` holds, or will hold."""
        return tuple(self.products[(number * LINES + place) % SMALL] for place in range(LINES))


def key(kind: int, number: int) -> UUID:
    """The key of row `number` of a kind: shaped like version 7, so that indexes grow at their end as in real life."""
    return UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + (number << 80) + (kind << 24))


def price(number: int) -> int:
    """The price of product `number`, in minor units."""
    return 1000 + number % 10 * 100


def total(number: int) -> int:
    """What cart `number` comes to, delivered."""
    return DELIVERY + sum(price((number * LINES + place) % SMALL) for place in range(LINES))


def secret(kind: int, number: int) -> str:
    """The secret of cart `number` of a kind."""
    return f"bench-cart-{kind}-{number:019d}"


def digest(kind: int, number: int) -> str:
    """What the table of carts keeps of that secret."""
    return sha256(secret(kind, number).encode()).hexdigest()


def email(kind: str, number: int) -> str:
    """The address of who orders cart `number`: each is somebody new."""
    return f"buyer-{kind}-{number}@example.com"
