"""Two owners who remove each other at the same moment leave one of them."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from dramac.tenancy import actions as tenancy
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Membership
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_site

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_shop_keeps_an_owner_when_two_remove_each_other_at_once() -> None:
    site = a_site()
    owners = [a_member(site), a_member(site)]
    start, refused = threading.Barrier(2), []

    def remove(by: Membership, member: Membership) -> None:
        actor = Actor("staff", "Ann", by.user_id)
        try:
            start.wait()
            tenancy.remove_member(site=site, member=member, by=actor, now=NOW)
        except tenancy.CannotChangeRole as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    pairs = [(owners[0], owners[1]), (owners[1], owners[0])]
    threads = [threading.Thread(target=remove, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Membership.objects.of(site).filter(role=Role.OWNER, is_active=True).count() == 1
    assert len(refused) == 1
