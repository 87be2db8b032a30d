"""A server on the loopback address that answers as badly as servers can, for tests of what talks to strangers."""

from __future__ import annotations

import contextlib
import gzip
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Manner = Callable[[socket.socket], None]
GIVE_UP_SECONDS = 5.0


@contextmanager
def a_server(manner: Manner) -> Iterator[Server]:
    """A server that answers in one manner until the end of the block."""
    server = Server(manner)
    try:
        yield server
    finally:
        server.stop()


class Server:
    """Listens on a free port; `hits` counts who came, `requests` keeps what they said."""

    def __init__(self, manner: Manner) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._manner = manner
        self.port: int = self._listener.getsockname()[1]
        self.hits = 0
        self.requests: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def place(self) -> str:
        """Host and port, as an operator would allow them."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The address of a picture here."""
        return f"http://{self.place}/picture.jpg"

    def stop(self) -> None:
        """Stop listening."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            self.hits += 1
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(GIVE_UP_SECONDS)
        with contextlib.suppress(OSError), connection:
            self.requests.append(_whole_request(connection))
            self._manner(connection)


def _whole_request(connection: socket.socket) -> bytes:
    """What was asked: up to the end of the body that its headers announce."""
    said = connection.recv(65536)
    head, _end, body = said.partition(b"\r\n\r\n")
    announced = re.search(rb"(?i)content-length: (\d+)", head)
    while announced and len(body) < int(announced[1]) and (more := connection.recv(65536)):
        said, body = said + more, body + more
    return said


def replies(body: bytes, *, status: str = "200 OK", headers: str = "") -> Manner:
    """Answers properly."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode()
    return lambda connection: connection.sendall(head + body)


def redirects(place: str, *, status: str = "302 Found") -> Manner:
    """Leads on to another address."""
    return replies(b"", status=status, headers=f"Location: {place}\r\n")


def drips_headers(connection: socket.socket) -> None:
    """Sends a header a byte at a time, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(connection)


def drips_body(connection: socket.socket) -> None:
    """Sends a body a byte at a time, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    _drip(connection)


def _drip(connection: socket.socket) -> None:
    until = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < until:
        connection.sendall(b"x")
        time.sleep(0.05)


def never_ends(connection: socket.socket) -> None:
    """Sends chunks as fast as they are taken, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    until = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < until:
        connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def floods_informational(connection: socket.socket) -> None:
    """Says 103 again and again and never anything else."""
    until = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < until:
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50)


def silent(connection: socket.socket) -> None:
    """Takes the request and says nothing."""
    time.sleep(GIVE_UP_SECONDS)


def resets(connection: socket.socket) -> None:
    """Breaks the connection off rudely."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def says_nothing_and_leaves(connection: socket.socket) -> None:
    """Closes without a byte."""
    connection.close()


def speaks_something_else(connection: socket.socket) -> None:
    """Answers in a protocol that is not HTTP."""
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")


def huge_header(connection: socket.socket) -> None:
    """Sends three megabytes of headers."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(3000)))


def bomb(connection: socket.socket) -> None:
    """Sends 40 kB that unfold into 40 MB."""
    body = gzip.compress(bytes(40_000_000))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    connection.sendall(head + body)
