"""Headers are what the framework makes of them, however they are asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.http.request import HttpHeaders
from hypothesis import given
from hypothesis import strategies as st

from dramac.project.reading import Headers

NAMES = st.sampled_from(
    [
        "HTTP_HOST",
        "HTTP_X_REQUEST_ID",
        "HTTP_ACCEPT",
        "CONTENT_TYPE",
        "CONTENT_LENGTH",
        "PATH",
        "wsgi.input",
        "REMOTE_ADDR",
    ]
)
ASKED = st.sampled_from(
    [
        "Host",
        "host",
        "X-Request-Id",
        "x_request_id",
        "Accept",
        "Content-Type",
        "content-length",
        "Path",
        "Remote-Addr",
        "",
    ]
)


@given(st.dictionaries(NAMES, st.text(max_size=5)), ASKED)
def test_each_header_and_all_of_them_are_those_of_the_framework(environ: dict[str, Any], asked: str) -> None:
    ours, theirs = Headers(environ), HttpHeaders(environ)
    assert ours.get(asked) == theirs.get(asked)
    assert (asked in ours) == (asked in theirs)
    assert dict(ours) == dict(theirs)
    assert len(ours) == len(theirs)


def test_what_was_not_sent_is_missing() -> None:
    headers = Headers({"HTTP_HOST": "shop.example"})
    assert headers["Host"] == "shop.example"
    assert headers.get("Accept", "*/*") == "*/*"
    with pytest.raises(KeyError):
        headers["Accept"]
