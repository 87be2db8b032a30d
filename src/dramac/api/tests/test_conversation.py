"""Paging, entity tags, idempotency and limits: what a caller can rely on between requests."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from dramac.api import idempotency
from dramac.api.actions import IssuedKey
from dramac.api.models import IdempotentAnswer
from dramac.api.testing import a_client, a_key, a_publishable_key
from dramac.kit.clock import utc_now
from dramac.tenancy.models import AuditEntry, Site
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.api.tests.pretend")]

NOTES = "/api/v1/notes"
RATES = {"secret": "3/60", "publishable": "2/60", "anonymous": "2/60"}


def write(client: Client, text: str = "a", **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(NOTES, {"text": text}, content_type="application/json", headers=sent)


def some_notes(site: Site, count: int) -> None:
    now = utc_now()
    for number in range(count):
        AuditEntry.objects.create(
            site=site,
            actor="Ann",
            action=str(number),
            subject="note",
            details={"version": 1, "count": 1},
            created_at=now - timedelta(seconds=number // 3),
        )


def test_pages_show_everything_once_in_a_stable_order() -> None:
    site = a_site()
    some_notes(site, 20)
    some_notes(a_site(), 5)
    client, seen, cursor = a_client(site), [], ""
    while True:
        page = client.get(f"{NOTES}?limit=3{cursor}").json()
        seen += [(note["created_at"], note["id"]) for note in page["data"]]
        if page["next"] is None:
            break
        some_notes(site, 1)
        cursor = f"&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 20
    assert seen == sorted(seen, key=lambda one: (-_moment(one[0]), one[1]))


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def test_a_last_page_that_is_full_has_no_next() -> None:
    site = a_site()
    some_notes(site, 3)
    assert a_client(site).get(f"{NOTES}?limit=3").json()["next"] is None
    assert a_client(a_site()).get(NOTES).json() == {"data": [], "next": None}


def test_a_tampered_cursor_is_refused() -> None:
    site = a_site()
    some_notes(site, 3)
    client = a_client(site)
    cursor = client.get(f"{NOTES}?limit=1").json()["next"]
    for wrong in (
        cursor[:-1],
        cursor + "A",
        "B" + cursor[1:],
        cursor[:20] + ("A" if cursor[20] != "A" else "B") + cursor[21:],
    ):
        assert client.get(f"{NOTES}?cursor={wrong}").json()["code"] == "invalid_cursor"


def test_a_cursor_of_another_site_shows_nothing_of_it() -> None:
    there, here = a_site(), a_site()
    some_notes(there, 3)
    cursor = a_client(there).get(f"{NOTES}?limit=1").json()["next"]
    assert a_client(here).get(f"{NOTES}?cursor={cursor}").json() == {"data": [], "next": None}


def test_what_was_made_says_where_it_is_and_in_which_state() -> None:
    client = a_client(a_site())
    made = write(client)
    assert made.status_code == 201
    read = client.get(made["Location"])
    assert read.json() == made.json()
    assert read["ETag"] == made["ETag"]


def test_an_answer_that_is_known_is_304_without_body() -> None:
    client = a_client(a_site())
    made = write(client)
    for known in (made["ETag"], f'"x", W/{made["ETag"]}', "*"):
        again = client.get(made["Location"], headers={"If-None-Match": known})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", made["ETag"])
    assert client.get(made["Location"], headers={"If-None-Match": '"1-000000000000"'}).status_code == 200


def edit(client: Client, where: str, **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.patch(where, {"text": "b"}, content_type="application/json", headers=sent)


def test_an_edit_of_an_older_state_is_412_and_changes_nothing() -> None:
    client = a_client(a_site())
    made = write(client)
    first = edit(client, made["Location"], If_Match=made["ETag"])
    assert (first.status_code, first.json()["version"]) == (200, 2)
    late = edit(client, made["Location"], If_Match=made["ETag"])
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert client.get(made["Location"]).json()["version"] == 2
    assert edit(client, made["Location"], If_Match="*").status_code == 200


def test_an_edit_that_must_name_its_state_is_428_without() -> None:
    client = a_client(a_site())
    where = write(client)["Location"]
    assert edit(client, where).status_code == 428
    assert edit(client, where, If_Match="rubbish").status_code == 412
    assert edit(client, where, If_Match='W/"1-000000000000"').status_code == 412
    assert edit(client, where, If_Match='"1", "2"').status_code == 400


def test_the_same_key_gives_the_same_answer_and_does_it_once() -> None:
    client = a_client(a_site())
    first = write(client, Idempotency_Key="one")
    again = write(client, Idempotency_Key="one")
    assert first.status_code == again.status_code == 201
    assert again.json() == first.json() | {"text": None}  # what is shown once is not kept
    assert (again["ETag"], again["Location"]) == (first["ETag"], first["Location"])
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert AuditEntry.objects.filter(subject="note").count() == 1


def test_a_key_used_for_another_request_is_422() -> None:
    client = a_client(a_site())
    where = write(client, Idempotency_Key="one")["Location"]
    other = write(client, "b", Idempotency_Key="one")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    removal = client.delete(where, headers={"Idempotency-Key": "one"})
    assert (removal.status_code, removal.json()["code"]) == (422, "idempotency_key_reused")
    assert AuditEntry.objects.filter(subject="note").count() == 1


def test_two_callers_do_not_share_idempotency_keys() -> None:
    site = a_site()
    made = [write(a_client(one), Idempotency_Key="one") for one in (site, site, a_site())]
    assert len({answer.json()["id"] for answer in made}) == 3


def test_a_refusal_wrote_nothing_and_leaves_the_key_free() -> None:
    client = a_client(a_site())
    assert write(client, "forbidden", Idempotency_Key="one").status_code == 422
    assert not IdempotentAnswer.objects.exists()
    assert write(client, Idempotency_Key="one").status_code == 201


def test_a_fault_leaves_neither_effect_nor_key() -> None:
    client = a_client(a_site())
    assert write(client, "broken", Idempotency_Key="one").status_code == 500
    assert not IdempotentAnswer.objects.exists()
    assert not AuditEntry.objects.filter(subject="note").exists()


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "é", "a\tb"])
def test_a_key_that_is_none_is_400(key: str) -> None:
    response = write(a_client(a_site()), Idempotency_Key=key)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_idempotency_key")


def test_a_key_is_forgotten_after_two_days() -> None:
    client = a_client(a_site())
    write(client, Idempotency_Key="one")
    IdempotentAnswer.objects.update(created_at=utc_now() - idempotency.KEPT)
    assert "Idempotent-Replayed" not in write(client, Idempotency_Key="one")
    IdempotentAnswer.objects.update(created_at=utc_now() - idempotency.KEPT)
    write(client, Idempotency_Key="two")
    assert idempotency.sweep(now=utc_now()) == 1
    assert IdempotentAnswer.objects.get().key == "two"


def caller_of(issued: IssuedKey) -> str:
    return sha256(f"{issued.key.pk.hex}:".encode()).hexdigest()


def test_while_the_first_is_being_done_the_second_is_409() -> None:
    site = a_site()
    issued = a_key(site)
    client = Client(headers={"Authorization": f"Bearer {issued.text}"})
    where = write(client)["Location"]
    IdempotentAnswer.objects.create(site=site, caller=caller_of(issued), key="one", fingerprint="x")
    early = client.delete(where, headers={"Idempotency-Key": "one"})
    assert (early.status_code, early.json()["code"]) == (409, "idempotency_in_progress")
    assert early["Retry-After"] == "1"


def test_a_claim_whose_request_died_is_free_again() -> None:
    site = a_site()
    issued = a_key(site)
    client = Client(headers={"Authorization": f"Bearer {issued.text}"})
    where = write(client)["Location"]
    old = utc_now() - idempotency.CLAIM
    IdempotentAnswer.objects.create(site=site, caller=caller_of(issued), key="one", fingerprint="x", created_at=old)
    assert client.delete(where, headers={"Idempotency-Key": "one"}).status_code == 204
    assert client.delete(where, headers={"Idempotency-Key": "one"}).status_code == 204
    assert client.delete(where, headers={"Idempotency-Key": "two"}).status_code == 404
    assert IdempotentAnswer.objects.count() == 1


def test_a_caller_sees_its_limit_and_is_stopped_at_it() -> None:
    cache.clear()
    client = a_client(a_site())
    with override_settings(API_RATES=RATES):
        answers = [client.get(NOTES) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert [one["RateLimit-Remaining"] for one in answers] == ["2", "1", "0", "0"]
    assert answers[0]["RateLimit-Policy"] == '"secret";q=3;w=60'
    assert answers[0]["RateLimit"].startswith('"secret";r=2;t=')
    assert answers[3]["Retry-After"] == answers[3]["RateLimit-Reset"]
    assert answers[3].json()["code"] == "rate_limited"


def test_one_caller_does_not_use_up_the_limit_of_another() -> None:
    cache.clear()
    site = a_site()
    first, second = a_client(site), a_client(site)
    with override_settings(API_RATES=RATES):
        assert [first.get(NOTES).status_code for _ in range(4)][-1] == 429
        assert second.get(NOTES).status_code == 200


def test_shoppers_behind_one_publishable_key_are_counted_by_address() -> None:
    cache.clear()
    client = Client(headers={"Authorization": f"Bearer {a_publishable_key(a_site()).text}"})
    with override_settings(API_RATES=RATES):
        assert [client.get(NOTES, REMOTE_ADDR="192.0.2.1").status_code for _ in range(3)] == [403, 403, 429]
        assert client.get(NOTES, REMOTE_ADDR="192.0.2.2").status_code == 403


def test_guessing_keys_is_slowed_down_by_address() -> None:
    cache.clear()
    with override_settings(API_RATES=RATES):
        client = Client(headers={"Authorization": "Bearer x"})
        assert [client.get(NOTES).status_code for _ in range(3)] == [401, 401, 429]
        assert a_client(a_site()).get(NOTES).status_code == 200


def test_no_limit_shows_no_headers() -> None:
    with override_settings(API_RATES={"secret": "0", "publishable": "0", "anonymous": "0"}):
        assert "RateLimit" not in a_client(a_site()).get(NOTES)
