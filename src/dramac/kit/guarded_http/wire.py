"""The connection under a guarded request: to a checked address, until the deadline, for so many bytes and no more."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

CONNECT_SECONDS = 3.0


class Overrun(Exception):
    """More bytes came over the wire than the request was given."""


class Budget:
    """What a request may use up: time until a moment (of the monotonic clock), and bytes that come in."""

    def __init__(self, seconds: float, size: int) -> None:
        self._until = time.monotonic() + seconds
        self._bytes = size

    @property
    def seconds_left(self) -> float:
        """The time that is left; never less than a moment, because zero would mean to wait for ever or not at all."""
        return max(self._until - time.monotonic(), 0.001)

    @property
    def is_late(self) -> bool:
        """Whether the time is used up."""
        return time.monotonic() >= self._until

    def take(self, size: int) -> None:
        """Count bytes that came in. Raises Overrun."""
        self._bytes -= size
        if self._bytes < 0:
            raise Overrun


class Connections(httpcore.NetworkBackend):
    """Dials the addresses that were checked, whatever name the request is for; every wait ends with the budget.

    A timer closes the connection at the deadline from outside, because a peer that sends a byte now and then would keep
    every wait of its own short.
    """

    def __init__(self, addresses: Sequence[str], budget: Budget) -> None:
        self._addresses = addresses
        self._budget = budget
        self._watches: list[tuple[threading.Timer, socket.socket]] = []
        self.address = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address that answers."""
        fault: OSError | None = None
        for address in self._addresses:
            seconds = min(CONNECT_SECONDS, self._budget.seconds_left)
            try:
                connection = socket.create_connection((address, port), seconds)
            except OSError as reason:
                fault = reason
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.address = address
            self._close_in_time(connection)
            return _Stream(connection, self._budget)
        raise httpcore.ConnectError(str(fault)) from fault

    def _close_in_time(self, connection: socket.socket) -> None:
        watched = connection.dup()

        def close() -> None:
            with contextlib.suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)
            watched.close()

        timer = threading.Timer(self._budget.seconds_left, close)
        timer.daemon = True
        timer.start()
        self._watches.append((timer, watched))

    def end(self) -> None:
        """Stop watching."""
        for timer, watched in self._watches:
            timer.cancel()
            watched.close()


class _Stream(httpcore.NetworkStream):
    """One connection, plain or encrypted."""

    def __init__(self, connection: socket.socket, budget: Budget) -> None:
        self._connection = connection
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes that came in, counted."""
        try:
            self._connection.settimeout(self._budget.seconds_left)
            data = self._connection.recv(max_bytes)
        except TimeoutError as fault:
            raise httpcore.ReadTimeout from fault
        except OSError as fault:
            raise httpcore.ReadError from fault
        self._budget.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        try:
            self._connection.settimeout(self._budget.seconds_left)
            self._connection.sendall(buffer)
        except TimeoutError as fault:
            raise httpcore.WriteTimeout from fault
        except OSError as fault:
            raise httpcore.WriteError from fault

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, its certificate verified for the name. Raises ssl.SSLError as it comes."""
        self._connection.settimeout(self._budget.seconds_left)
        try:
            return _Stream(ssl_context.wrap_socket(self._connection, server_hostname=server_hostname), self._budget)
        except TimeoutError as fault:
            raise httpcore.ConnectTimeout from fault

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself; here nothing that anybody asks for."""
        return None
