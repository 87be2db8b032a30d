"""Measures the books of stock: bulk adjustment, history, valuation as of a date, alerts after an import."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import click

from bench import databases, report
from bench.databases import database
from tests.run import postgresql

NAMES = ("bulk-adjustment", "history", "valuation", "alerts")
AIM = {"bulk-adjustment": 5.0, "alerts": 5.0}
"""How many times the bare statements' time ours may take."""

HEAD = f"{'':16} {'rows':>12} {'bare s':>9} {'ours s':>9} {'times':>7} {'grows':>7} {'bare grows':>11}"


@click.command()
@click.option("--database", "only_database", type=click.Choice(databases.KINDS), help="This database only.")
@click.option("--only", type=click.Choice(NAMES), multiple=True, help="These works only.")
@click.option("--movements", default=10_000_000, show_default=True, type=click.IntRange(100_000))
@click.option("--rows", default=100_000, show_default=True, type=click.IntRange(1000), help="Adjusted, and imported.")
def main(only_database: str | None, only: tuple[str, ...], movements: int, rows: int) -> None:
    """Measure and print how long each takes, beside the bare statements, and how it grows from a tenth of the size."""
    kinds = [only_database] if only_database else list(databases.KINDS)
    if "postgresql" in kinds and postgresql() is None:
        click.echo("PostgreSQL: no server answered (give one by DATABASE_URL); not measured.")
        kinds.remove("postgresql")
    click.echo(f"{report.machine()}\nBusy before we began (load over 1, 5, 15 minutes): {report.load()}")
    for kind in kinds:
        with database(kind, f"stock_{kind}") as target:
            command = [sys.executable, "-m", "bench.stock.measure", str(movements), str(rows), *(only or NAMES)]
            done = subprocess.run(command, env=target.environment, capture_output=True, text=True)
        if done.returncode:
            raise click.ClickException(f"{kind} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        told = json.loads(done.stdout.splitlines()[-1])
        click.echo(f"\n{databases.version(kind)} (filled in {told['filled']:.0f} s)\n{HEAD}")
        for name, found in told["found"].items():
            click.echo(_line(name, *found))
    click.echo(f"\n{KEY}\nLoad at the end: {report.load()}")


KEY = (
    "times: ours beside the bare statements of the same run; grows: from a tenth of the size, in time for each row of what "
    "is written, or in time for all of what is read. ! misses its aim of five times."
)


def _line(name: str, tenth: dict[str, Any], whole: dict[str, Any]) -> str:
    times = whole["ours"] / whole["bare"]
    by = 10 if name in AIM else 1
    mark = "!" if times > AIM.get(name, times) else ""
    grown = [whole[way] / tenth[way] / by for way in ("ours", "bare")]
    return (
        f"{name:16} {whole['rows']:>12,} {whole['bare']:>9.3f} {whole['ours']:>9.3f} {times:>6.1f}{mark or ' '} "
        f"{grown[0]:>7.2f} {grown[1]:>11.2f}"
    )


if __name__ == "__main__":
    main()
