"""What was measured, as a table that a person reads: each figure beside its target, what misses it marked."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measuring import Figures
from bench.scenarios import GROWTH, Scenario

HEAD = ("", "shop", "bare/s", "ours/s", "ratio", "aim", "cpu ms", "aim", "db ms", "grows", "aim")
PACKAGES = ("django", "django-ninja", "granian", "psycopg", "msgspec", "jinja2")
MISSES = "!"
KEY = (
    "bare/s: the same SQL statements run by a loop around the driver. ours/s: by the web process. cpu ms: of the web process,\n"
    "db ms: of the database's processes, for one request (a whole checkout: all of them). !: misses its aim. docs/benchmarks.md"
)

Row = tuple[str, ...]


def machine() -> str:
    """The machine and the versions of what ran on it."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    system = f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    return f"{system}\nPython {platform.python_version()}, {packages}"


def load() -> str:
    """How busy the machine is with other things; figures of a busy one are worth little."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def table(found: Sequence[tuple[Scenario, Mapping[str, Figures]]], kind: str) -> str:
    """All figures of one database."""
    rows: list[Row] = [HEAD]
    for scenario, figures in found:
        first = next(iter(figures.values()))
        for size, one in figures.items():
            label = scenario.label if one is first else ""
            rows.append((label, size, *_cells(scenario, kind, one), *_growth(first, one)))
    return _aligned(rows)


def _cells(scenario: Scenario, kind: str, one: Figures) -> Row:
    aim = scenario.ratios.get(kind)
    requests = 1 if scenario.is_whole else scenario.requests
    cpu = one.web_cpu / requests
    return (
        f"{one.bare:.0f}",
        f"{one.web:.0f}",
        _marked(f"{one.ratio:.0%}", aim is not None and one.ratio < aim),
        "" if aim is None else f">= {aim:.0%}",
        _marked(f"{cpu:.2f}", scenario.cpu_ms is not None and cpu > scenario.cpu_ms),
        "" if scenario.cpu_ms is None else f"<= {scenario.cpu_ms:g}",
        f"{one.database_cpu / requests:.2f}" if kind == "postgresql" else "",
    )


def _growth(first: Figures, one: Figures) -> Row:
    if one is first:
        return "", ""
    factor = first.web / one.web if one.web else float("inf")
    return _marked(f"{factor:.2f}x", factor > GROWTH), f"<= {GROWTH:g}x"


def _marked(text: str, misses: bool) -> str:
    return f"{MISSES} {text}" if misses else text


def _aligned(rows: Sequence[Row]) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
