"""A worker that is killed while it tells those who waited: nobody is forgotten, and nobody is told twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils.module_loading import import_string

from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.commerce.waitlist import queries as waitlist
from dramac.commerce.waitlist.testing import a_request
from dramac.kit.clock import utc_now
from dramac.kit.killing import killed
from dramac.kit.models import OutboxDelivery, OutboxEvent
from dramac.kit.outbox import relay
from dramac.notifications.models import Mail
from dramac.notifications.tests.received import a_shop

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
NAMES = ["ann@example.com", "bo@example.com", "cy@example.com"]
TO_FILES = "django.core.mail.backends.filebased.EmailBackend"
BETWEEN = b"-" * 79 + b"\n"
WIRING = {
    "BackInStock": ["dramac.commerce.waitlist.listeners.tell_waiting"],
    "RestockNotified": ["dramac.notifications.listeners.send_restock_notice"],
}
PROGRAM = """
import sys, time
import django
django.setup()
from pathlib import Path
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from dramac.kit.outbox import relay
from dramac.notifications.tests.test_killed import TO_FILES, WIRING

settings.EMAIL_BACKEND = TO_FILES
mark, settings.EMAIL_FILE_PATH, place, start, part, step = sys.argv[1:]
seen = []


def hang(execute, sql, params, many, context):
    plain = sql.replace('"', "")
    if not (plain.startswith(start) and part in plain):
        return execute(sql, params, many, context)
    seen.append(plain)
    done = execute(sql, params, many, context) if place == "behind" or len(seen) != int(step) else None
    if len(seen) == int(step):
        Path(mark).touch()
        time.sleep(120)
    return done


with connection.execute_wrapper(hang):
    relay.drain(WIRING, import_string)
"""
REQUESTS, MAILS, DELIVERIES = (f"mod_ecommod01_{name}" for name in ("restock_requests", "mails", "outbox_deliveries"))
PLACES = {
    "their turn is written and not kept": ("behind", f"UPDATE {REQUESTS}", "sent_at", 1),
    "the second mail is written and not sent": ("behind", f"INSERT INTO {MAILS}", "", 2),
    "the second mail is sent and not marked": ("before", f"UPDATE {MAILS}", "SET sent_at", 2),
    "the second mail is marked and its fact is not": ("before", f"UPDATE {DELIVERIES}", "done_at", 3),
}
"""Where the worker is killed. Of the facts the first says that stock is back, so that the second mail's is the third."""


def kill_at(folder: Path, place: tuple[str, str, str, int]) -> None:
    """A worker of its own does what is due, and is killed at this place."""
    mark = folder / "mark"
    killed(PROGRAM, [str(mark), str(folder / "mails"), *map(str, place)], mark)


def go_on(folder: Path) -> None:
    """Another worker goes on once everything that the first one had leased is free again."""
    past = utc_now() - timedelta(hours=1)
    OutboxDelivery.objects.exclude(leased_until=None).update(leased_until=past)
    Mail.objects.exclude(tried_at=None).update(tried_at=past)
    with override_settings(EMAIL_BACKEND=TO_FILES, EMAIL_FILE_PATH=str(folder / "mails")):
        relay.drain(WIRING, import_string)


def sent(folder: Path) -> Counter[tuple[str, str]]:
    """The mails that left, by whom they went to and their own name. Two of one second may stand in one file, one below the other."""
    files = [path.read_bytes() for path in (folder / "mails").iterdir()]
    mails = [message_from_bytes(text) for file in files for text in file.split(BETWEEN) if text.strip()]
    return Counter((str(mail["To"]), str(mail["Message-ID"])) for mail in mails)


@pytest.mark.parametrize("place", PLACES)
def test_a_worker_killed_while_it_tells_loses_nobody_and_tells_nobody_twice(place: str, tmp_path: Path) -> None:
    site = a_shop()
    mug = a_stocked_product(site, 1)
    stocked(site, {mug.pk: 0})
    for name in NAMES:
        a_request(site, mug, name)
    stocked(site, {mug.pk: 1})
    kill_at(tmp_path, PLACES[place])
    go_on(tmp_path)
    found = sent(tmp_path)
    assert sorted(name for name, _key in found) == NAMES
    again = [name for name, times in found.items() if times != 1]
    assert len(again) == (place == "the second mail is sent and not marked"), found
    assert OutboxEvent.objects.filter(name="RestockNotified").count() == 3
    assert waitlist.waiting(site, [mug.pk]) == {}
    assert not Mail.objects.filter(sent_at=None).exists()
    assert not OutboxDelivery.objects.exclude(state="done").exists()
