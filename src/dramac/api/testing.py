"""Builders of keys, and a client that carries one, for the tests of every slice's endpoints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.test import Client

from dramac.api import actions
from dramac.api.actions import IssuedKey, NewKey
from dramac.api.models import ApiKey
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site
from dramac.tenancy.testing import an_actor


def a_key(site: Site, *scopes: str, **wanted: Any) -> IssuedKey:
    """A secret key to the site; to all of it unless scopes are named."""
    return actions.create_key(
        site=site, wanted=NewKey(name="Warehouse", scopes=scopes or ("*",), **wanted), by=an_actor(), now=utc_now()
    )


def a_publishable_key(site: Site) -> IssuedKey:
    """A key for the site's own pages."""
    wanted = NewKey(name="Shop page", kind=ApiKey.Kind.PUBLISHABLE)
    return actions.create_key(site=site, wanted=wanted, by=an_actor(), now=utc_now())


def a_client(site: Site, scopes: Sequence[str] = ("*",)) -> Client:
    """A client whose requests carry a secret key to the site."""
    return Client(headers={"Authorization": f"Bearer {a_key(site, *scopes).text}"})


def a_shopper(site: Site) -> Client:
    """A client whose requests carry the site's publishable key."""
    return Client(headers={"Authorization": f"Bearer {a_publishable_key(site).text}"})


API_PARTS = {"key_id": lambda site: a_key(site).key.pk}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {"key_id": lambda site: a_key(site).key.pk}
"""Builders for the parts of dashboard addresses."""
