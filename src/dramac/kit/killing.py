"""For tests: a process of its own that is killed in the middle of its work, as a machine that loses its power."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.db import connection


def killed(program: str, told: list[str], mark: Path, **manner: Any) -> None:
    """Run a program on the test's own database, with what it is told, and kill it (`kill -9`) once it has made the file `mark`.

    `manner` is of `subprocess.Popen`; its `env` comes on top of ours. Needs a test whose data other connections can see
    (`transaction=True`). Raises AssertionError where the program ends before it comes so far.
    """
    environment = {**os.environ, "DATABASE_URL": _address(), **manner.pop("env", {})}
    worker = subprocess.Popen([sys.executable, "-c", program, *told], env=environment, **manner)
    try:
        for _ in range(2400):
            if mark.exists() or worker.poll() is not None:
                break
            time.sleep(0.05)
        if not mark.exists():
            raise AssertionError("the worker never came so far")
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def _address() -> str:
    """The address of the database that the test uses."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return f"postgres://{database['USER']}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
