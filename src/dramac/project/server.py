"""The web server: WSGI with threads under granian (docs/decisions/0001)."""

from __future__ import annotations

from granian import Granian
from granian.constants import Interfaces

APPLICATION = "dramac.project.wsgi:application"


def serve(*, host: str, port: int, processes: int = 1, threads: int = 8, reload: bool = False) -> None:
    """Serve until a signal says stop; requests in flight are answered first."""
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        reload=reload,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_access=False,
    ).serve()
