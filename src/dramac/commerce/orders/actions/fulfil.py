"""Goods that leave: all of an order or some of it, at once or in several parcels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules.sending import Origin
from dramac.commerce.orders.actions.opening import OpenOrder, OrderRefused, close_order, open_order, save_lines
from dramac.commerce.orders.events import OrderFulfilled, OrderTold, OrderUpdated
from dramac.commerce.orders.models import Fulfilment, FulfilmentLine
from dramac.commerce.orders.queries.telling import units_told
from dramac.commerce.orders.rules import obstacles
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class TrackingRefused(Refused):
    """What was said of the parcel cannot be kept; `field` names it."""

    code = "tracking_refused"


class TooFew(Refused):
    """Fewer units of a line can leave than are to: the sentence names the goods, `code` and `field` say why."""

    def __init__(self, title: str, lack: Refused) -> None:
        super().__init__(format_lazy("{goods}: {why}", goods=title, why=lack.message), field=lack.field, code=lack.code)


class TwoBatches(Refused):
    """Lines of the same goods name different batches."""

    code = "two_batches"

    def __init__(self) -> None:
        super().__init__(_("Send the same goods of two batches in two parcels."), field="batch")


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a parcel is followed on its way."""

    carrier: str = ""
    number: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What leaves: units by line, everything that is still to leave when None. `notify` writes to the shopper.

    It leaves from one location where that is named, else from where it was promised, or is. `batches` name the batch of a line's
    goods; of others those leave first that expire soonest. `seen` is the version of the order that somebody looked at: another
    one is refused.
    """

    units: Mapping[UUID, int] | None = None
    tracking: Tracking = Tracking()
    notify: bool = True
    seen: int | None = None
    location_id: UUID | None = None
    batches: Mapping[UUID, UUID] = field(default_factory=dict)


@transaction.atomic
def fulfil(*, site: Site, order_id: UUID, parcel: Parcel, by: Actor, now: datetime) -> OrderTold:
    """Goods leave, and with them the stock that was promised. Needs the permission `orders.fulfil`.

    Raises UnknownOrder, OrderRefused, TrackingRefused, UnknownLocation, TwoBatches, and TooFew where some of it is not there.
    """
    tracking = _checked(parcel.tracking)
    opened = open_order(site, order_id, by, now, moves_stock=True)
    opened.expect(parcel.seen)
    facts = {line.id: line for line in opened.facts}
    units = _units(parcel, {key: line.to_fulfil for key, line in facts.items()})
    if obstacle := obstacles.to_fulfil(opened.state, facts, units):
        raise OrderRefused(obstacle, field="units")
    _ship(opened, units, parcel)
    for line in opened.lines:
        line.fulfilled += units.get(line.pk, 0)
    save_lines(opened, "fulfilled")
    made = _write(site, order_id, units, tracking, by, now)
    told = {"carrier": tracking.carrier, "tracking_number": tracking.number}
    if parcel.location_id:
        told["location"] = stock.location(site, parcel.location_id).name
    opened.tell("fulfilled", units=sum(units.values()), **told)
    opened.order.expires_at = None
    snapshot = close_order(opened)
    publish(
        OrderFulfilled(
            site_id=site.pk,
            occurred_at=now,
            order=snapshot,
            fulfilment_id=made.pk,
            units=units_told(opened.lines, units),
            carrier=tracking.carrier,
            tracking_number=tracking.number,
            tracking_url=tracking.url,
            notify=parcel.notify,
        )
    )
    return snapshot


@transaction.atomic
def edit_tracking(*, site: Site, fulfilment_id: UUID, tracking: Tracking, by: Actor, now: datetime) -> OrderTold:
    """Say anew how a parcel is followed. Raises OrderRefused for an unknown parcel, TrackingRefused."""
    kept = _checked(tracking)
    row = Fulfilment.objects.of(site).filter(pk=fulfilment_id).first()
    if row is None:
        raise OrderRefused(Obstacle.UNKNOWN_PARCEL)
    opened = open_order(site, row.order_id, by, now)
    row.carrier, row.tracking_number, row.tracking_url = kept.carrier, kept.number, kept.url
    row.save(update_fields=["carrier", "tracking_number", "tracking_url"])
    opened.tell("tracking_changed", carrier=kept.carrier, tracking_number=kept.number)
    snapshot = close_order(opened)
    publish(OrderUpdated(site_id=site.pk, occurred_at=now, order=snapshot, what="tracking"))
    return snapshot


def _ship(opened: OpenOrder, units: dict[UUID, int], parcel: Parcel) -> None:
    goods, origin = opened.stock_units(units), _origin(opened, units, parcel)
    try:
        inventory.ship(
            site=opened.site, units=goods, reference=opened.reference, by=opened.by, now=opened.now, origin=origin
        )
    except (inventory.NotThere, inventory.NotInBatch, inventory.NotSellable) as lack:
        title = next(line.title for line in opened.lines if line.variant_id == lack.variant_id)
        raise TooFew(title, lack) from lack


def _origin(opened: OpenOrder, units: Mapping[UUID, int], parcel: Parcel) -> Origin:
    """The parcel's location, and the batches of its lines as those of their variants."""
    batches: dict[UUID, UUID] = {}
    for line in opened.lines:
        chosen = parcel.batches.get(line.pk) if units.get(line.pk) else None
        if line.variant_id and chosen and batches.setdefault(line.variant_id, chosen) != chosen:
            raise TwoBatches
    return Origin(parcel.location_id, batches)


def _units(parcel: Parcel, left: Mapping[UUID, int]) -> dict[UUID, int]:
    wanted = left if parcel.units is None else parcel.units
    return {key: count for key, count in wanted.items() if count != 0}


def _write(
    site: Site, order_id: UUID, units: Mapping[UUID, int], tracking: Tracking, by: Actor, now: datetime
) -> Fulfilment:
    made = Fulfilment.objects.create(
        site=site,
        order_id=order_id,
        carrier=tracking.carrier,
        tracking_number=tracking.number,
        tracking_url=tracking.url,
        created_by=by.label[:160],
        created_at=now,
    )
    rows = [FulfilmentLine(site=site, fulfilment=made, line_id=key, quantity=count) for key, count in units.items()]
    FulfilmentLine.objects.bulk_create(rows)
    return made


def _checked(tracking: Tracking) -> Tracking:
    carrier, number, url = one_line(tracking.carrier), one_line(tracking.number), tracking.url.strip()
    for name, value, longest in (
        ("carrier", carrier, 80),
        ("tracking_number", number, 120),
        ("tracking_url", url, 1000),
    ):
        if len(value) > longest:
            raise TrackingRefused(_("This is too long."), field=name, code="too_long")
    if url and not _is_web_address(url):
        raise TrackingRefused(_("Give a web address that begins with https://."), field="tracking_url")
    return Tracking(carrier, number, url)


def _is_web_address(text: str) -> bool:
    """Whether it is a link that may be shown to shoppers: http or https to some host, without blanks or quotes."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_clean = text.isprintable() and not any(letter in text for letter in " \"'<>\\")
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_clean
