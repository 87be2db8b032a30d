"""A right body for every address of the API that changes stock, with the kinds of its fields: a test makes wrong ones of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from dramac.commerce.alerts.testing import API_PARTS as ALERTS
from dramac.commerce.counts import actions as counts
from dramac.commerce.counts.testing import a_count
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.testing import a_batch, a_location, a_stocked_product, keeping_batches
from dramac.commerce.purchasing import testing as purchasing
from dramac.commerce.transfers import testing as transfers
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site


@dataclass(frozen=True)
class Shop:
    """A shop with something of everything, and another one whose records it must not touch."""

    site: Site
    mug: UUID
    home: UUID
    barn: UUID
    foreign: dict[str, str]


@dataclass(frozen=True)
class Asked:
    """An address, a right body for it, and the kinds of its fields by their paths; `*` is each row of a list.

    Fields without a kind are not changed. Rows may stand twice where `may_repeat`; there may be no body where `is_optional`.
    """

    method: str
    path: str
    body: Any
    kinds: dict[str, str]
    may_repeat: bool = False
    is_optional: bool = False


def a_shop() -> Shop:
    site, theirs = keeping_batches(a_site()), a_site()
    mug = a_stocked_product(site, 10, sku="MUG").pk
    barn = a_location(site, "Barn").pk
    foreign = {
        "variant_id": str(a_stocked_product(theirs, 10).pk),
        "location_id": str(inventory.default_location(theirs)),
    }
    foreign |= {"supplier_id": str(purchasing.a_supplier(theirs).pk)}
    foreign |= {"line_id": str(transfers.detail_of(theirs, transfers.a_transfer(theirs)).lines[0].pk)}
    foreign |= {"product_id": str(a_stocked_product(theirs, 1).product_id)}
    return Shop(site, mug, inventory.default_location(site), barn, foreign)


def adjusting(at: Shop) -> Asked:
    row = {"variant_id": str(at.mug), "quantity": 2, "location_id": str(at.home)}
    body = {"type": "adjustment", "reason": "Found", "code": "correction", "beyond_committed": False, "changes": [row]}
    kinds = {"type": "word", "reason": "text", "code": "word", "beyond_committed": "flag", "changes": "some rows"}
    kinds |= {"changes.*.variant_id": "id", "changes.*.quantity": "signed", "changes.*.location_id": "maybe id"}
    return Asked("post", "adjustments", body, {**kinds, "code": "maybe text"}, may_repeat=True)


def adjusting_in_a_batch(at: Shop) -> Asked:
    batch = {
        "number": "L-1",
        "expires_on": "2031-05-01",
        "made_on": "2030-05-01",
        "note": "n",
        "supplier_reference": "s",
    }
    body = {"deliveries": [{"variant_id": str(at.mug), "quantity": 2, "batch": batch}]}
    dates = {f"deliveries.*.batch.{name}": "day" for name in ("expires_on", "made_on")}
    texts = {f"deliveries.*.batch.{name}": "text" for name in ("number", "note", "supplier_reference")}
    return Asked("post", "deliveries", body, {**dates, **texts}, may_repeat=True)


def counting_at_once(at: Shop) -> Asked:
    body = {"location_id": str(at.home), "reason": "r", "counted": [{"variant_id": str(at.mug), "on_hand": 4}]}
    kinds = {"location_id": "maybe id", "reason": "text", "counted": "some rows"}
    return Asked("post", "counts", body, {**kinds, "counted.*.variant_id": "id", "counted.*.on_hand": "from zero"})


def announcing(at: Shop) -> Asked:
    return _goods(at, "announcements")


def delivering(at: Shop) -> Asked:
    return _goods(at, "deliveries")


def _goods(at: Shop, path: str) -> Asked:
    body = {"deliveries": [{"variant_id": str(at.mug), "quantity": 2, "location_id": str(at.home)}]}
    kinds = {"variant_id": "id", "quantity": "from one", "location_id": "maybe id"}
    return Asked(
        "post", path, body, {"deliveries": "some rows", **{f"deliveries.*.{one}": kind for one, kind in kinds.items()}},
        may_repeat=True,
    )  # fmt: skip


def adjusting_many(at: Shop) -> Asked:
    row = {"variant_id": str(at.mug), "sku": "", "quantity": 2, "way": "add", "location_id": str(at.home)}
    body = {"type": "adjustment", "reason": "r", "code": "correction", "beyond_committed": False, "changes": [row]}
    kinds = {"type": "word", "reason": "text", "code": "word", "beyond_committed": "flag", "changes": "some rows"}
    rows = {
        "variant_id": "maybe id",
        "sku": "text",
        "quantity": "signed or none",
        "way": "word",
        "location_id": "maybe id",
    }
    kinds |= {f"changes.*.{one}": kind for one, kind in rows.items()}
    return Asked("post", "bulk-adjustments", body, kinds, may_repeat=True)


def adjusting_by_sku(at: Shop) -> Asked:
    body = {"changes": [{"sku": "MUG", "quantity": 7, "way": "set"}]}
    kinds = {"changes": "some rows", "changes.*.quantity": "from zero", "changes.*.sku": "word"}
    return Asked("post", "bulk-adjustments", body, kinds)


def setting_aside(at: Shop) -> Asked:
    row = {"variant_id": str(at.mug), "state": "damaged", "quantity": 1, "location_id": str(at.home)}
    body = {"reason": "r", "beyond_committed": False, "changes": [row]}
    kinds = {"reason": "text", "beyond_committed": "flag", "changes": "some rows"}
    rows = {"variant_id": "id", "state": "word", "quantity": "signed", "location_id": "maybe id"}
    return Asked("post", "unavailable", body, {**kinds, **{f"changes.*.{one}": kind for one, kind in rows.items()}})


def keeping(at: Shop) -> Asked:
    until = (utc_now() + timedelta(days=2)).isoformat()
    body = {"variant_id": str(at.mug), "quantity": 1, "until": until, "reason": "r", "location_id": str(at.home)}
    kinds = {"variant_id": "id", "quantity": "from one", "until": "moment", "reason": "text", "location_id": "maybe id"}
    return Asked("post", "holds", body, kinds)


def putting_a_batch_right(at: Shop) -> Asked:
    batch = a_batch(at.site)
    body = {"expires_on": "2031-05-01", "made_on": "2030-05-01", "supplier_reference": "s", "note": "n"}
    kinds = {"expires_on": "day", "made_on": "day", "supplier_reference": "text", "note": "text"}
    return Asked("put", f"batches/{batch.pk}", body, kinds)


def recalling(at: Shop) -> Asked:
    return Asked("post", f"batches/{a_batch(at.site).pk}/recall", {"reason": "Glass"}, {"reason": "text"})


def beginning_a_transfer(at: Shop) -> Asked:
    body = {"origin_id": str(at.home), "destination_id": str(at.barn), "expected_on": "2031-05-01", "note": "n"}
    body |= {"carrier": "c", "tracking": "t", "reference": "r"}
    lines = [{"variant_id": str(at.mug), "quantity": 2}]
    kinds = {"origin_id": "id", "destination_id": "id", "expected_on": "day", "note": "text", "carrier": "text"}
    kinds |= {"tracking": "text", "reference": "text", "lines": "rows", "lines.*.variant_id": "id"}
    return Asked("post", "transfers", {**body, "lines": lines}, {**kinds, "lines.*.quantity": "from one"})


def changing_a_transfer(at: Shop) -> Asked:
    made = transfers.a_draft(at.site)
    asked = beginning_a_transfer(at)
    return Asked("put", f"transfers/{made.pk}", asked.body, asked.kinds)


def sending_a_transfer(at: Shop) -> Asked:
    body = {"carrier": "c", "tracking": "t"}
    kinds = {"carrier": "maybe text", "tracking": "maybe text"}
    return Asked("post", f"transfers/{transfers.a_draft(at.site).pk}/dispatch", body, kinds, is_optional=True)


def receiving_a_transfer(at: Shop) -> Asked:
    made = transfers.a_transfer(at.site)
    line = str(transfers.detail_of(at.site, made).lines[0].pk)
    body = {"lines": [{"line_id": line, "received": 1, "damaged": 1, "lost": 1}], "note": "n", "may_exceed": False}
    kinds = {"lines": "some rows", "note": "text", "may_exceed": "flag", "lines.*.line_id": "id"}
    units = {f"lines.*.{name}": "from zero" for name in ("received", "damaged", "lost")}
    return Asked("post", f"transfers/{made.pk}/receipts", body, {**kinds, **units})


def closing_a_transfer(at: Shop) -> Asked:
    made = transfers.a_transfer(at.site)
    return Asked("post", f"transfers/{made.pk}/closure", {"reason": "r"}, {"reason": "text"}, is_optional=True)


def cancelling_a_transfer(at: Shop) -> Asked:
    made = transfers.a_transfer(at.site)
    return Asked("post", f"transfers/{made.pk}/cancellation", {"reason": "r"}, {"reason": "text"}, is_optional=True)


def starting_a_count(at: Shop) -> Asked:
    body = {"location_id": str(at.home), "title": "t", "scope": "s", "is_blind": False, "variant_ids": [str(at.mug)]}
    kinds = {"location_id": "id", "title": "text", "scope": "text", "is_blind": "flag", "variant_ids": "rows"}
    return Asked("post", "stock-counts", body, {**kinds, "variant_ids.*": "id"}, may_repeat=True)


def entering_a_count(at: Shop) -> Asked:
    made = a_count(at.site, [at.mug])
    body = {"entries": [{"variant_id": str(at.mug), "units": 4, "adds": False}]}
    kinds = {
        "entries": "some rows",
        "entries.*.variant_id": "id",
        "entries.*.units": "from zero",
        "entries.*.adds": "flag",
    }
    return Asked("post", f"stock-counts/{made.pk}/entries", body, kinds, may_repeat=True)


def posting_a_count(at: Shop) -> Asked:
    made = a_count(at.site, [at.mug])
    entries = [counts.Entry(at.mug, 4)]
    counts.enter(site=at.site, count_id=made.pk, entries=entries, by=transfers.STAFF, now=transfers.NOW)
    return Asked("post", f"stock-counts/{made.pk}/posting", {"rest_is_zero": False}, {"rest_is_zero": "flag"})


def ordering(at: Shop) -> Asked:
    supplier = purchasing.a_supplier(at.site)
    body: dict[str, Any] = {
        "supplier_id": str(supplier.pk),
        "location_id": str(at.home),
        "expected_on": "2031-05-01",
        "rate": None,
    }
    body |= {"shipping_cost": 5, "other_cost": 5, "spreads_costs": True, "reference": "r", "note": "n"}
    lines = [{"variant_id": str(at.mug), "quantity": 2, "unit_cost": 5}]
    kinds = {
        "supplier_id": "id",
        "location_id": "maybe id",
        "expected_on": "day",
        "rate": "maybe text",
        "reference": "text",
    }
    kinds |= {"shipping_cost": "cost", "other_cost": "cost", "spreads_costs": "flag", "note": "text", "lines": "rows"}
    rows = {"lines.*.variant_id": "id", "lines.*.quantity": "from one", "lines.*.unit_cost": "maybe cost"}
    return Asked("post", "/api/v1/purchase-orders", {**body, "lines": lines}, {**kinds, **rows})


def receiving_an_order(at: Shop) -> Asked:
    order = purchasing.an_order(at.site)
    line = str(purchasing.detail_of(at.site, order).lines[0].pk)
    row = {"line_id": line, "received": 1, "rejected": 1, "batch": "L-1", "expires_on": "2031-05-01"}
    body = {"lines": [row], "note": "n", "may_exceed": False}
    kinds = {"lines": "some rows", "note": "text", "may_exceed": "flag"}
    rows = {"line_id": "id", "received": "from zero", "rejected": "from zero", "batch": "text", "expires_on": "day"}
    kinds |= {f"lines.*.{one}": kind for one, kind in rows.items()}
    return Asked("post", f"/api/v1/purchase-orders/{order.pk}/receipts", body, kinds)


def ordering_what_runs_low(at: Shop) -> Asked:
    supplier = purchasing.a_supplier(at.site)
    item = purchasing.an_item(at.site, supplier, is_preferred=True)
    body = {"lines": [{"variant_id": str(item.variant_id), "quantity": 2}]}
    kinds = {"lines": "some rows", "lines.*.variant_id": "id", "lines.*.quantity": "from one"}
    return Asked("post", "/api/v1/reorder-list/orders", body, kinds, may_repeat=True)


def limiting(at: Shop) -> Asked:
    numbers = {"low_stock_threshold": 9, "critical_stock_threshold": 3}
    maybe = {"reorder_point": 9, "reorder_quantity": 9, "safety_stock": 3}
    kinds = dict.fromkeys(numbers, "from zero") | dict.fromkeys(maybe, "maybe from zero")
    body = {**numbers, **maybe, "is_active": True, "notify_email": True, "notify_dashboard": True}
    kinds |= dict.fromkeys(("is_active", "notify_email", "notify_dashboard"), "flag")
    kinds |= {"variant_id": "maybe id", "location_id": "maybe id"}
    return Asked("post", "alert-limits", {**body, "variant_id": str(at.mug), "location_id": str(at.home)}, kinds)


def changing_a_limit(at: Shop) -> Asked:
    asked = limiting(at)
    kinds = {name: kind for name, kind in asked.kinds.items() if not name.endswith("_id")}
    body = {name: value for name, value in asked.body.items() if not name.endswith("_id")}
    return Asked("put", f"alert-limits/{ALERTS['limit_id'](at.site)}", body, kinds)


def wishing_for_alerts(at: Shop) -> Asked:
    body: dict[str, Any] = {
        "low_stock_threshold": 9,
        "critical_stock_threshold": 3,
        "hysteresis": 2,
        "is_active": True,
        "on_dashboard": True,
    }
    body |= {"email": "single", "digest_hour": 8, "recipients": ["stock@example.com"]}
    kinds = dict.fromkeys(("low_stock_threshold", "critical_stock_threshold", "hysteresis", "digest_hour"), "from zero")
    kinds |= {
        "is_active": "flag",
        "on_dashboard": "flag",
        "email": "word",
        "recipients": "rows",
        "recipients.*": "address",
    }
    return Asked("put", "alert-settings", body, kinds, may_repeat=True)


ASKED: tuple[Callable[[Shop], Asked], ...] = (
    adjusting, adjusting_in_a_batch, counting_at_once, announcing, delivering, adjusting_many, adjusting_by_sku,
    setting_aside, keeping, putting_a_batch_right, recalling, beginning_a_transfer, changing_a_transfer, sending_a_transfer,
    receiving_a_transfer, closing_a_transfer, cancelling_a_transfer, starting_a_count, entering_a_count, posting_a_count,
    ordering, receiving_an_order, ordering_what_runs_low, limiting, changing_a_limit, wishing_for_alerts,
)  # fmt: skip
