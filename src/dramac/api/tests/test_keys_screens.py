"""The screens for API keys: the text is shown once, and only owners and admins come in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from dramac.api.models import ApiKey
from dramac.api.testing import a_key
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_site

pytestmark = pytest.mark.django_db


def signed_in(site: Site, role: Role = Role.OWNER) -> Client:
    client = Client()
    client.force_login(a_member(site, role).user)
    return client


def keys(site: Site, rest: str = "") -> str:
    return f"/dashboard/{site.slug}/settings/api-keys/{rest}"


def test_the_text_of_a_new_key_is_shown_once_and_opens_the_api() -> None:
    site = a_site()
    owner = signed_in(site)
    made = owner.post(keys(site, "new/"), {"name": "Till", "kind": "secret", "scopes": ["orders.*"], "lives": "90"})
    found = re.search(r"dramac_sk_\w+", made.content.decode())
    assert found is not None
    assert made["Cache-Control"] == "private, no-store"
    assert found[0] not in owner.get(keys(site)).content.decode()
    key = ApiKey.objects.get()
    assert (key.name, key.scopes, key.created_by) == ("Till", ["orders.*"], "Ann Staff")
    assert key.expires_at is not None
    assert (key.expires_at - key.created_at).days == 90
    assert Client(headers={"Authorization": f"Bearer {found[0]}"}).get("/api/v1/orders").status_code == 200


def test_a_publishable_key_needs_no_scopes() -> None:
    site = a_site()
    signed_in(site).post(keys(site, "new/"), {"name": "Page", "kind": "publishable", "scopes": ["*"]})
    assert ApiKey.objects.get().scopes == ["storefront.use"]


def test_a_key_without_scopes_is_refused_and_what_was_typed_is_kept() -> None:
    site = a_site()
    answer = signed_in(site).post(keys(site, "new/"), {"name": "Till", "kind": "secret"})
    assert answer.status_code == 422
    assert 'value="Till"' in answer.content.decode()
    assert "Choose what the key may do." in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_a_key_is_revoked() -> None:
    site = a_site()
    issued = a_key(site)
    answer = signed_in(site).post(keys(site, f"{issued.key.pk}/revocation"))
    assert answer.status_code == 302
    assert ApiKey.objects.get().revoked_at is not None


def test_a_key_of_another_site_is_not_found() -> None:
    site, issued = a_site(), a_key(a_site())
    assert signed_in(site).post(keys(site, f"{issued.key.pk}/revocation")).status_code == 404
    assert ApiKey.objects.get().revoked_at is None


@pytest.mark.parametrize("role", [Role.MANAGER, Role.FULFILMENT, Role.MARKETING, Role.ANALYST, Role.VIEWER])
def test_others_do_not_see_the_keys(role: Role) -> None:
    site = a_site()
    assert signed_in(site, role).get(keys(site)).status_code == 403
