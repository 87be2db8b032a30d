"""`bin/bench`: measures the hot paths of a shop against their own SQL statements run bare, and prints ratios and targets.

Never a timed test: figures of a busy machine say little. It makes databases of its own and leaves nothing behind; its
servers listen on the loopback address alone.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import FrameType

import click

from bench import databases, report
from bench.databases import Database, database
from bench.load import CONNECTIONS
from bench.measuring import Figures, measured
from bench.ready import Ready
from bench.scenarios import SCENARIOS, Scenario
from bench.serving import serving
from bench.shop import SMALL
from tests.run import postgresql

SIZES = {"small": (1, 1), "large": (100, 1000)}
"""Each shop by its products and its past orders, in thousands."""

AT_ONCE = 2
"""Shops that are filled side by side."""


@click.command()
@click.option("--quick", is_flag=True, help="The small shop only: 1,000 products and 1,000 orders.")
@click.option("--database", "only_database", type=click.Choice(databases.KINDS), help="This database only.")
@click.option("--only", type=click.Choice([one.name for one in SCENARIOS]), multiple=True, help="These scenarios only.")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1, 100))
@click.option("--seconds", default=1.5, show_default=True, help="How long each way is measured in a round.")
def main(quick: bool, only_database: str | None, only: tuple[str, ...], rounds: int, seconds: float) -> None:
    """Measure and print: our pace beside that of the same SQL statements run bare, in one run."""
    signal.signal(signal.SIGTERM, _stop)
    kinds = [only_database] if only_database else list(databases.KINDS)
    if "postgresql" in kinds and postgresql() is None:
        click.echo("PostgreSQL: no server answered (give one by DATABASE_URL); not measured.")
        kinds.remove("postgresql")
    wanted = [one for one in SCENARIOS if not only or one.name in only]
    sizes = ["small"] if quick else list(SIZES)
    began = time.monotonic()
    click.echo(f"{report.machine()}\nBusy before we began (load over 1, 5, 15 minutes): {report.load()}")
    click.echo(f"{CONNECTIONS} connections, one web process; {rounds} rounds of {seconds:g} s, the middle one counts.")
    click.echo(f"Filling shops: {', '.join(_size(size) for size in sizes)}…")
    with ExitStack() as stack:
        made = {(kind, size): stack.enter_context(database(kind, f"{kind}_{size}")) for kind in kinds for size in sizes}
        ready = _filled(made)
        click.echo(f"Filled in {time.monotonic() - began:.0f} s.")
        for kind in kinds:
            found = _measured(
                kind, wanted, {size: (made[kind, size], ready[kind, size]) for size in sizes}, rounds, seconds
            )
            click.echo(f"\n{databases.version(kind)}\n{report.table(found, kind)}")
    click.echo(f"\n{report.KEY}\nTook {time.monotonic() - began:.0f} s; load at the end: {report.load()}")


def _size(size: str) -> str:
    products, orders = (thousands * SMALL for thousands in SIZES[size])
    return f"{size} ({products:,} products, {orders:,} orders)"


def _filled(made: dict[tuple[str, str], Database]) -> dict[tuple[str, str], Ready]:
    """Every shop, filled by a process of its own."""
    largest_first = sorted(made, key=lambda key: key[1] == "small")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(largest_first, pool.map(lambda key: _fill(made[key], key[1]), largest_first), strict=True))


def _fill(target: Database, size: str) -> Ready:
    file = target.folder / "ready"
    command = [sys.executable, "-m", "bench.prepare", *map(str, SIZES[size]), str(file)]
    done = subprocess.run(command, env=target.environment, capture_output=True, text=True)
    if done.returncode:
        raise click.ClickException(f"filling {target.kind} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    ready: Ready = pickle.loads(file.read_bytes())
    return ready


def _measured(
    kind: str, wanted: Sequence[Scenario], shops: dict[str, tuple[Database, Ready]], rounds: int, seconds: float
) -> list[tuple[Scenario, dict[str, Figures]]]:
    found = []
    with ExitStack() as stack:
        running = {size: (stack.enter_context(serving(target)), ready) for size, (target, ready) in shops.items()}
        for scenario in wanted:
            click.echo(f"{kind}: {scenario.label}…", err=True)
            found.append((scenario, measured(scenario, running, rounds=rounds, seconds=seconds)))
    return found


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
