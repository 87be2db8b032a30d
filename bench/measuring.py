"""Measuring: each scenario on each shop, the program and its bare statements in turn, round after round in one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from statistics import median

from bench import load, replay
from bench.load import Pace, Step, Unit
from bench.ready import Ready
from bench.replay import Names
from bench.scenarios import FIRST, Scenario
from bench.serving import Server, Used
from bench.shop import CARTS

WARMING = 0.7


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the pace of the program, that of the statements alone, and what the program used for one piece of work."""

    web: Pace
    bare: Pace
    used: Used


@dataclass(frozen=True, slots=True)
class Figures:
    """The middle of all rounds on one shop. `ratio` is taken in each round, where nothing else has changed."""

    web: float
    bare: float
    ratio: float
    web_ms: float
    web_cpu: float
    database_cpu: float


class Bench:
    """One shop under measurement: its server, and one scenario's two ways of doing the work."""

    def __init__(self, server: Server, ready: Ready, scenario: Scenario) -> None:
        self._server, self._shop, self._scenario = server, ready.shop, scenario
        self._numbers = count(FIRST)
        self._statements = replay.prepared(ready.recorded[scenario.name])
        self.rounds: list[Round] = []

    def warm(self) -> None:
        """Let the program and the database load what they keep."""
        load.measure(self._web(), seconds=WARMING)
        load.measure(self._bare(), seconds=WARMING)

    def go_round(self, seconds: float) -> None:
        """Measure both ways once."""
        before = self._server.used()
        web = load.measure(self._web(), seconds=seconds)
        used = self._server.used().since(before)
        bare = load.measure(self._bare(), seconds=seconds)
        each = Used(used.web / max(web.done, 1), used.database / max(web.done, 1))
        self.rounds.append(Round(web, bare, each))

    def figures(self) -> Figures:
        """What came out."""
        # A quick machine may use up all carts before the last round: what had none is no measurement.
        rounds = [one for one in self.rounds if one.web.done and one.bare.done]
        return Figures(
            web=median(one.web.rate for one in rounds),
            bare=median(one.bare.rate for one in rounds),
            ratio=median(one.web.rate / one.bare.rate for one in rounds),
            web_ms=median(one.web.median_ms for one in rounds),
            web_cpu=median(one.used.web for one in rounds),
            database_cpu=median(one.used.database for one in rounds),
        )

    def _web(self) -> Callable[[int], Step]:
        return load.over_http(self._server.port, self._unit)

    def _bare(self) -> Callable[[int], Step]:
        database = self._server.database
        over = replay.over_postgresql if database.kind == "postgresql" else replay.over_sqlite
        return over(database.address, self._statements, self._names)

    def _number(self) -> int | None:
        """The next piece of work; None when all carts are used up."""
        number = next(self._numbers)
        return None if self._scenario.uses_up and number >= CARTS else number

    def _unit(self) -> Unit | None:
        number = self._number()
        return None if number is None else self._scenario.unit(self._shop, number)

    def _names(self) -> Names | None:
        number = self._number()
        return None if number is None else self._scenario.names(self._shop, number)


def measured(
    scenario: Scenario, shops: Mapping[str, tuple[Server, Ready]], *, rounds: int, seconds: float
) -> dict[str, Figures]:
    """A scenario on every shop, in turn within each round, so that what disturbs the machine disturbs them alike."""
    benches = {size: Bench(server, ready, scenario) for size, (server, ready) in shops.items()}
    for bench in benches.values():
        bench.warm()
    for _round in range(rounds):
        for bench in benches.values():
            bench.go_round(seconds)
    return {size: bench.figures() for size, bench in benches.items()}
