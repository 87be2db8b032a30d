"""Requests to addresses that others chose go to the public internet only, and end in time."""

from __future__ import annotations

import ssl
import time

import pytest

from dramac.kit.guarded_http import Blocked, FetchFailed, Guard, Outgoing, check_url, fetch, request
from dramac.kit.guarded_http.addresses import is_public
from dramac.kit.tests import hostile
from dramac.kit.tests.hostile import Manner, Server, a_server, redirects, replies

PRIVATE = """
0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1
2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 4000::1 words
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_an_address_of_no_public_network_is_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1"]
)
def test_a_public_address_is_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.com/a", "not_http"),
        ("file:///etc/passwd", "not_http"),
        ("gopher://example.com", "not_http"),
        ("javascript:alert(1)", "not_http"),
        ("example.com/a.jpg", "not_http"),
        ("", "bad_url"),
        ("http://", "bad_url"),
        ("https://exa mple.com", "bad_url"),
        ("https://example.com/\r\nHost: x", "bad_url"),
        ("https://example.com\\@127.0.0.1/", "bad_url"),
        ("https://example.com/\t", "bad_url"),
        ("https://example.com/" + "a" * 2000, "bad_url"),
        ("https://[fe80::1%25lo]/", "bad_url"),
        ("https://ann:secret@example.com/", "userinfo"),
        ("https://ann@example.com/", "userinfo"),
        ("http://example.com:22/", "port"),
        ("http://example.com:6379/", "port"),
        ("http://127.0.0.1/", "address"),
        ("http://2130706433/", "address"),
        ("http://0x7f000001/", "address"),
        ("http://0177.0.0.1/", "bad_url"),
        ("http://127.1/", "address"),
        ("http://127.0.0.1./", "address"),
        ("http://[::1]/", "address"),
        ("http://[::ffff:7f00:1]/", "address"),
        ("http://[::127.0.0.1]/", "address"),
        ("http://[fec0::1]/", "address"),
        ("http://169.254.169.254/latest/meta-data", "address"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused_as_it_is_typed(url: str, code: str) -> None:
    with pytest.raises(Blocked) as blocked:
        check_url(url)
    assert blocked.value.code == code
    assert str(blocked.value)


def test_an_ordinary_address_passes_with_its_name_made_plain() -> None:
    assert check_url("https://Bücher.example/a.jpg#top").host == "xn--bcher-kva.example"
    assert str(check_url("https://cdn.example/a.jpg?v=1#top").url) == "https://cdn.example/a.jpg?v=1"


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["::1"], ["64:ff9b::7f00:1"], ["169.254.169.254"], ["fd00::1"]]
)
def test_a_name_that_leads_inside_is_blocked_even_if_only_one_of_its_answers_does(answers: list[str]) -> None:
    with pytest.raises(Blocked) as blocked:
        fetch("https://shop.example/a.jpg", max_bytes=10, guard=Guard(resolve=lambda host, port: answers))
    assert blocked.value.code == "address"


def test_the_address_that_was_checked_is_the_one_that_is_dialled() -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    with a_server(replies(b"ok")) as server:
        guard = Guard(frozenset({f"shop.example:{server.port}"}), lambda host, port: next(answers))
        found = fetch(f"http://shop.example:{server.port}/a", max_bytes=10, guard=guard)
        assert (found.address, found.body) == ("127.0.0.1", b"ok")
        assert f"Host: shop.example:{server.port}".lower() in server.requests[0].decode().lower()


def test_localhost_is_never_reached_without_leave() -> None:
    with a_server(replies(b"secret")) as server:
        with pytest.raises(Blocked):
            fetch(f"http://localhost:{server.port}/", max_bytes=10)
        assert server.hits == 0


def get(server: Server, **more: object) -> object:
    wanted = {"max_bytes": 1000, "deadline_s": 0.6, **more}
    return fetch(server.url, guard=Guard(frozenset({server.place})), **wanted)  # type: ignore[arg-type]  # as fetch takes them


@pytest.mark.parametrize(
    ("manner", "code"),
    [
        (hostile.drips_headers, "timeout"),
        (hostile.drips_body, "timeout"),
        (hostile.silent, "timeout"),
        (hostile.never_ends, "too_large"),
        (hostile.floods_informational, "too_large"),
        (hostile.resets, "protocol"),
        (hostile.says_nothing_and_leaves, "protocol"),
        (hostile.speaks_something_else, "protocol"),
        (hostile.huge_header, "protocol"),
        (hostile.bomb, "too_large"),
        (replies(b"x" * 1001), "too_large"),
        (replies(b"x", headers="Content-Encoding: gzip\r\n"), "encoded"),
        (replies(b"x", headers="Content-Encoding: br\r\n"), "encoded"),
    ],
)
def test_a_hostile_server_costs_no_more_than_was_given(manner: Manner, code: str) -> None:
    with a_server(manner) as server:
        with pytest.raises(FetchFailed) as failed:
            get(server, deadline_s=0.6 if code == "timeout" else 4.0)
        # A server that was waited for until it gave up would have broken off, which is another code.
        assert failed.value.code == code


def test_a_proper_answer_comes_whole() -> None:
    with a_server(replies(b"body", headers="Content-Type: Image/JPEG; charset=x\r\nX-A: 1\r\nX-A: 2\r\n")) as server:
        found = fetch(server.url, max_bytes=4, guard=Guard(frozenset({server.place})))
    assert (found.status, found.body, found.content_type, found.is_cut) == (200, b"body", "image/jpeg", False)
    assert found.headers["x-a"] == "1, 2"
    assert b"accept-encoding: identity" in server.requests[0].lower()


def test_a_body_may_be_cut_instead() -> None:
    with a_server(hostile.never_ends) as server:
        wanted = Outgoing(server.url, method="POST", body=b"{}", max_bytes=100, cut=True)
        found = request(wanted, guard=Guard(frozenset({server.place})))
    assert (found.body, found.is_cut) == (b"x" * 100, True)
    assert server.requests[0].startswith(b"POST ")
    assert server.requests[0].endswith(b"{}")


def test_a_redirect_is_an_answer_and_not_an_order() -> None:
    with a_server(replies(b"secret")) as inside, a_server(redirects(inside.url, status="307 Temporary")) as server:
        found = fetch(server.url, max_bytes=100, guard=Guard(frozenset({server.place})))
        assert found.status == 307
        assert inside.hits == 0


def test_a_redirect_that_may_be_followed_is_judged_anew() -> None:
    with a_server(replies(b"secret")) as inside, a_server(redirects(inside.url)) as server:
        with pytest.raises(Blocked):
            get(server, redirects=3)
        assert inside.hits == 0


def test_redirects_are_followed_so_far_and_no_further() -> None:
    with a_server(replies(b"here")) as goal, a_server(redirects(goal.url)) as server:
        found = fetch(server.url, max_bytes=10, redirects=1, guard=Guard(frozenset({server.place, goal.place})))
        assert (found.body, found.url) == (b"here", goal.url)
    with a_server(redirects("/again")) as circle:
        with pytest.raises(FetchFailed) as failed:
            get(circle, redirects=3)
        assert failed.value.code == "too_many_redirects"
        assert circle.hits == 4


def test_a_name_that_nobody_knows_or_answers_for_fails_in_time() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    def slow(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["1.1.1.1"]

    for resolve, code in ((unknown, "dns"), (lambda host, port: [], "dns"), (slow, "timeout")):
        with pytest.raises(FetchFailed) as failed:
            fetch("https://shop.example/", max_bytes=1, deadline_s=0.2, guard=Guard(resolve=resolve))
        assert failed.value.code == code


def test_nobody_at_the_door_is_a_failure() -> None:
    with a_server(hostile.silent) as server:
        place, url = server.place, server.url
    with pytest.raises(FetchFailed) as failed:
        fetch(url, max_bytes=1, deadline_s=1, guard=Guard(frozenset({place})))
    assert failed.value.code == "connect"


def test_plain_text_where_encryption_is_due_is_a_failure() -> None:
    with a_server(replies(b"plain")) as server:
        with pytest.raises(FetchFailed) as failed:
            fetch(f"https://{server.place}/", max_bytes=10, deadline_s=1, guard=Guard(frozenset({server.place})))
        assert failed.value.code == "tls"
        assert isinstance(failed.value.__cause__, ssl.SSLError)


@pytest.mark.parametrize(
    ("name", "value"), [("X-A", "a\r\nX-B: b"), ("X-A", "a\0"), ("X A", "a"), ("", "a"), ("X-Ä", "a")]
)
def test_a_header_cannot_smuggle_another(name: str, value: str) -> None:
    with a_server(replies(b"")) as server:
        with pytest.raises(Blocked) as blocked:
            request(Outgoing(server.url, headers={name: value}), guard=Guard(frozenset({server.place})))
        assert blocked.value.code == "header"
        assert server.hits == 0
