"""Why an outgoing request was not made, or failed: a code for programs and a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.kit.refusal import Refused

BLOCKED: Mapping[str, Promise] = {
    "bad_url": _("This is not a complete web address."),
    "not_http": _("The address must begin with https:// or http://."),
    "userinfo": _("The address must not contain a user name or password."),
    "port": _("The address must use the usual ports of the web, 80 and 443."),
    "address": _("The address leads into a private network, where we do not go."),
    "header": _("A header contains characters that are not allowed."),
}
FAILED: Mapping[str, Promise] = {
    "dns": _("The server’s name could not be found."),
    "connect": _("The server did not answer."),
    "tls": _("The server’s certificate could not be verified."),
    "timeout": _("The server took too long to answer."),
    "too_large": _("The answer was larger than allowed."),
    "protocol": _("The server broke off or gave an answer that is no proper HTTP."),
    "encoded": _("The server sent a compressed answer that was not asked for."),
    "too_many_redirects": _("The address leads on to others too often."),
    "downgraded": _("The address leads on to one without encryption."),
}


class Blocked(Refused):
    """We do not go there. Codes: bad_url, not_http, userinfo, port, address, header."""

    def __init__(self, code: str) -> None:
        super().__init__(BLOCKED[code], code=code)


class FetchFailed(Refused):
    """We went, and it failed. Codes: dns, connect, tls, timeout, too_large, protocol, encoded, too_many_redirects,
    downgraded."""

    def __init__(self, code: str) -> None:
        super().__init__(FAILED[code], code=code)
