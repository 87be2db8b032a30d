"""Wrong bodies at every address of the API that changes stock: each is refused as a problem with a sentence, and nothing is
written.

The bodies are made from right ones, which the last test sends: each field of a kind is replaced by everything that is wrong
for its kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client, override_settings

from dramac.api.testing import a_client
from dramac.kit.ids import new_id
from tests.architecture.test_api_doors import NO_LIMITS, marks
from tests.ledger.bodies import ASKED, Asked, Shop, a_shop

pytestmark = pytest.mark.django_db

LONG = "x" * 100_000
MANY = 10_001
"""More rows than any of these takes."""

NO_NUMBERS: Sequence[Any] = (1.5, -0.5, "3", "", "x", True, [], [1], {}, 10**12, -(10**12), 10**40, 1e300)
NO_SUMS: Sequence[Any] = tuple(one for one in NO_NUMBERS if one != 10**12)
NO_IDS: Sequence[Any] = ("", "x", 5, True, [], {}, LONG, str(new_id()))
NO_TEXTS: Sequence[Any] = (LONG, 5, True, [], {}, "a\x00b", "\ud800")
NO_FLAGS: Sequence[Any] = ("yes", 5, [], {}, LONG)
NO_DAYS: Sequence[Any] = ("", "tomorrow", "2026-13-01", "0000-00-00", True, [], {}, LONG)
NO_ROWS: Sequence[Any] = (None, "x", 5, True, {}, [None], ["x"], [5], [[]], [{}])
NO_BODIES: Sequence[Any] = (None, [], "x", 5, True)

WRONG: dict[str, Sequence[Any]] = {
    "from one": (*NO_NUMBERS, None, 0, -1),
    "from zero": (*NO_NUMBERS, None, -1),
    "maybe from zero": (*NO_NUMBERS, -1),
    "cost": (*NO_SUMS, None, -1),
    "maybe cost": (*NO_SUMS, -1),
    "signed": (*NO_NUMBERS, None, 0),
    "signed or none": (*NO_NUMBERS, None),
    "id": (*NO_IDS, None),
    "maybe id": NO_IDS,
    "text": (*NO_TEXTS, None),
    "maybe text": NO_TEXTS,
    "flag": (*NO_FLAGS, None),
    "day": NO_DAYS,
    "moment": (*NO_DAYS, None, "2020-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    "word": (*NO_TEXTS, None, "", "theft"),
    "address": (*NO_TEXTS, None, "nobody", "a@b@c"),
    "rows": NO_ROWS,
    "some rows": (*NO_ROWS, []),
}
"""What is wrong for each kind of field."""

every_address = pytest.mark.parametrize("asking", ASKED, ids=lambda one: one.__name__)


def wrong_bodies(at: Shop, asked: Asked) -> Iterator[tuple[str, Any]]:
    """Each wrong body with what is wrong of it."""
    for body in NO_BODIES[asked.is_optional :]:
        yield f"the body is {body!r}", body
    yield "an unknown field", {**asked.body, "sudo": True}
    for path, kind in asked.kinds.items():
        name = path.split(".")[-1]
        foreign = at.foreign.get({"origin_id": "location_id", "destination_id": "location_id"}.get(name, name))
        for value in (*WRONG[kind], *([foreign] if foreign else [])):
            yield f"{path} is {str(value)[:40]!r}", _with(asked.body, path.split("."), value)
    for name, rows in asked.body.items() if isinstance(asked.body, dict) else ():
        if isinstance(rows, list) and name in asked.kinds:
            yield f"{name} are too many", {**asked.body, name: rows * MANY}
            if not asked.may_repeat:
                yield f"{name} are there twice", {**asked.body, name: rows * 2}


def _with(body: Any, steps: list[str], value: Any) -> Any:
    changed = deepcopy(body)
    place = changed
    for step in steps[:-1]:
        place = place[0 if step == "*" else step]
    place[0 if steps[-1] == "*" else steps[-1]] = value
    return changed


def send(client: Client, asked: Asked, body: Any) -> Any:
    path = asked.path if asked.path.startswith("/") else f"/api/v1/inventory/{asked.path}"
    return getattr(client, asked.method)(path, json.dumps(body), content_type="application/json")


@every_address
def test_a_wrong_body_is_refused_with_a_sentence_and_writes_nothing(asking: Callable[[Shop], Asked]) -> None:
    at = a_shop()
    asked, client = asking(at), a_client(at.site)
    taken = []
    with override_settings(API_RATES=NO_LIMITS):
        before = marks(at.site)
        for what, body in wrong_bodies(at, asked):
            answer = send(client, asked, body)
            told = answer.json() if answer["Content-Type"] == "application/problem+json" else {}
            if not (400 <= answer.status_code < 500 and len(told.get("detail", "")) > 10):
                taken.append(f"{what}: {answer.status_code} {answer.content[:200]!r}")
        if marks(at.site) != before:
            taken.append("something was written")
    assert taken == []


@every_address
def test_the_right_body_is_taken(asking: Callable[[Shop], Asked]) -> None:
    """The walk above means something only if nothing but the one field was wrong."""
    at = a_shop()
    answer = send(a_client(at.site), asked := asking(at), asked.body)
    assert answer.status_code in (200, 201, 204), answer.content
