"""Runs the whole suite on each database that answers, then the journeys, and says at the end what ran where.

In CI (`CI=true`) a missing PostgreSQL or browser is a failure; on a developer's machine it is said in the last lines.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import psycopg

LOOPBACK = ("postgres://root@127.0.0.1:5432/postgres", "postgres://postgres@127.0.0.1:5432/postgres")


def postgresql() -> str | None:
    """The address of a PostgreSQL server that answers: the one given, or one on the loopback address."""
    given = os.environ.get("DATABASE_URL", "")
    for url in (given,) if given.startswith("postgres") else LOOPBACK:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.Error:
            continue
        return url
    return None


def browser() -> str | None:
    """The Chromium that the journeys drive."""
    return which("chromium") or which("chromium-browser") or which("google-chrome")


def run(label: str, arguments: list[str], **environment: str) -> bool:
    """One run of pytest; true if all passed. Exit code 5 means that nothing in the given paths belongs to this run.

    Compiled modules are kept, whatever the environment says, for the runs and the many processes that come after.
    """
    print(f"\n=== {label}", flush=True)
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given |= {} if "DATABASE_URL" in environment else {"DATABASE_URL": ""}
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments]
    return subprocess.run(command, env={**given, **environment}).returncode in (0, 5)


def main(paths: list[str]) -> int:
    """Everything, or the paths given; returns the exit code."""
    said: list[tuple[str, bool | None]] = []
    rest = [*paths, "-m", "not journey"]
    said.append(("SQLite", run("SQLite", rest)))
    if url := postgresql():
        said.append(("PostgreSQL", run("PostgreSQL", rest, DATABASE_URL=url, DRAMAC_DATABASE_ONLY="1")))
    else:
        said.append(("PostgreSQL: no server answered (give one by DATABASE_URL)", None))
    if found := browser():
        said.append(("Journeys", run("Journeys in a browser", [*paths, "-m", "journey"], DRAMAC_BROWSER=found)))
    else:
        said.append(("Journeys: no Chromium found", None))
    print("\n=== Result")
    for label, passed in said:
        print(f"{'not run' if passed is None else 'passed' if passed else 'FAILED'}: {label}")
    if not (Path.cwd().parent / "shared" / "data").is_dir():
        print("not run: tests on the shared sample data (no ../shared/data beside the project)")
    ci = os.environ.get("CI") == "true"
    return 1 if any(passed is False or (ci and passed is None) for _label, passed in said) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
