"""What people try on an API: headers that break lines, speak for proxies, lie about sizes; keys and cursors used elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings

from dramac.api import actions
from dramac.api.keys import read
from dramac.api.models import ApiKey
from dramac.api.testing import a_client, a_key, a_publishable_key, a_shopper
from dramac.kit.clock import utc_now
from dramac.tenancy.models import AuditEntry
from dramac.tenancy.testing import a_site, an_actor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.api.tests.pretend")]

NOTES = "/api/v1/notes"
NOTE = '{"text": "hello"}'
BREAKS = "x\r\nSet-Cookie: stolen=1"


def write(client: Client, **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(NOTES, NOTE, content_type="application/json", headers=sent)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Accept",
            "Accept-Language",
            "Authorization",
            "Dramac-Version",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
        ),
        *("Origin", "X-Request-Id", "X-Forwarded-For", "X-Forwarded-Host", "Dramac-Cart", "Dramac-Customer"),
    ],
)
def test_no_header_breaks_the_lines_of_an_answer(name: str) -> None:
    client = a_client(a_site())
    for answer in (client.get(NOTES, headers={name: BREAKS}), write(client, **{name: BREAKS})):
        assert answer.status_code < 500, answer.content
        assert "Set-Cookie" not in answer.headers
        assert not any("\n" in value or "\r" in value for value in answer.headers.values())


@pytest.mark.parametrize("size", ["x", "-5", "1e9", "99999999999999999999", " "])
def test_a_size_that_is_a_lie_is_no_fault_of_ours(size: str) -> None:
    answer = a_client(a_site()).post(NOTES, NOTE, content_type="application/json", CONTENT_LENGTH=size)
    assert answer.status_code in (400, 413, 415, 422)
    assert not AuditEntry.objects.filter(subject="note").exists()


def test_no_header_of_a_proxy_speaks_for_a_caller() -> None:
    site, other = a_site(), a_site()
    speaking = {
        "X-Forwarded-User": "owner@example.com",
        "X-Site-Id": str(other.pk),
        "X-Forwarded-Host": "other.example",
        "X-Original-URL": "/api/v1/keys",
        "X-HTTP-Method-Override": "DELETE",
    }
    assert Client().get(NOTES, headers=speaking).status_code == 401
    made = a_client(site).post(NOTES, NOTE, content_type="application/json", headers=speaking)
    assert made.status_code == 201
    assert AuditEntry.objects.get(subject="note").site_id == site.pk


@override_settings(API_RATES={"secret": "0", "publishable": "0", "anonymous": "2/60"})
def test_a_made_up_address_does_not_escape_the_limit_on_guessing() -> None:
    guesser = Client(REMOTE_ADDR="192.0.2.77")
    told = [guesser.get(NOTES, headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code for n in range(3)]
    assert told == [401, 401, 429]


def test_a_revoked_key_is_told_no_kept_answer() -> None:
    site = a_site()
    issued = a_key(site)
    client = Client(headers={"Authorization": f"Bearer {issued.text}"})
    assert write(client, Idempotency_Key="once").status_code == 201
    actions.revoke_key(site=site, key_id=issued.key.pk, by=an_actor(), now=utc_now())
    assert write(client, Idempotency_Key="once").status_code == 401


def test_a_kept_answer_is_not_told_to_a_key_of_the_same_site() -> None:
    site = a_site()
    first, second = a_client(site), a_client(site)
    one, other = write(first, Idempotency_Key="once"), write(second, Idempotency_Key="once")
    assert one.json()["id"] != other.json()["id"]


def test_a_publishable_key_gets_no_more_by_the_scopes_that_its_row_names() -> None:
    """Should a row ever say so, the kind of the key still decides whose endpoints it opens."""
    issued = a_publishable_key(a_site())
    said = read(issued.text)
    assert said is not None
    ApiKey.objects.filter(digest=said.digest).update(scopes=["*"])
    answer = Client(headers={"Authorization": f"Bearer {issued.text}"}).get(NOTES)
    assert (answer.status_code, answer.json()["code"]) == (403, "missing_scope")


def test_a_key_in_the_address_or_a_second_header_opens_nothing() -> None:
    site = a_site()
    text = a_key(site).text
    assert Client().get(f"{NOTES}?access_token={text}").status_code == 401
    assert Client().get(NOTES, headers={"X-Api-Key": text}).status_code == 401
    assert Client().get(NOTES, headers={"Authorization": f"Basic {text}"}).status_code == 401


def test_staffs_endpoints_tell_no_page_of_another_origin() -> None:
    page = {"Origin": "https://evil.example"}
    answer = a_client(a_site()).get(NOTES, headers=page)
    preflight = Client().options(NOTES, headers={**page, "Access-Control-Request-Method": "POST"})
    for one in (answer, preflight):
        assert not [name for name in one.headers if name.startswith("Access-Control")]


def test_shoppers_pages_may_be_anywhere_but_send_no_cookies() -> None:
    answer = a_shopper(a_site()).get("/api/v1/storefront/nothing", headers={"Origin": "https://shop.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
