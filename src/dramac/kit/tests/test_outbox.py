"""Facts: told if and only if their change was kept, at least once, whatever happens to the worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils.module_loading import import_string

from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxDelivery, OutboxEvent
from dramac.kit.outbox import publish, relay
from dramac.kit.tests import pretend

LISTEN = "dramac.kit.tests.pretend.listen"
REFUSE = "dramac.kit.tests.pretend.refuse"


def ring(times: int) -> pretend.BellRang:
    return pretend.BellRang(site_id=new_id(), occurred_at=utc_now(), times=times)


def ring_and_commit(*times: int) -> None:
    with transaction.atomic():
        publish(*(ring(number) for number in times))


@pytest.fixture(autouse=True)
def _silence() -> None:
    pretend.heard.clear()


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        publish(ring(1))


@pytest.mark.django_db
def test_a_change_that_is_rolled_back_tells_nothing() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish(ring(1))
        _ = 1 / 0
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db
def test_each_listener_hears_each_fact_once_and_in_order() -> None:
    ring_and_commit(1, 2, 3)
    done = relay.drain({"BellRang": [LISTEN]}, import_string)
    assert [times for times, _ in pretend.heard] == [1, 2, 3]
    assert done == 6
    assert relay.drain({"BellRang": [LISTEN]}, import_string) == 0


@pytest.mark.django_db
def test_a_fact_without_listeners_is_spread_and_done_with() -> None:
    ring_and_commit(1)
    relay.drain({}, import_string)
    assert OutboxEvent.objects.filter(spread_at=None).count() == 0
    assert OutboxDelivery.objects.count() == 0


@pytest.mark.django_db
def test_a_listener_that_fails_is_tried_again_later_and_does_not_hold_up_others() -> None:
    ring_and_commit(1)
    relay.drain({"BellRang": [REFUSE, LISTEN]}, import_string)
    failed = OutboxDelivery.objects.get(listener=REFUSE)
    assert (failed.state, failed.attempts) == ("waiting", 1)
    assert failed.error == "ConnectionError: nobody answers"
    assert failed.due_at > utc_now()
    assert len(pretend.heard) == 1


@pytest.mark.django_db
def test_a_listener_that_never_recovers_is_kept_as_failed_for_a_person_to_see() -> None:
    ring_and_commit(1)
    relay.spread({"BellRang": [REFUSE]})
    for _ in range(len(relay.RETRIES) + 1):
        OutboxDelivery.objects.update(due_at=utc_now() - timedelta(seconds=1))
        for delivery in relay.claim():
            relay.deliver(delivery, import_string(delivery.listener))
    delivery = OutboxDelivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("failed", len(relay.RETRIES) + 1)


@pytest.mark.django_db
def test_a_leased_delivery_is_nobody_elses_until_the_lease_ends() -> None:
    ring_and_commit(1)
    relay.spread({"BellRang": [LISTEN]})
    assert len(relay.claim()) == 1
    assert relay.claim() == []
    assert len(relay.claim(now=utc_now() + relay.LEASE + timedelta(seconds=1))) == 1


@pytest.mark.django_db
def test_old_facts_are_swept_once_every_listener_took_them() -> None:
    ring_and_commit(1, 2)
    relay.drain({"BellRang": [LISTEN]}, import_string)
    ring_and_commit(3)
    later = utc_now() + timedelta(days=31)
    relay.sweep(now=later)
    assert OutboxEvent.objects.count() == 1


def worker_process(listener: str, bell_file: Path) -> subprocess.Popen[bytes]:
    """A real worker process on the test's database, delivering to one listener."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        url = f"postgres://{database['USER']}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
    program = (
        "import django; django.setup()\n"
        "from dramac.kit.outbox import relay\n"
        "from django.utils.module_loading import import_string\n"
        "import dramac.kit.tests.pretend, time\n"
        f"while True: relay.run_once({{'BellRang': ['{listener}']}}, import_string) or time.sleep(0.05)\n"
    )
    environment = {**os.environ, "DATABASE_URL": url, "BELL_FILE": str(bell_file)}
    return subprocess.Popen([sys.executable, "-c", program], env=environment)


def wait_for_lines(path: Path, count: int) -> list[str]:
    for _ in range(600):
        lines = path.read_text().split() if path.exists() else []
        if len(lines) >= count:
            return lines
        time.sleep(0.05)
    raise AssertionError(f"{path} has fewer than {count} lines")


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_delivery_loses_nothing(tmp_path: Path) -> None:
    bell = tmp_path / "bell"
    ring_and_commit(1)
    event = OutboxEvent.objects.get()
    first = worker_process("dramac.kit.tests.pretend.write_down_and_hang", bell)
    wait_for_lines(bell, 1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert OutboxDelivery.objects.get().state == "waiting"
    OutboxDelivery.objects.update(
        leased_until=utc_now() - timedelta(seconds=1), listener="dramac.kit.tests.pretend.write_down"
    )
    second = worker_process("dramac.kit.tests.pretend.write_down", bell)
    try:
        assert wait_for_lines(bell, 2) == [str(event.pk), str(event.pk)]
        for _ in range(200):
            if OutboxDelivery.objects.get().state == "done":
                break
            time.sleep(0.05)
        assert OutboxDelivery.objects.get().state == "done"
    finally:
        second.kill()
        second.wait()
