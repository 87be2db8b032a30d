"""Each e-mail as it looks, and sending it to oneself."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.dashboard.pages import done, here, page, show
from dramac.kit import throttle
from dramac.kit.ids import new_id
from dramac.kit.throttle import TooMany
from dramac.notifications import posting, samples
from dramac.notifications.dashboard.kinds import KINDS
from dramac.notifications.posting import Letter
from dramac.tenancy import permissions
from dramac.tenancy.requests import SiteRequest

MOST_AN_HOUR = 10
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""What an e-mail may load: nothing; its styles stand in it."""


@page(needs=permissions.SETTINGS_VIEW, methods=("GET",))
def preview(request: SiteRequest, kind: str) -> HttpResponse:
    """An e-mail as it looks, with its subject and its plain text."""
    found = _sample(request, kind)
    text, _html = posting.drawn(request.site, found)
    return show(
        request,
        "notifications/dashboard/preview.html",
        kind=kind,
        words=KINDS[kind],
        subject=found.subject,
        text=text,
        editable=request.membership.may(permissions.SETTINGS_EDIT),
    )


@page(needs=permissions.SETTINGS_VIEW, methods=("GET",))
def letter(request: SiteRequest, kind: str) -> HttpResponse:
    """The HTML of an e-mail alone, for the frame in which it is looked at."""
    _text, html = posting.drawn(request.site, _sample(request, kind))
    response = HttpResponse(html)
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@page(needs=permissions.SETTINGS_EDIT, methods=("POST",))
def test(request: SiteRequest, kind: str) -> HttpResponse:
    """Send an e-mail to whoever asks for it. Raises TooMany after ten in an hour."""
    found = _sample(request, kind)
    tries, wait = throttle.count(f"test-mail:{request.membership.pk}", per=timedelta(hours=1), now=request.now)
    if tries > MOST_AN_HOUR:
        raise TooMany(_("Enough tests for this hour."), wait)
    to = request.membership.user.email
    posting.send_test(request.site, found, to=to)
    message = _("Sent to %(email)s.") % {"email": to}
    return done(request, message, to=here(request, "notifications:preview", kind=kind))


def _sample(request: SiteRequest, kind: str) -> Letter:
    if kind not in KINDS:
        raise Http404
    return samples.letter(request.site, kind, cause=new_id(), now=request.now)
