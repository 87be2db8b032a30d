"""The worker: hands facts to listeners, does repeated work, and runs background jobs in a process beside it."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
from types import FrameType

from django.db import close_old_connections

from dramac.kit.clock import utc_now
from dramac.kit.outbox import relay
from dramac.kit.schedule import run_due
from dramac.project.wiring import LISTENERS, REPEATED, resolve

log = logging.getLogger("dramac.worker")
IDLE_SECONDS = 0.5
JOBS = [sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--interval", "1", "--no-startup-delay"]


class Worker:
    """Runs until it is told to stop; what it is doing then is finished first, what it has leased comes back by itself."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._jobs: subprocess.Popen[bytes] | None = None

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Stop after the present step."""
        self._stopping.set()

    def run(self) -> None:
        """Work until a signal says stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        log.info("worker started")
        try:
            while not self._stopping.is_set():
                self._keep_jobs_running()
                if not self._step():
                    self._stopping.wait(IDLE_SECONDS)
        finally:
            self._end_jobs()
            log.info("worker stopped")

    def _step(self) -> int:
        close_old_connections()
        try:
            return relay.run_once(LISTENERS, resolve) + len(run_due(REPEATED, now=utc_now()))
        except Exception:  # the database may be away for a while; the worker waits for it
            log.exception("a step of the worker failed")
            self._stopping.wait(5)
            return 0

    def _keep_jobs_running(self) -> None:
        if self._jobs is None or self._jobs.poll() is not None:
            self._jobs = subprocess.Popen(JOBS)

    def _end_jobs(self) -> None:
        if self._jobs is None:
            return
        self._jobs.terminate()
        try:
            self._jobs.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._jobs.kill()
