"""The API keeps what its document says: whatever is sent, no answer is a 5xx, and none is undocumented.

Schemathesis reads the document and sends what it allows and what it does not, the same each time: `DRAMAC_THOROUGH=7` sends
ten times as much, from the seed 7. Half of the keys that it makes up are replaced by those of records that exist. One of its
checks is left out: that everything of the right shape is accepted, for the shop may refuse what has the right shape (a coat
that is sold out).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from schemathesis import CheckContext, GenerationMode, Response
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.generation.meta import TestPhase
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from dramac.api.testing import a_key
from dramac.tenancy.testing import a_site
from tests.architecture.operations import Records, operations

pytestmark = pytest.mark.django_db

NO_LIMITS = {"secret": "0", "publishable": "0", "anonymous": "0"}
THOROUGH = os.environ.get("DRAMAC_THOROUGH", "")
EXAMPLES = 100 if THOROUGH else 5
OF_EDGES = 1 if THOROUGH else 6
"""Of the hundred or so edge cases of each operation every sixth is sent; all of them when one asks for a thorough run."""

Check = Callable[[CheckContext, Response, schemathesis.Case[Any]], bool | None]
EDGES: Counter[str] = Counter()
SECRETS = {"Dramac-Cart", "Dramac-Order", "Dramac-Customer"}
ALL = [HypothesisTestMode.EXAMPLES, HypothesisTestMode.COVERAGE, HypothesisTestMode.FUZZING]

OPERATIONS = {f"{one.method.upper()} {one.path}": one for one in operations()}


@dataclass(frozen=True, slots=True)
class Shop:
    """What a test may name, and the key it carries."""

    records: Records
    authorization: str


@cache
def schema() -> Any:
    """The document as schemathesis reads it, once a process and not before a test asks."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def _the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis likes to send what stands in our modules, so it would send other things whenever one of them changes."""
    monkeypatch.setattr(providers, "_get_local_constants", Constants)


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A shop with a record of every kind that an operation names, and a key to it.

    The end of a request closes connections, which would end the test's transaction.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    site = a_site()
    with override_settings(API_RATES=NO_LIMITS):
        yield Shop(Records(site), f"Bearer {a_key(site).text}")
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_the_same_each_time")
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_documented(label: str, shop: Shop) -> None:
    method, path = label.split(" ")
    chosen = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    told = schema().config
    config = HypothesisTestConfig(
        project=told, modes=ALL, explicit_settings=chosen, seed=crc32(f"{THOROUGH}{label}".encode())
    )
    create_test(operation=schema()[path][method], test_func=_answers_as_documented, config=config)(shop=shop)


def _answers_as_documented(case: schemathesis.Case[Any], shop: Shop) -> None:
    if _is_passed_over(case):
        return
    left_out: list[Check] = [positive_data_acceptance]
    if _is_wrong(case, ParameterLocation.HEADER):
        left_out.append(negative_data_rejection)  # wrong may mean that the key is missing, and here it never is
    if case.media_type == "multipart/form-data":
        left_out.append(negative_data_rejection)  # a form cannot say null, nor can it say that five is a number
    known = shop.records.of(OPERATIONS[case.operation.label])
    if not _is_wrong(case, ParameterLocation.PATH):
        case.path_parameters = {name: _real(value, known[name]) for name, value in (case.path_parameters or {}).items()}
    sent = {name for name in case.headers or {} if name in SECRETS}
    headers = {"Authorization": shop.authorization} | {name: known[name] for name in sent & known.keys()}
    answer = case.call(headers=headers)
    if answer.status_code == 413:
        left_out.append(negative_data_rejection)  # what is too large is refused before it is looked at
    case.validate_response(answer, headers=headers, excluded_checks=left_out)


def _is_passed_over(case: schemathesis.Case[Any]) -> bool:
    if case.meta is None or case.meta.phase.name is not TestPhase.COVERAGE:
        return False
    EDGES[case.operation.label] += 1
    return EDGES[case.operation.label] % OF_EDGES != 0


def _is_wrong(case: schemathesis.Case[Any], part: ParameterLocation) -> bool:
    """Whether this part of the request was made to be refused."""
    made = case.meta.components.get(part) if case.meta else None
    return made is not None and made.mode is GenerationMode.NEGATIVE


def _real(made_up: Any, real: str) -> Any:
    """The key of a record in place of every other made up one, told by its letters so that it is the same each time."""
    return real if sum(str(made_up).encode()) % 2 else made_up
