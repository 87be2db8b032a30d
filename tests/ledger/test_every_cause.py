"""Whatever happens to stock, in any order and from several connections at once, the books agree after every step.

DRAMAC_THOROUGH says how many steps are taken in all; without it there are a few hundred, to keep the suite quick.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random

import pytest
from django.db import connection, transaction
from django.db.models import F, Q, Sum

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.commerce.inventory.queries.reports import layers
from dramac.commerce.inventory.queries.reports.valuation import get_stock_valuation
from dramac.commerce.inventory.testing import NOW, STAFF, a_location
from dramac.commerce.purchasing.testing import a_supplier
from dramac.kit.crowd import at_once
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site
from tests.ledger.causes import CAUSES, Shop, Step

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
CONNECTIONS = 4
IN_A_STORY = 250
STEPS = int(os.environ.get("DRAMAC_THOROUGH", "240"))


def a_shop() -> Shop:
    site = a_site()
    places = [a_location(site, name).pk for name in ("Shop", "Barn", "Loft")]
    goods = [a_variant(site, cost=cost).pk for cost in (None, 333, 999)]
    sells_when_out = a_variant(site, sells_when_out=True, cost=500).pk
    return Shop(site, [*goods, sells_when_out], places, sells_when_out, a_supplier(site).pk)


def assert_books_agree(site: Site, story: str) -> None:
    assert queries.check_ledger(site) == [], story
    levels = StockLevel.objects.of(site)
    strange = levels.filter(
        Q(value__lt=0)
        | (Q(on_hand__lte=0) & ~Q(value=0))
        | Q(committed__lt=0)
        | Q(incoming__lt=0)
        | (Q(damaged__gt=0) | Q(quality__gt=0) | Q(safety__gt=0))
        & Q(on_hand__lt=F("damaged") + F("quality") + F("safety"))
    )
    assert not strange.exists(), story


def assert_valuation_agrees(site: Site, moment: datetime, now: datetime, story: str) -> None:
    """What stock was worth at a moment is the sum of what moved before it, by variant and by place, read at one time."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        told = get_stock_valuation(site, moment, now)
        before = Movement.objects.of(site).filter(created_at__lt=moment).order_by()
        sums = list(before.values_list("variant_id").annotate(Sum("quantity"), Sum("value_change")))
    meant = {key: (units, value) for key, units, value in sums if units or value}
    assert {row.variant_id: (row.on_hand, row.average) for row in told.rows if row.on_hand or row.average} == meant, (
        story
    )
    assert all(row.fifo >= 0 if row.on_hand > 0 else row.fifo == 0 for row in told.rows), story
    for total, places in ((told.on_hand, "on_hand"), (told.average, "average"), (told.fifo, "fifo")):
        assert sum(getattr(place, places) for place in told.places) == total, f"{story}: {places}"


def assert_last_movements_tell_the_levels(shop: Shop, story: str) -> None:
    """The newest movement of each level says what there is now."""
    for level in StockLevel.objects.of(shop.site):
        rows = Movement.objects.of(shop.site).filter(variant_id=level.variant_id, location_id=level.location_id)
        chain = list(rows.order_by("id").values_list("previous_stock", "new_stock"))
        ends: Counter[int] = Counter(after for _before, after in chain)
        ends.subtract(before for before, _after in chain)
        assert {units: count for units, count in ends.items() if count} in ({}, {level.on_hand: 1, 0: -1}), story


def acts(dice: Random, connection_number: int, steps: int) -> list[Callable[[Step], None]]:
    """What one connection does: each by its weight, and its share of all causes at least once where there are steps enough."""
    causes, weights = zip(*CAUSES, strict=True)
    found = dice.choices(causes, weights, k=steps)
    share = causes[connection_number::CONNECTIONS]
    if steps > 2 * len(share):
        for place, act in zip(dice.sample(range(steps), len(share)), share, strict=True):
            found[place] = act
    return found


def walk(shop: Shop, seed: int, steps: int) -> Counter[str]:
    """Steps of one connection; which were done, and which refused. The books are looked at after each."""
    dice = Random(seed)
    told: Counter[str] = Counter()
    for number, act in enumerate(acts(dice, seed % CONNECTIONS, steps)):
        now = shop.now()
        step = Step(shop, dice, {"site": shop.site, "by": STAFF, "now": now})
        try:
            act(step)
            told[act.__name__] += 1
        except Refused:
            told[f"{act.__name__} refused"] += 1
        story = f"seed {seed}, step {number}: {act.__name__}"
        assert_books_agree(shop.site, story)
        assert_valuation_agrees(shop.site, NOW + (now - NOW) * dice.choice((0.5, 1)), now, story)
    return told


@pytest.mark.parametrize("story", range(-(-STEPS // IN_A_STORY)))
def test_the_books_agree_after_every_step_of_a_random_story(story: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if story % 2:
        monkeypatch.setattr(layers, "FEW", 1)
    steps = min(IN_A_STORY, STEPS - story * IN_A_STORY)
    shop = a_shop()
    found = at_once(
        [partial(walk, shop, 1000 * story + number, -(-steps // CONNECTIONS)) for number in range(CONNECTIONS)]
    )
    for one in found:
        if isinstance(one, Exception):
            raise one
    told = sum((one for one in found if isinstance(one, Counter)), Counter[str]())
    assert told.total() >= steps
    assert_last_movements_tell_the_levels(shop, f"story {story}")
    if steps >= 100:
        tried = {name.removesuffix(" refused") for name in told}
        assert {act.__name__ for act, _weight in CAUSES} == tried, told
    print(f"story {story}: {dict(sorted(told.items()))}")  # noqa: T201  # shown by pytest -s
