"""The web server: WSGI with threads under granian (docs/decisions/0001)."""

from __future__ import annotations

import socket
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

APPLICATION = "dramac.project.wsgi:application"
PACKAGE = Path(__file__).resolve().parents[1]
"""What is watched for changes: the program alone, for the database and the media change with every request."""


class PortTaken(Exception):
    """Another program listens there already."""


def check_free(host: str, port: int) -> None:
    """Raises PortTaken if nobody could listen at this address. The server itself would share the port, and half the requests
    would go astray."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise PortTaken(
                f"{host}:{port} cannot be listened at ({fault.strerror}). Choose another with --port."
            ) from fault


def serve(*, host: str, port: int, processes: int = 1, threads: int = 8, reload: bool = False) -> None:
    """Serve until a signal says stop; requests in flight are answered first. Raises PortTaken."""
    check_free(host, port)
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        reload=reload,
        reload_paths=[PACKAGE],
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_access=False,
        websockets=False,
    ).serve()
