"""The server that the program runs under sends an answer before it closes it, and asks on over the same connection: only so may
a thread rest in between."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

ENOUGH = 30.0
ROUNDS = 25
PROGRAM = """
import sys
from threading import Event
from time import sleep
from granian import Granian
from granian.constants import Interfaces
from dramac.project.turns import InTurn

class Answer(list):
    streaming = False
    def __init__(self, text):
        super().__init__([text])
        self.headers = {"Content-Length": str(len(text))}
    def close(self):
        pass

released = Event()

def served(environ, start):
    sleep(0.002)
    if environ["PATH_INFO"] == "/slow":
        assert released.wait(30)
    if environ["PATH_INFO"] == "/release":
        released.set()
    if environ["PATH_INFO"] == "/resting":
        answer = Answer(str(len(application._resting)).encode())
    else:
        answer = Answer(environ["PATH_INFO"].encode())
    start("200 OK", list(answer.headers.items()))
    return answer

application = InTurn(served, rest=60.0)

if __name__ == "__main__":
    Granian("program:application", port=int(sys.argv[1]), interface=Interfaces.WSGI, blocking_threads=8).serve()
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where a program listens that answers with the address it is asked for. It ends when it is told to."""
    (tmp_path / "program.py").write_text(PROGRAM)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "program.py", str(number)], cwd=tmp_path, stdout=log, stderr=log)
    try:
        _await(number)
        yield number
        server.send_signal(signal.SIGTERM)
        server.wait(ENOUGH)
    finally:
        server.kill()
        server.wait()
    assert "Traceback" not in (tmp_path / "log").read_text()


def _await(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


class Client:
    """One connection, kept."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ENOUGH)
        self.connection.connect()
        self.socket = self.connection.sock

    def ask(self, path: str) -> str:
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200
        assert self.connection.sock is self.socket
        return text


def test_a_crowd_is_answered_over_kept_connections_and_nothing_slow_holds_it_up(port: int) -> None:
    answered: list[str] = []
    together = Barrier(8)

    def crowd() -> None:
        client = Client(port)
        together.wait(ENOUGH)
        for number in range(ROUNDS):
            answered.append(client.ask(f"/{number}"))

    threads = [Thread(target=crowd) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(ENOUGH)
    assert sorted(answered) == sorted(f"/{number}" for number in range(ROUNDS) for _ in range(8))

    assert int(Client(port).ask("/resting")) > 0

    quick, slow, found = Client(port), Client(port), list[str]()
    waiting = Thread(target=lambda: found.append(slow.ask("/slow")))
    waiting.start()
    for number in range(ROUNDS):
        assert quick.ask(f"/{number}") == f"/{number}"
    assert found == []
    assert quick.ask("/release") == "/release"
    waiting.join(ENOUGH)
    assert found == ["/slow"]
    assert slow.ask("/again") == "/again"
