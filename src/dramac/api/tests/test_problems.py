"""Whatever is wrong with a request, the answer is a problem document that says so and tells nothing of the inside."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings

from dramac.api.testing import a_client, a_shopper
from dramac.tenancy.models import AuditEntry
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.api.tests.pretend")]

NOTES = "/api/v1/notes"
UNKNOWN = "0199f1d2-7c3a-7b5e-9a41-5d0f3c2b1a90"


@pytest.fixture
def client() -> Client:
    return a_client(a_site())


def problem(response: Any) -> tuple[int, str]:
    told = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert told["status"] == response.status_code
    assert set(told) >= {"type", "title", "status", "detail", "instance", "code"}
    assert told["instance"] == f"urn:request:{response['X-Request-Id']}"
    return told["status"], told["code"]


def post(client: Client, body: bytes | str, content_type: str = "application/json") -> Any:
    return client.post(NOTES, body, content_type=content_type)


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/v1", "/api/v1/", "/api/v2/notes", "/api/v1/nothing", "/api/v1/notes/", "/api/%00", "/api/v1/\r\n"],
)
def test_an_unknown_address_is_404(client: Client, path: str) -> None:
    assert problem(client.get(path)) == (404, "not_found")
    assert problem(client.post(path, "{}", content_type="application/json")) == (404, "not_found")


@pytest.mark.parametrize(
    "name", [UNKNOWN, "1", "x" * 5000, "%00", "%f0%28%8c%28", "..%2f..", "'; DROP TABLE x", "%E0%A4%A"]
)
def test_an_id_that_nobody_has_is_404(client: Client, name: str) -> None:
    assert problem(client.get(f"{NOTES}/{name}")) == (404, "not_found")


@pytest.mark.parametrize("method", ["put", "delete", "options", "head", "trace", "patch"])
def test_a_method_that_is_not_there_is_405(client: Client, method: str) -> None:
    response = client.generic(method.upper(), NOTES)
    assert response.status_code == 405
    assert response["Allow"] == "GET, POST"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'text': 1}",
        b'{"text": NaN}',
        b'{"text": Infinity}',
        b'{"text": "\xff"}',
        b'{"text": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b'{"text": "a\x00b"}',
        '{"text": "a"}'.encode("utf-16"),
        b'{"count": 1e999999}',
    ],
)
def test_what_is_no_json_is_400(client: Client, body: bytes) -> None:
    assert problem(post(client, body)) == (400, "malformed_json")


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ('{"text": 5}', "/text", "string_type"),
        ('{"text": "a", "count": "5"}', "/count", "int_type"),
        ('{"text": "a", "count": 1.5}', "/count", "int_type"),
        ('{"text": "a", "count": 0}', "/count", "greater_than_equal"),
        ('{"text": "a", "count": -1}', "/count", "greater_than_equal"),
        ('{"text": "a", "count": 1' + "0" * 400 + "}", "/count", "less_than_equal"),
        ('{"text": "a", "count": true}', "/count", "int_type"),
        ('{"text": "a", "site": "b"}', "/site", "extra_forbidden"),
        ('{"text": "a", "a/b~c": "b"}', "/a~1b~0c", "extra_forbidden"),
        ('{"text": "' + "x" * 100_000 + '"}', "/text", "string_too_long"),
        ('{"text": "a\\u0000b"}', "/text", "nul"),
        ('{"te\\u0000xt": "ab"}', "", "nul"),
        ("{}", "/text", "missing"),
        ("[]", "", "model_type"),
        ("null", "", "model_type"),
        ('"text"', "", "model_type"),
    ],
)
def test_json_of_another_shape_is_422_and_says_where(client: Client, body: str, pointer: str, code: str) -> None:
    response = post(client, body)
    assert problem(response) == (422, "invalid")
    faults = response.json()["errors"]
    assert [(fault.get("pointer", ""), fault["code"]) for fault in faults] == [(pointer, code)]
    assert not AuditEntry.objects.filter(subject="note").exists()


def test_every_fault_is_told_at_once(client: Client) -> None:
    faults = post(client, '{"count": 0, "price": 1}').json()["errors"]
    assert {(fault["pointer"], fault["detail"]) for fault in faults} == {
        ("/text", "This is required."),
        ("/count", "Give at least 1."),
        ("/price", "There is no such field."),
    }


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""],
)
def test_a_body_of_another_type_is_415(client: Client, kind: str) -> None:
    assert problem(post(client, b'{"text": "a"}', kind)) == (415, "unsupported_media_type")


def test_a_huge_body_is_413(client: Client) -> None:
    assert problem(post(client, b'{"text": "' + b"x" * 2_000_000 + b'"}')) == (413, "too_large")
    assert problem(post(client, b"x" * 6_000_000)) == (413, "too_large")


def test_who_accepts_no_json_gets_406(client: Client) -> None:
    assert problem(client.get(NOTES, headers={"Accept": "text/html"})) == (406, "not_acceptable")
    assert client.get(NOTES, headers={"Accept": "text/html, application/json;q=0.9"}).status_code == 200
    assert client.get(NOTES, headers={"Accept": "*/*"}).status_code == 200


def test_a_refusal_is_422_with_its_words_and_writes_nothing(client: Client) -> None:
    response = post(client, '{"text": "forbidden"}')
    assert problem(response) == (422, "no_such_words")
    told = response.json()
    assert told["detail"] == "Not these words."
    assert told["errors"] == [{"detail": "Not these words.", "code": "no_such_words", "pointer": "/text"}]
    assert not AuditEntry.objects.filter(subject="note").exists()


@pytest.mark.parametrize("debug", [True, False])
def test_a_fault_of_ours_is_500_and_shows_nothing_of_the_inside(client: Client, debug: bool) -> None:
    with override_settings(DEBUG=debug):
        response = post(client, '{"text": "broken"}')
    assert problem(response) == (500, "internal_error")
    assert "inside" not in response.content.decode()
    assert "RuntimeError" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "invalid"),
        ("limit=251", "invalid"),
        ("limit=x", "invalid"),
        ("limit=1" + "0" * 5000, "invalid"),
        ("limit=", "invalid"),
        ("limits=5", "unknown_parameter"),
        ("cursor=%00", "nul"),
        ("cursor=abc", "invalid_cursor"),
        ("cursor=" + "A" * 1001, "invalid"),
        ("cursor=%ff%fe", "invalid_cursor"),
    ],
)
def test_a_bad_parameter_is_422_and_named(client: Client, query: str, code: str) -> None:
    response = client.get(f"{NOTES}?{query}")
    assert problem(response) == (422, code)
    assert response.json()["errors"][0]["parameter"] in ("limit", "limits", "cursor")


def test_an_unknown_version_is_400(client: Client) -> None:
    assert problem(client.get(NOTES, headers={"Dramac-Version": "2020-01-01"})) == (400, "unknown_version")
    response = client.get(NOTES, headers={"Dramac-Version": "2026-11-22"})
    assert (response.status_code, response["Dramac-Version"]) == (200, "2026-11-22")


def test_every_answer_carries_version_request_id_and_forbids_shared_caches(client: Client) -> None:
    for response in (client.get(NOTES), client.get("/api/v1/x"), Client().get(NOTES)):
        assert response["Dramac-Version"] == "2026-11-22"
        assert response["Cache-Control"] == "private, no-cache"
        assert response["X-Request-Id"]


def test_a_request_id_is_echoed(client: Client) -> None:
    assert client.get(NOTES, headers={"X-Request-Id": "order-1001-a"})["X-Request-Id"] == "order-1001-a"


def test_problems_speak_the_language_that_is_asked_for(client: Client) -> None:
    assert client.get(NOTES, headers={"Accept-Language": "xx"}).status_code == 200


def test_cookies_are_no_key() -> None:
    client = Client()
    client.cookies["dramac_staff"] = "anything"
    assert problem(client.get(NOTES)) == (401, "missing_key")
    assert problem(client.post(NOTES, "{}", content_type="application/json")) == (401, "missing_key")
    assert client.get(NOTES)["WWW-Authenticate"] == 'Bearer realm="DRAMAC"'


def test_pages_of_others_may_call_the_storefront_and_nothing_else() -> None:
    asking = {"Origin": "https://shop.example", "Access-Control-Request-Method": "POST"}
    allowed = Client().options("/api/v1/storefront/cart", headers=asking)
    assert allowed.status_code == 204
    assert allowed["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in allowed
    assert "Access-Control-Allow-Origin" not in Client().options(NOTES, headers=asking)
    assert "Access-Control-Allow-Origin" not in a_shopper(a_site()).get(NOTES)
