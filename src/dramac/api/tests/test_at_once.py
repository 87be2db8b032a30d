"""The same request from several connections at once is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from dramac.api.testing import a_key
from dramac.tenancy.models import AuditEntry
from dramac.tenancy.testing import a_site

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("dramac.api.tests.pretend"),
]

TOGETHER = 8
NOTES = "/api/v1/notes"


def at_once(text: str, method: str, path: str, body: object) -> list[tuple[int, str]]:
    """The answers that eight connections get to one request that all send in the same moment."""
    barrier = Barrier(TOGETHER)

    def ask(_number: int) -> tuple[int, str]:
        client = Client(headers={"Authorization": f"Bearer {text}", "Idempotency-Key": "one"})
        barrier.wait()
        try:
            answer = client.generic(method, path, body, content_type="application/json")
            return answer.status_code, str(answer.json().get("id", "")) if answer.content else ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(ask, range(TOGETHER)))


def test_what_is_written_in_one_transaction_with_its_key_is_written_once() -> None:
    issued = a_key(a_site())
    answers = at_once(issued.text, "POST", NOTES, '{"text": "a"}')
    assert AuditEntry.objects.filter(subject="note").count() == 1
    assert {status for status, _key in answers} <= {201, 409}
    assert len({key for status, key in answers if status == 201}) == 1


def test_what_claims_its_key_first_is_done_once() -> None:
    issued = a_key(a_site())
    client = Client(headers={"Authorization": f"Bearer {issued.text}"})
    where = client.post(NOTES, {"text": "a"}, content_type="application/json")["Location"]
    answers = at_once(issued.text, "DELETE", where, "")
    assert {status for status, _key in answers} <= {204, 409}
    assert not AuditEntry.objects.filter(subject="note").exists()
