"""A file looked at as a whole, and posted: every row, the good ones, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions import Group, Why, WrongRows, sentence
from dramac.commerce.inventory.dashboard.sheets.reading import Problem, Reading, Wanted, read
from dramac.commerce.inventory.rules.differences import Difference
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Report:
    """What a file comes to: the differences, and every row that cannot be taken, in the order of the file."""

    differences: list[Difference]
    problems: list[Problem]


def look(site: Site, name: str, wanted: Wanted, why: Why, *, now: datetime) -> Report:
    """What posting a kept file would do. Raises CannotRead."""
    reading = read(site, name, wanted)
    found = actions.preview_many(site=site, wishes=reading.wishes, why=why, now=now) if reading.wishes else []
    return Report(found, _problems(reading, found))


@dataclass(frozen=True, slots=True)
class Order:
    """How a kept file is to be posted: read how, why, and whether the good rows alone will do."""

    name: str
    wanted: Wanted
    why: Why
    partly: bool


def post(site: Site, order: Order, *, by: Actor, now: datetime) -> Group:
    """Post a kept file in one transaction. Raises CannotRead, WrongRows, and CannotAdjust if it was posted before."""
    reading = read(site, order.name, order.wanted)
    if reading.problems and not order.partly:
        raise WrongRows([])
    return actions.adjust_many(site=site, wishes=reading.wishes, why=order.why, by=by, now=now, only_good=order.partly)


def _problems(reading: Reading, found: list[Difference]) -> list[Problem]:
    wrong = [
        Problem(line, code, sentence(one)) for (line, code), one in zip(reading.lines, found, strict=True) if one.fault
    ]
    return sorted([*reading.problems, *wrong], key=lambda problem: problem.line)
