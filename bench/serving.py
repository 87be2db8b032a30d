"""The program under measurement: one web process as `dramac serve` runs it, and what it costs the processor."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.databases import Database

TICKS = os.sysconf("SC_CLK_TCK")
STARTING = 60.0
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(frozen=True, slots=True)
class Used:
    """Milliseconds of processor time so far: of the web process, and of the server's work for its database."""

    web: float
    database: float

    def since(self, before: Used) -> Used:
        """What was used between the two."""
        return Used(self.web - before.web, self.database - before.database)


@dataclass(frozen=True, slots=True)
class Server:
    """A running web server on the loopback address."""

    port: int
    process: subprocess.Popen[bytes]
    database: Database

    def used(self) -> Used:
        """The processor time used so far; nothing where the system does not tell."""
        return Used(sum(_milliseconds(pid) for pid in _family(self.process.pid)), self._used_by_database())

    def _used_by_database(self) -> float:
        if self.database.kind == "sqlite":
            return 0.0
        with psycopg.connect(self.database.address) as connection:
            return sum(_milliseconds(row[0]) for row in connection.execute(BACKENDS))


@contextmanager
def serving(database: Database) -> Iterator[Server]:
    """The web server on a database, until it is no longer needed. Raises RuntimeError when it does not come up."""
    port = _free_port()
    command = [sys.executable, "-m", "dramac.project.cli", "serve", "--port", str(port)]
    with (database.folder / "web.log").open("wb") as log:
        process = subprocess.Popen(command, env=database.environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _await(port, process, database.folder / "web.log")
            yield Server(port, process, database)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTING
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise RuntimeError(f"the web server did not start: {log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    """A process and those it has started."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(found for child in below for found in _family(int(child)))]


def _milliseconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS
