"""Where a person is signed in, and signing out there."""

from __future__ import annotations

from hashlib import sha256

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.dashboard.models import StaffSession
from dramac.dashboard.pages import done, here, page, show
from dramac.dashboard.security.agents import described
from dramac.tenancy.requests import SiteRequest


@page(needs=None, methods=("GET",), before_second_factor=True)
def sessions(request: SiteRequest) -> HttpResponse:
    """Every session of this person, the newest first; the one they look from is marked."""
    rows = [
        {
            "mark": mark_of(row.pk),
            "agent": described(row.agent),
            "network": row.network,
            "started_at": row.started_at,
            "current": row.pk == request.session.session_key,
        }
        for row in _own(request).order_by("-started_at")
    ]
    return show(request, "dashboard/security/sessions.html", sessions=rows)


@page(needs=None, methods=("POST",), before_second_factor=True)
def session_end(request: SiteRequest, mark: str) -> HttpResponse:
    """Sign out in one other place."""
    found = [row.pk for row in _others(request) if mark_of(row.pk) == mark]
    if not found:
        raise Http404
    _own(request).filter(pk__in=found).delete()
    return done(request, _("Signed out there."), to=here(request, "dashboard:sessions"))


@page(needs=None, methods=("POST",), before_second_factor=True)
def sessions_end(request: SiteRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    _others(request).delete()
    return done(request, _("Signed out everywhere else."), to=here(request, "dashboard:sessions"))


def _own(request: SiteRequest) -> QuerySet[StaffSession]:
    return StaffSession.of(request.membership.user_id).filter(expire_date__gt=request.now)


def _others(request: SiteRequest) -> QuerySet[StaffSession]:
    return _own(request).exclude(pk=request.session.session_key)


def mark_of(key: str) -> str:
    """Names a session without being its key, which would open it."""
    return sha256(f"session {key}".encode()).hexdigest()[:24]
