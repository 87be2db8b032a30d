"""Reports on stock: valuation, movements, sell-through, ages, dead stock and ranking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import pydantic
from ninja import Query

from dramac.api.endpoints import Endpoints
from dramac.api.fields import Day, Number, Words
from dramac.api.gate import require
from dramac.api.paging import Paging, cursor
from dramac.api.requests import ApiRequest
from dramac.api.shapes import amount, shaped
from dramac.commerce.inventory import permissions
from dramac.commerce.inventory.api import report_shapes as shapes
from dramac.commerce.inventory.api.report_shapes import (
    AgedVariant,
    DeadVariant,
    MovedPeriod,
    MovedReason,
    RankedVariant,
    Report,
    Selling,
    StockValuation,
)
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.queries.reports import ReportFilter, Window
from dramac.commerce.inventory.queries.reports.moving import MovedRow
from dramac.commerce.inventory.rules.reports import AGES
from dramac.commerce.orders import permissions as orders
from dramac.commerce.orders.queries import variant_sales

router = Endpoints("Stock reports")
Row = TypeVar("Row")
Item = TypeVar("Item")
Name = Annotated[str, pydantic.Field(max_length=255)]
MaybeDay = Annotated[Day | None, pydantic.Field(examples=["2026-10-31"])]


class GoodsWanted(Paging):
    """Which goods, at which place; every part narrows."""

    location_id: UUID | None = None
    category_id: Annotated[UUID | None, pydantic.Field(description="And what lies below it.")] = None
    vendor: Name = ""
    tag: Name = ""
    q: Annotated[Words, pydantic.Field(description="Words of the product, or the beginning of an SKU or barcode.")] = ""

    def goods(self) -> ReportFilter:
        """The same in the words of the query."""
        return ReportFilter(self.location_id, self.category_id, self.vendor, self.tag, self.q)


class OnDay(GoodsWanted):
    """A day at whose end the report is told, in the site's time zone; now without one."""

    on: MaybeDay = None

    def moment(self, request: ApiRequest) -> datetime:
        """The moment that is meant; never one to come."""
        day = self.on if self.on and self.on.year < date.max.year else None
        return min(reports.end_of(request.site, day), request.now) if day else request.now


class InDays(GoodsWanted):
    """Days of the site's time zone, both included; the last thirty without any."""

    first: MaybeDay = None
    last: MaybeDay = None

    def window(self, request: ApiRequest, days: int = 30) -> Window:
        """The time that is meant."""
        last = self.last or reports.today(request.site, request.now)
        return reports.window(request.site, self.first or last - timedelta(days=days - 1), last)


class MovementsReported(InDays):
    """How movements are summed."""

    by: Literal["day", "week", "month", "location"] = "day"


class IdleWanted(GoodsWanted):
    """For how many days nothing was sold."""

    days: Annotated[Number, pydantic.Field(ge=1, le=3650)] = 90


@router.get("/inventory/reports/summary", permissions.VIEW)
def get_inventory_report(request: ApiRequest, wanted: Query[GoodsWanted]) -> shapes.InventoryReport:
    """Tell stock in a handful of figures."""
    told = reports.get_inventory_report(request.site, request.now, wanted.goods())
    said = {"time_zone": request.site.time_zone, "data_up_to": told.moment, "value": _money(request)(told.value)}
    return shaped(shapes.InventoryReport, told, **said)


@router.get("/inventory/reports/valuation", permissions.VIEW)
def get_stock_valuation(request: ApiRequest, wanted: Query[OnDay]) -> StockValuation:
    """Tell what stock was worth at the end of a day, by moving average and FIFO."""
    money, moment = _money(request), wanted.moment(request)
    told = reports.get_stock_valuation(request.site, moment, request.now, wanted.goods())
    rows, further = _cut(sorted(told.rows, key=lambda row: (-row.average, row.pk)), wanted, "valuation")
    return StockValuation(
        time_zone=request.site.time_zone,
        data_up_to=moment,
        on_hand=told.on_hand,
        moving_average=money(told.average),
        fifo=money(told.fifo),
        on_the_way=told.on_the_way.units,
        on_the_way_value=money(told.on_the_way.value),
        locations=[
            shapes.ValuedLocation(
                location_id=one.key, on_hand=one.on_hand, moving_average=money(one.average), fifo=money(one.fifo)
            )
            for one in told.places
            if one.key
        ],
        variants=[
            shapes.ValuedVariant(
                variant_id=one.pk, on_hand=one.on_hand, moving_average=money(one.average), fifo=money(one.fifo)
            )
            for one in rows
        ],
        next=further,
    )


@router.get("/inventory/reports/movements", permissions.VIEW)
def get_stock_movement_report(request: ApiRequest, wanted: Query[MovementsReported]) -> Report[MovedPeriod]:
    """Tell what came and went by day, week, month or location, between opening and closing."""
    when = wanted.window(request)
    told = reports.get_stock_movement_report(request.site, when, request.now, wanted.goods(), wanted.by)
    return _report(request, wanted, "moved", told.rows, lambda row: _moved(request, row), when.until)


@router.get("/inventory/reports/reasons", permissions.VIEW)
def list_movement_reasons(request: ApiRequest, wanted: Query[InDays]) -> Report[MovedReason]:
    """Tell why stock changed: movements by type, cause and reason."""
    money, when = _money(request), wanted.window(request)

    def show(row: Any) -> MovedReason:
        said = {"units_in": row.came, "units_out": row.went, "value_change": money(row.value_change)}
        return shaped(MovedReason, row, **said)

    rows = reports.reasons_moved(request.site, when, wanted.goods())
    return _report(request, wanted, "reasons", rows, show, when.until)


@router.get("/inventory/reports/sell-through", permissions.VIEW)
def list_sell_through(request: ApiRequest, wanted: Query[InDays]) -> Report[Selling]:
    """Tell how each variant sold, how long what is left lasts, and how often stock was turned over."""
    when = wanted.window(request)

    def show(row: Any) -> Selling:
        ratios = {name: _text(getattr(row, name)) for name in ("sell_through", "days_left", "turnover")}
        return shaped(Selling, row, **ratios)

    rows = sorted(reports.selling(request.site, when, request.now, wanted.goods()), key=lambda r: (-r.sold, r.pk))
    return _report(request, wanted, "sell-through", rows, show, when.until)


@router.get("/inventory/reports/ageing", permissions.VIEW)
def list_stock_ages(request: ApiRequest, wanted: Query[OnDay]) -> Report[AgedVariant]:
    """Tell how long what is on hand has been there, by FIFO."""
    money, moment = _money(request), wanted.moment(request)

    def show(row: Any) -> AgedVariant:
        ages = zip((*AGES, None), row.units, row.values, strict=True)
        bands = [shapes.AgedBand(up_to_days=days, units=units, value=money(value)) for days, units, value in ages]
        return shaped(AgedVariant, row, value=money(row.value), bands=bands)

    rows = reports.ageing(request.site, moment, request.now, wanted.goods())
    return _report(request, wanted, "ageing", sorted(rows, key=lambda row: (-row.value, row.pk)), show, moment)


@router.get("/inventory/reports/dead-stock", permissions.VIEW)
def list_dead_stock(request: ApiRequest, wanted: Query[IdleWanted]) -> Report[DeadVariant]:
    """Tell what was on hand so many days ago already and has not been sold since."""
    money = _money(request)
    rows = sorted(
        reports.dead_stock(request.site, wanted.days, request.now, wanted.goods()), key=lambda r: (-r.value, r.pk)
    )
    page, _further = _cut(rows, wanted, "dead-stock")
    sold = reports.last_sold(request.site, [row.pk for row in page])

    def show(row: Any) -> DeadVariant:
        return shaped(DeadVariant, row, value=money(row.value), last_sold_at=sold.get(row.pk))

    return _report(request, wanted, "dead-stock", rows, show, request.now)


@router.get("/inventory/reports/ranking", permissions.VIEW)
def list_stock_ranking(request: ApiRequest, wanted: Query[InDays]) -> Report[RankedVariant]:
    """Rank goods by net sales, with their class (ABC) and steadiness (XYZ). Needs the scope to read orders as well."""
    require(request, orders.VIEW)
    money, when = _money(request), wanted.window(request, days=28)
    weeks = variant_sales(request.site, reports.steadiness_spans(when))
    sold = {key: [(week.net_units, week.net) for week in each] for key, each in weeks.items()}

    def show(row: Any) -> RankedVariant:
        said = {"net_sales": money(row.revenue), "value": money(row.value)}
        return shaped(RankedVariant, row, share=_text(row.share), cumulated=_text(row.cumulated), **said)

    rows = reports.ranking(request.site, sold, request.now, wanted.goods())
    return _report(request, wanted, "ranking", rows, show, when.until)


def _moved(request: ApiRequest, row: MovedRow) -> MovedPeriod:
    money = _money(request)
    kinds = {"counted_up": "found", "counted_down": "lost", "shipped": "sold"}
    names = ("received", "returned", "transferred_in", "transferred_out", "damaged", *kinds)
    return MovedPeriod(
        first_day=row.key if isinstance(row.key, date) else None,
        last_day=row.last,
        location_id=row.key if isinstance(row.key, UUID) else None,
        opening=row.opening,
        closing=row.closing,
        value_change=money(row.value_change),
        closing_value=money(row.closing_value),
        **{name: row.units.get(kinds.get(name, name), 0) for name in names},
    )


def _report(
    request: ApiRequest, paging: Paging, name: str, rows: Sequence[Row], show: Callable[[Row], Item], upto: datetime
) -> Report[Item]:
    site = request.site
    page, further = _cut(rows, paging, name)
    return Report(
        time_zone=site.time_zone,
        currency=site.currency,
        data_up_to=min(upto, request.now),
        data=[show(row) for row in page],
        next=further,
    )


def _cut(rows: Sequence[Row], paging: Paging, name: str) -> tuple[Sequence[Row], str | None]:
    """The page of rows that were worked out; the cursor is how many came before."""
    place = paging.place(f"report-{name}", tuple[int])
    start = max(place[0], 0) if place else 0
    end = start + paging.limit
    return rows[start:end], cursor(f"report-{name}", [end]) if end < len(rows) else None


def _money(request: ApiRequest) -> Callable[[int], Any]:
    return lambda minor: amount(minor, request.site.currency)


def _text(ratio: object) -> str | None:
    return None if ratio is None else str(ratio)
