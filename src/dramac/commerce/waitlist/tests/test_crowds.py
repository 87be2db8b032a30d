"""Many workers and shoppers at the same moment, each with a connection of their own."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.commerce.waitlist import actions
from dramac.commerce.waitlist.actions import Asking
from dramac.commerce.waitlist.models import RestockRequest
from dramac.commerce.waitlist.testing import NOW, a_request
from dramac.kit.crowd import at_once
from dramac.kit.models import OutboxEvent
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_workers_tell_one_wave_and_nobody_twice() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    for number in range(20):
        a_request(site, mug, f"a{number}@example.com")
    stocked(site, {mug.pk: 2})
    look = partial(actions.tell_waiting, site=site, variant_ids=[mug.pk], now=NOW + timedelta(hours=1))
    told = at_once([look] * 8)
    assert sum(count for count in told if isinstance(count, int)) == 6, told
    assert OutboxEvent.objects.filter(name="RestockNotified").count() == 6
    assert RestockRequest.objects.exclude(sent_at=None).count() == 6


def test_one_shopper_who_presses_the_button_many_times_has_one_wish() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    asking = Asking("ann@example.com")
    made = at_once([partial(actions.ask, site=site, variant_id=mug.pk, asking=asking, now=NOW)] * 8)
    assert {row.pk if isinstance(row, RestockRequest) else row for row in made} == {RestockRequest.objects.get().pk}
    assert OutboxEvent.objects.filter(name="RestockRequested").count() == 1
