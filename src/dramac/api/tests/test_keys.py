"""Keys: how they are made, what they open, and how they stop."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from dramac.api import actions, keys, queries, scopes
from dramac.api.actions import CannotCreateKey, NewKey
from dramac.api.models import ApiKey
from dramac.api.testing import a_key, a_publishable_key
from dramac.kit.clock import utc_now
from dramac.tenancy.models import AuditEntry
from dramac.tenancy.testing import a_site, an_actor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.api.tests.pretend")]


def call(text: str | None, path: str = "/api/v1/notes") -> tuple[int, str]:
    headers = {} if text is None else {"Authorization": f"Bearer {text}"}
    response = Client(headers=headers).get(path)
    return response.status_code, response.json().get("code", "")


@given(st.uuids(), st.booleans())
def test_a_key_names_its_site_and_its_kind(site_id: UUID, publishable: bool) -> None:
    text = keys.compose(site_id, publishable=publishable)
    said = keys.read(text)
    assert said is not None
    assert said.site_id == site_id
    assert text.startswith("dramac_pk_" if publishable else "dramac_sk_")


@given(st.uuids(), st.integers(0, 71), st.sampled_from(keys.ALPHABET))
def test_a_mistyped_key_is_no_key(site_id: UUID, at: int, letter: str) -> None:
    text = keys.compose(site_id, publishable=False)
    wrong = text[:at] + letter + text[at + 1 :]
    assert keys.read(wrong) is None or wrong == text


def test_the_table_keeps_the_digest_and_never_the_text() -> None:
    issued = a_key(a_site())
    kept = " ".join(str(value) for value in ApiKey.objects.filter(pk=issued.key.pk).values_list()[0])
    assert issued.text not in kept
    assert issued.text[33:65] not in kept
    assert issued.key.prefix == f"dramac_sk_…_{issued.text[33:37]}"


def test_a_living_key_opens_its_site() -> None:
    assert call(a_key(a_site()).text) == (200, "")


def test_without_a_key_nothing_opens() -> None:
    assert call(None) == (401, "missing_key")


def test_a_key_with_another_secret_is_unknown() -> None:
    site = a_site()
    a_key(site)
    assert call(keys.compose(site.pk, publishable=False)) == (401, "invalid_key")


def test_rubbish_is_told_apart_from_keys() -> None:
    for text in ("", "x", "dramac_sk_", "dramac_sk_" + "z" * 61, "🔑" * 20, "a" * 9000):
        assert call(text.encode().decode("latin-1")) == (401, "invalid_key")


def test_a_revoked_key_opens_nothing_at_once() -> None:
    site = a_site()
    issued = a_key(site)
    assert call(issued.text)[0] == 200
    actions.revoke_key(site=site, key_id=issued.key.pk, by=an_actor(), now=utc_now())
    assert call(issued.text) == (401, "revoked_key")


def test_an_expired_key_opens_nothing() -> None:
    issued = a_key(a_site(), expires_at=utc_now() + timedelta(hours=1))
    assert call(issued.text)[0] == 200
    ApiKey.objects.filter(pk=issued.key.pk).update(expires_at=utc_now() - timedelta(seconds=1))
    assert call(issued.text) == (401, "expired_key")


def test_a_key_of_a_closed_site_opens_nothing() -> None:
    site = a_site(is_active=False)
    assert call(a_key(site).text) == (401, "invalid_key")


def test_a_key_cannot_be_revoked_from_another_site() -> None:
    issued = a_key(a_site())
    with pytest.raises(ApiKey.DoesNotExist):
        actions.revoke_key(site=a_site(), key_id=issued.key.pk, by=an_actor(), now=utc_now())
    assert call(issued.text)[0] == 200


def test_use_is_noted_once_a_minute() -> None:
    issued = a_key(a_site())
    now = utc_now()
    for later in (0, 30, 59, 60, 61):
        key = queries.key_of(issued.text, now=now)
        actions.note_use(key=key, now=now + timedelta(seconds=later))
        expected = now if later < 60 else now + timedelta(seconds=60)
        assert ApiKey.objects.get(pk=issued.key.pk).last_used_at == expected


def test_a_lacking_scope_is_named() -> None:
    response = Client(headers={"Authorization": f"Bearer {a_key(a_site(), 'orders.*').text}"}).get("/api/v1/notes")
    assert response.status_code == 403
    assert response.json()["code"] == "missing_scope"
    assert "notes.view" in response.json()["detail"]


def test_a_publishable_key_does_not_reach_what_staff_do() -> None:
    assert call(a_publishable_key(a_site()).text) == (403, "missing_scope")


@pytest.mark.parametrize(
    ("scope", "permission", "allowed"),
    [
        ("*", "api.manage", True),
        ("*.view", "orders.view", True),
        ("*.view", "api.view", False),
        ("*.view", "staff.view", False),
        ("*.view", "orders.refund", False),
        ("orders.*", "orders.refund", True),
        ("orders.*", "ordersx.refund", False),
        ("orders.view", "orders.viewer", False),
        ("storefront.use", "catalog.view", False),
    ],
)
def test_scopes_allow_what_they_say(scope: str, permission: str, allowed: bool) -> None:
    assert scopes.allows([scope], permission) is allowed


@pytest.mark.parametrize(
    "text", ["", "orders", "Orders.view", "orders.view.all", "*.edit", "o?.view", "orders.*x", "[a].b"]
)
def test_what_is_no_scope_is_refused(text: str) -> None:
    with pytest.raises(CannotCreateKey) as refused:
        a_key(a_site(), text)
    assert refused.value.field == "scopes"
    assert not ApiKey.objects.exists()


def test_a_key_without_name_or_scopes_or_future_is_refused() -> None:
    site, now = a_site(), utc_now()
    for wanted, field in (
        (NewKey(name="  ", scopes=["*"]), "name"),
        (NewKey(name="A"), "scopes"),
        (NewKey(name="A", kind="publishable", scopes=["*"]), "scopes"),
        (NewKey(name="A", scopes=["*"], expires_at=now), "expires_at"),
    ):
        with pytest.raises(CannotCreateKey) as refused:
            actions.create_key(site=site, wanted=wanted, by=an_actor(), now=now)
        assert refused.value.field == field
    assert not ApiKey.objects.exists()


def test_keys_are_in_the_audit_trail_without_their_text() -> None:
    site = a_site()
    issued = a_key(site, "orders.view")
    actions.revoke_key(site=site, key_id=issued.key.pk, by=an_actor("Bea"), now=utc_now())
    actions.revoke_key(site=site, key_id=issued.key.pk, by=an_actor("Bea"), now=utc_now())
    trail = list(AuditEntry.objects.of(site).order_by("id").values_list("action", "actor", "details"))
    assert trail == [
        ("api.key_created", "Ann Staff", {"name": "Warehouse", "kind": "secret", "scopes": ["orders.view"]}),
        ("api.key_revoked", "Bea", {"name": "Warehouse"}),
    ]


def test_keys_are_listed_for_their_own_site_only() -> None:
    here, there = a_site(), a_site()
    mine = a_key(here)
    a_key(there)
    assert queries.keys_of(here) == [mine.key]
    with pytest.raises(ApiKey.DoesNotExist):
        queries.key_by_id(there, mine.key.pk)


def test_a_key_gives_away_no_more_than_it_has() -> None:
    assert scopes.beyond(["catalog.*", "*.view"], ["catalog.edit", "orders.view", "orders.*", "*", "api.view"]) == [
        "orders.*",
        "*",
        "api.view",
    ]
