"""How often someone may try at the door: counted by e-mail address and by network, with a message that says when to return."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import ngettext

from dramac.kit import throttle
from dramac.kit.throttle import TooMany

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Door:
    """What is tried, and how often in a quarter of an hour: for one e-mail address, and from one network."""

    name: str
    per_email: int
    per_network: int

    def knock(self, request: HttpRequest, email: str, *, now: datetime) -> None:
        """Count a try. Raises TooMany beyond either limit, whether or not there is such a person."""
        for key, most in ((self._email_key(email), self.per_email), (self._network_key(request), self.per_network)):
            tries, wait = throttle.count(key, per=WINDOW, now=now)
            if tries > most:
                raise too_many(wait)

    def opened(self, email: str) -> None:
        """Forget the tries for an address whose owner got in."""
        throttle.forget(self._email_key(email))

    def _email_key(self, email: str) -> str:
        return f"{self.name}:email:{email.strip().lower()[:150]}"

    def _network_key(self, request: HttpRequest) -> str:
        return f"{self.name}:network:{network(request)}"


SIGN_IN = Door("sign-in", per_email=10, per_network=50)
FORGOTTEN = Door("forgotten", per_email=3, per_network=20)
SECOND_FACTOR = Door("second-factor", per_email=10, per_network=50)
PASSWORD = Door("password", per_email=10, per_network=50)


def too_many(wait: int) -> TooMany:
    """The refusal that says in how many minutes to come back; `wait` is in seconds."""
    minutes = max(1, ceil(wait / 60))
    sentence = ngettext(
        "Too many tries. Wait %(number)d minute and try again.",
        "Too many tries. Wait %(number)d minutes and try again.",
        minutes,
    )
    return TooMany(sentence % {"number": minutes}, wait)


def network(request: HttpRequest) -> str:
    """The network a request came from: its IPv4 address, or the /64 of IPv6, where one household has many addresses.

    The last hop of X-Forwarded-For is believed only where the installation says that a proxy of its own is in front.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{known}/64", strict=False)) if known.version == 6 else str(known)
