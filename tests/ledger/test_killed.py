"""A process that is killed in the middle of a work on stock leaves all of it or nothing, and the work can be done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog.models import Variant
from dramac.commerce.catalog.rules.loads import ProductLoad, VariantLoad
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.commerce.inventory.rules import Change
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, assert_ledger_agrees
from dramac.commerce.purchasing import actions as purchasing
from dramac.commerce.purchasing.actions import LineWish, OrderDetails
from dramac.commerce.purchasing.models import PurchaseOrder, PurchaseOrderLine, PurchaseReceipt
from dramac.commerce.purchasing.testing import a_supplier
from dramac.commerce.transfers import actions as transfers
from dramac.commerce.transfers.actions import TransferDetails
from dramac.commerce.transfers.models import StockTransfer, StockTransferLine, StockTransferReceipt
from dramac.kit.killing import killed
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site
from tests.ledger.works import WORKS, Places

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
GOODS = 1200
"""More than one statement writes, so that the work is killed when some of it is written and some is not."""

IN_AN_ORDER = 1000
"""As many lines as a purchase order has at most."""

STORIES = (
    (StockTransfer, ("pk", "state", "version")),
    (StockTransferLine, ("pk", "sent", "received", "damaged", "lost", "returned", "value", "value_received")),
    (StockTransferReceipt, ("pk", "key")),
    (PurchaseOrder, ("pk", "state", "version")),
    (PurchaseOrderLine, ("pk", "received")),
    (PurchaseReceipt, ("pk", "key")),
)
"""What the works write beside the books."""
PROGRAM = """
import sys, time
import django
django.setup()
from pathlib import Path
from uuid import UUID
from django.db import connection
from dramac.commerce.catalog.models import Variant
from dramac.kit import bulk
from dramac.tenancy.queries import site_by_id
from tests.ledger.works import WORKS

bulk.BATCH = 500
name, site_id, here, there, mark, step = sys.argv[1:]
site = site_by_id(UUID(site_id))
goods = list(Variant.objects.of(site).order_by("pk").values_list("pk", flat=True))
seen = []


def hang(execute, sql, params, many, context):
    done = execute(sql, params, many, context)
    if sql.replace('"', "").startswith("INSERT INTO mod_ecommod01_inventory_movements"):
        seen.append(sql)
        if len(seen) == int(step):
            Path(mark).touch()
            time.sleep(120)
    return done


with connection.execute_wrapper(hang):
    WORKS[name](site, goods, (UUID(here), UUID(there)))
"""


def kill_in(work: str, site: Site, places: Places, mark: Path, step: int) -> None:
    """A process of its own does the work, and is killed behind so many of its statements that write movements."""
    told = [work, str(site.pk), *map(str, places), str(mark), str(step)]
    killed(PROGRAM, told, mark, env={"DJANGO_SETTINGS_MODULE": "tests.settings"}, cwd=ROOT)


def books(site: Site) -> list[tuple[object, ...]]:
    """All that is written of the site's stock, its transfers and its purchase orders."""
    levels = StockLevel.objects.of(site).order_by("pk")
    columns = ("pk", "on_hand", "committed", "incoming", "damaged", "quality", "safety", "value")
    facts = OutboxEvent.objects.filter(site_id=site.pk).count()
    stories = [row for model, names in STORIES for row in model.objects.of(site).order_by("pk").values_list(*names)]
    return [(Movement.objects.of(site).count(), facts), *levels.values_list(*columns), *stories]


def a_shop() -> tuple[Site, list[UUID], Places]:
    site = a_site()
    here, there = a_location(site, "Shop").pk, a_location(site, "Barn").pk
    loads = [ProductLoad(slug=f"mug-{n}", title=f"Mug {n}", variants=(VariantLoad(price=900),)) for n in range(GOODS)]
    catalog.load(site, loads, by=STAFF, now=NOW)
    goods = list(Variant.objects.of(site).order_by("pk").values_list("pk", flat=True))
    there_already = [Change(key, here, on_hand=5, unit_cost=100) for key in goods]
    with transaction.atomic():
        actions.post(site=site, changes=there_already, why=actions.Why("restock"), by=STAFF, now=NOW)
    told: dict[str, Any] = {"site": site, "by": STAFF, "now": NOW}
    moved = [transfers.LineWish(key, 4) for key in goods]
    transfers.create(lines=moved, details=TransferDetails(here, there), **told)
    bought = [LineWish(key, 3, 150) for key in goods[:IN_AN_ORDER]]
    supplier = a_supplier(site).pk
    order = purchasing.create_order(supplier_id=supplier, lines=bought, details=OrderDetails(there), **told)
    purchasing.place_order(order_id=order.pk, **told)
    return site, goods, (here, there)


def test_a_work_that_was_killed_in_its_middle_leaves_nothing_and_is_done_again(tmp_path: Path) -> None:
    site, goods, places = a_shop()
    for name, work in WORKS.items():
        before = books(site)
        for step in (1, 2) if name in ("bulk_adjustment", "transfer_sent") else (1,):
            kill_in(name, site, places, tmp_path / f"{name}-{step}", step)
            assert books(site) == before, f"{name}, killed behind statement {step}"
        work(site, goods, places)
        assert books(site) != before, name
        assert_ledger_agrees(site)
