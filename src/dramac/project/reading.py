"""How requests are read: as Django does it, but that a header is looked up where the server put it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.request import HttpHeaders
from django.utils.functional import cached_property


class Headers(HttpHeaders):
    """The headers of a request. All of them are read only where all are asked for: a server's environment has many names
    besides them, and most requests ask for a handful."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self._environ = environ

    @cached_property
    def _store(self) -> dict[str, Any]:  # type: ignore[override]  # made when Django's own methods need it
        whole: Any = HttpHeaders(self._environ)
        return dict(whole._store)

    def __getitem__(self, key: str) -> str:
        """Raises KeyError. Underscores stand for hyphens, too."""
        return str(self._environ[_in_environ(key)])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and _in_environ(key) in self._environ

    def get(self, key: str, default: Any = None) -> Any:
        """The header, or the default where it was not sent."""
        return self._environ.get(_in_environ(key), default)


@lru_cache(maxsize=512)
def _in_environ(name: str) -> str:
    return HttpHeaders.to_wsgi_name(name)


class Request(WSGIRequest):
    """A request with these headers."""

    @cached_property
    def headers(self) -> Headers:
        """What the client sent before the body."""
        return Headers(self.META)


class Program(WSGIHandler):
    """The program as a WSGI application."""

    request_class = Request
