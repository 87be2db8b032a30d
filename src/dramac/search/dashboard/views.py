"""Answers the command palette, and without JavaScript is a page of its own."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dramac.dashboard.frame import Frame
from dramac.dashboard.pages import page, show
from dramac.search import finding
from dramac.tenancy.requests import SiteRequest


@page(needs=None, methods=("GET",))
def results(request: SiteRequest) -> HttpResponse:
    """Pages and records that fit the words, grouped by kind; htmx gets the groups alone."""
    q = request.GET.get("q", "")[: finding.LONGEST]
    pages = finding.pages(q, Frame(request).places)
    groups = [*([(_("Go to"), pages)] if pages else []), *finding.find(request.membership, q)]
    part = "groups" if request.htmx else "results"
    return show(request, f"search/dashboard/{part}.html", groups=groups, q=q)
