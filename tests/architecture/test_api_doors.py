"""Every operation of the API keeps its doors: for nobody, for keys of other sites, for keys that may not, for shoppers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client, override_settings

from dramac.api.testing import a_client, a_shopper
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site
from tests.architecture.operations import Operation, Records, operations

pytestmark = pytest.mark.django_db

NO_LIMITS = {"secret": "0", "publishable": "0", "anonymous": "0"}
MADE_UP = "0199f1d2-7c3a-7b5e-9a41-5d0f3c2b1a90"
every_operation = pytest.mark.parametrize("operation", operations(), ids=str)


@pytest.fixture(autouse=True)
def _without_limits() -> Iterator[None]:
    with override_settings(API_RATES=NO_LIMITS):
        yield


def made_up(operation: Operation) -> dict[str, str]:
    return dict.fromkeys((*operation.parts, *operation.headers), MADE_UP)


def told(answer: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.content)
    return found


def marks(site: Site) -> str:
    """A digest of everything the site has: two are alike only if nothing was written in between."""
    seen = hashlib.sha256()
    for model in apps.get_models():
        names = {field.name for field in model._meta.local_fields}
        if "site" not in names or model._meta.label == "api.ApiKey":
            continue
        for row in model._default_manager.filter(site=site).order_by("pk").values_list():
            seen.update(repr(row).encode())
    return seen.hexdigest()


def test_there_are_operations() -> None:
    assert {"get_site", "list_customers", "list_shop_products"} <= {one.name for one in operations()}


@every_operation
def test_without_a_key_nothing_opens(operation: Operation) -> None:
    answer = operation.call(Client(), made_up(operation))
    assert (answer.status_code, told(answer)["code"]) == (401, "missing_key")


@every_operation
def test_a_key_without_the_scope_is_told_which_it_lacks(operation: Operation) -> None:
    answer = operation.call(a_client(a_site(), ["nothing.view"]), made_up(operation))
    assert (answer.status_code, told(answer)["code"]) == (403, "missing_scope")
    assert operation.permission in told(answer)["detail"]


@every_operation
def test_a_publishable_key_reaches_what_shoppers_may_and_nothing_else(operation: Operation) -> None:
    answer = operation.call(a_shopper(a_site()), made_up(operation))
    if operation.is_open_to_shoppers:
        assert answer.status_code != 403
    else:
        assert (answer.status_code, told(answer)["code"]) == (403, "missing_scope")


def test_a_key_of_another_site_finds_nothing_and_changes_nothing() -> None:
    here, there = a_site(), a_site()
    records = Records(there)
    known = {one.name: records.of(one) for one in operations()}
    names = {value for one in known.values() for value in one.values() if len(value) > 8}
    before = marks(there)
    stranger = a_client(here)
    for operation in operations():
        answer = operation.call(stranger, known[operation.name])
        if operation.parts or operation.headers:
            assert answer.status_code == 404, f"{operation}: {answer.status_code} {answer.content[:300]!r}"
        found = [value for value in names if value in answer.getvalue().decode(errors="replace")]
        assert not found, f"{operation} tells of {found}"
    assert marks(there) == before


def test_its_own_key_finds_every_record() -> None:
    """The walk above means something only if the records are really there."""
    site = a_site()
    records = Records(site)
    for operation in operations():
        if operation.method == "get" and (operation.parts or operation.headers):
            answer = operation.call(a_client(site), records.of(operation))
            assert answer.status_code == 200, f"{operation}: {answer.status_code} {answer.content[:300]!r}"
