"""Promises about the lists of the dashboard, read from their declarations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from dramac.dashboard.index import IndexTable

ROOM = {"title": 1, "figure": 1, "media": 1, "actions": 1, "note": 2, "state": 2}
"""How many columns of each kind the card on a phone has places for."""


def lists() -> list[type[IndexTable[Any]]]:
    assert get_resolver().url_patterns
    return [table for table in _below(IndexTable) if isinstance(getattr(table, "columns", None), tuple)]


def _below(kind: type[IndexTable[Any]]) -> Iterator[type[IndexTable[Any]]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


@pytest.mark.parametrize("table", lists(), ids=lambda table: table.__name__)
def test_a_row_has_a_place_on_a_phone_for_each_of_its_columns(table: type[IndexTable[Any]]) -> None:
    roles = Counter(column.role for column in table.columns if column.role != "extra")
    assert roles["title"] <= 1
    assert {role: count for role, count in roles.items() if count > ROOM[role]} == {}


def test_lists_were_found() -> None:
    assert len(lists()) > 20
