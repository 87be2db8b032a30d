"""Attacks on every operation of the API: hostile names, hostile words, ids of another shop inside one's own requests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client, override_settings

from dramac.api.testing import a_client
from dramac.tenancy.testing import a_site
from tests.architecture.operations import Operation, Records, builders, drawn, operations
from tests.architecture.test_api_doors import NO_LIMITS, marks

pytestmark = pytest.mark.django_db

HOSTILE_NAMES = ("%00", "%E0%A4%A", "..%2f..%2fadmin", "'%20OR%201=1--", "%7B%7B7*7%7D%7D", "x" * 3000)
HOSTILE_WORDS = ("' OR 1=1 --", "%_\\", "{{7*7}}", "\u202e\U0001f4a9", "(" * 100, "a* b:* !c & | <->")
REPORTING = {"change_statuses", "change_prices", "change_tags", "change_categories"}
"""What changes many things at once says how many, and takes no notice of those that are gone."""
TELLING = {"tell_cart"}
"""A cart keeps which methods its shopper would like; its quote takes no notice of those that it cannot have."""
THEIRS = {"parent_id": "category_id", "products_to": "category_id", "cart_secret": "Dramac-Cart"}
"""Fields of bodies that are called otherwise than the parameter which names the same kind of record."""


@pytest.fixture(autouse=True)
def _without_limits() -> Iterator[None]:
    with override_settings(API_RATES=NO_LIMITS):
        yield


def test_a_hostile_name_is_a_name_that_nobody_has() -> None:
    site = a_site()
    client, records = a_client(site), Records(site)
    for operation in operations():
        known = {name: quote(value) for name, value in records.of(operation).items()}
        for place, part in enumerate(operation.parts):
            hostile = HOSTILE_NAMES[(len(operation.name) + place) % len(HOSTILE_NAMES)]
            answer = operation.call(client, {**known, part: hostile})
            assert answer.status_code == 404, f"{operation} {part}={hostile[:20]}: {answer.content[:300]!r}"


def test_a_text_that_names_a_record_can_be_anything() -> None:
    """Ids are checked before anything is asked; slugs and keys of words go as they are to the database."""
    site = a_site()
    client = a_client(site)
    for path in ("/api/v1/storefront/products/{}", "/api/v1/storefront/products/{}/related"):
        for hostile in HOSTILE_NAMES:
            assert client.get(path.format(hostile)).status_code == 404, hostile
    renamed = client.put("/api/v1/tax-classes/%00", {"name": "x"}, content_type="application/json")
    assert renamed.status_code == 404


def test_hostile_words_are_words_to_look_for() -> None:
    site = a_site()
    client = a_client(site)
    for operation, name in _text_parameters():
        for words in HOSTILE_WORDS:
            answer = client.get(operation.path, {**operation.query, name: words})
            assert answer.status_code in (200, 404, 422), f"{operation} {name}={words}: {answer.content[:300]!r}"
            assert words not in answer.headers.values()


def test_ids_of_another_shop_in_ones_own_requests_are_unknown_and_touch_nothing() -> None:
    here, there = a_site(), a_site()
    own, foreign = Records(here), Records(there)
    attacks = [(one, body) for one in operations() for body in _with_foreign_ids(one, foreign)]
    before = marks(there)
    client = a_client(here)
    for operation, body in attacks:
        answer = _send(client, operation, own, body)
        if answer.status_code == 200 and operation.name in REPORTING:
            assert answer.json()["changed"] == 0, f"{operation}: {body}"
        elif operation.name not in TELLING:
            assert answer.status_code in (404, 422), f"{operation}: {answer.status_code} {body}"
    assert marks(there) == before
    assert {one.name for one, _body in attacks} >= {"add_cart_line", "adjust_stock", "create_category", "change_tags"}


def _send(client: Client, operation: Operation, own: Records, body: Any) -> Any:
    known = own.of(operation)
    path = re.sub(r"\{(\w+)\}", lambda found: known[found.group(1)], operation.path)
    headers = {name: known[name] for name in operation.headers}
    send = getattr(client, operation.method)
    return send(path, body, content_type="application/json", headers=headers)


def _with_foreign_ids(operation: Operation, foreign: Records) -> Iterator[Any]:
    """The example of an operation's body, once for each field that names a record, with another shop's record in it."""
    if operation.content_type != "application/json":
        return
    for steps, name in _fields(operation.body):
        value = _foreign(name, foreign)
        if value is None:
            continue
        body = deepcopy(operation.body)
        place = body
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = [value] if name.endswith("_ids") else value
        yield body


def _fields(value: Any, *steps: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every field of a body that may name a record: where it stands and what it is called."""
    if isinstance(value, dict):
        for name, below in value.items():
            if name.endswith(("_id", "_ids")) or name in THEIRS:
                yield (*steps, name), name
            else:
                yield from _fields(below, *steps, name)
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from _fields(below, *steps, place)


def _foreign(name: str, foreign: Records) -> str | None:
    wanted = THEIRS.get(name, name.removesuffix("s"))
    for names in builders():
        if names == (wanted,) or (wanted == "image_id" and wanted in names):
            return dict(zip(names, foreign.named(names), strict=True))[wanted]
    return None


def _text_parameters() -> Iterator[tuple[Operation, str]]:
    """Every parameter of a list that takes words as they are."""
    for operation in operations():
        if operation.method != "get" or operation.parts or operation.headers:
            continue
        for parameter in drawn()["paths"][operation.path]["get"]["parameters"]:
            schema = parameter.get("schema", {})
            item = schema.get("items", schema)
            plain = item.get("type") == "string" and not {"format", "enum", "pattern", "const"} & item.keys()
            if parameter.get("in") == "query" and plain and parameter["name"] != "cursor":
                yield operation, parameter["name"]
