"""Somebody at the dashboard with an order, and what the tests of its screens read."""

from __future__ import annotations

from typing import Any

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders.actions import PlacedOrder
from dramac.commerce.orders.testing import a_paid_order, an_order, detail_of
from dramac.dashboard.testing import Browser, a_browser
from dramac.kit.facts import Event, decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.roles import Role


def a_desk(role: Role = Role.OWNER, *, paid: bool = False, **more: Any) -> tuple[Browser, PlacedOrder, Any]:
    """Someone at the dashboard, an order of two mugs at 12.50 and a delivery at 4.95, and the mug, of which ten are there."""
    browser = a_browser(role=role)
    mug = a_stocked_product(browser.site, 10, title="Harbour mug")
    place = a_paid_order if paid else an_order
    return browser, place(browser.site, [(mug, 2)], **more), mug


def level(browser: Browser, variant: Any) -> tuple[int, int]:
    """Units on hand, and those of them that are promised."""
    (found,) = stock.levels(browser.site, [variant.pk])[variant.pk]
    return found.on_hand, found.committed


def units_field(browser: Browser, order: PlacedOrder) -> str:
    """The name of the field that asks for units of the order's first line."""
    return f"units_{detail_of(browser.site, order).lines[0].pk.hex}"


def told(kind: str) -> list[Event]:
    """The facts of a kind, in the order in which they were told."""
    return [decode(row.name, row.payload) for row in OutboxEvent.objects.filter(name=kind).order_by("id")]


def page_of(answer: Any, status: int = 422) -> str:
    """What an answer says, when it has this status."""
    assert answer.status_code == status
    return str(answer.content.decode())
