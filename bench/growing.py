"""Making a large shop of a small one: every product, or every order, so many times over, copied by the database itself.

A copy has its own keys, made of the original's and the number of the copy, and refers to the copies of what the original
refers to. Loading a hundred thousand products through the action would take the time of the whole measurement.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from bench.shop import SMALL
from dramac.commerce.catalog import models as catalog
from dramac.commerce.customers.models import Customer
from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.orders.models import Order, OrderLine, OrderNumber
from dramac.commerce.payments.models import Payment

Model = type[models.Model]

PRODUCTS: tuple[Model, ...] = (
    catalog.Product,
    catalog.ProductImage,
    catalog.Variant,
    catalog.ProductOption,
    catalog.ProductOptionValue,
    catalog.ProductCategory,
    catalog.ProductTag,
    catalog.ProductTerm,
    StockLevel,
)
ORDERS: tuple[Model, ...] = (Customer, Payment, Order, OrderLine)
OWN: dict[tuple[Model, str], str] = {
    (catalog.Product, "slug"): "o.slug || '-' || c.k",
    (catalog.Product, "title"): "o.title || ' ' || c.k",
    (catalog.Product, "search_title"): "o.search_title || ' ' || c.k",
    (catalog.Variant, "sku"): "o.sku || '-' || c.k",
    (Customer, "email"): "c.k || '-' || o.email",
    (Customer, "email_key"): "c.k || '-' || o.email_key",
    (Order, "number"): f"o.number + c.k * {SMALL}",
    (Order, "token_digest"): "c.k || 'x' || SUBSTR(o.token_digest, 8)",
}
"""What must differ in a copy besides its keys."""


def products(times: int) -> None:
    """Let every product be there so many times."""
    _copy(PRODUCTS, times)


def orders(times: int) -> None:
    """Let every past order be there so many times."""
    _copy(ORDERS, times)
    OrderNumber.objects.update(last=SMALL * times + 1000)


def _copy(tables: tuple[Model, ...], times: int) -> None:
    for model in tables if times > 1 else ():
        fields: list[Any] = [field for field in model._meta.concrete_fields if field.column]
        columns = ", ".join(field.column for field in fields)
        values = ", ".join(_value(model, field, tables) for field in fields)
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH RECURSIVE c(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM c WHERE k < %s) "
                f"INSERT INTO {table} ({columns}) SELECT {values} FROM c CROSS JOIN {table} o",
                [times - 1],
            )


def _value(model: Model, field: Any, tables: tuple[Model, ...]) -> str:
    if own := OWN.get((model, field.name)):
        return own
    if field.primary_key or field.related_model in tables:
        return _shifted(f"o.{field.column}")
    return f"o.{field.column}"


def _shifted(key: str) -> str:
    """A key with the number of the copy in place of its first five digits, which are the same in all (a moment's first bits)."""
    if connection.vendor == "postgresql":
        return f"CAST(LPAD(TO_HEX(c.k), 5, '0') || SUBSTR(CAST({key} AS text), 6) AS uuid)"
    return f"PRINTF('%%05x', c.k) || SUBSTR({key}, 6)"
