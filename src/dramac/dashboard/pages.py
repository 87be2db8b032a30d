"""How a screen is written: `@page` lets the right people in, `show`, `done` and `refuse` answer them.

A screen is a plain function of a request: parse, one call, show. The frame has found the site and the person before it
runs, and decides what an answer looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from dramac.dashboard import toasts
from dramac.dashboard.frame import Frame
from dramac.kit.refusal import Refused
from dramac.kit.throttle import TooMany
from dramac.tenancy import queries
from dramac.tenancy.actors import Actor
from dramac.tenancy.middleware import speak_for
from dramac.tenancy.models import Membership
from dramac.tenancy.requests import SiteRequest
from dramac.tenancy.rules import is_factor_required

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, eq=False)
class Page:
    """A screen with its doors: the permission to see it (None: anyone on the staff), the one to change, the methods, and
    whether it opens to those who still have to set up the second factor that the site asks for."""

    view: View
    needs: str | None
    methods: Sequence[str]
    changes: str | None = None
    before_second_factor: bool = False

    def __call__(self, request: HttpRequest, site_slug: str, **parts: object) -> HttpResponseBase:
        """Let in who may come in, and answer in the person's language and the site's time zone."""
        membership = _membership(request, site_slug)
        if membership is None:
            return to_sign_in(request)
        ready = _prepare(request, membership)
        if not self.before_second_factor and _lacks_factor(membership):
            return go(request, here(ready, "dashboard:second-factor"))
        response = self._answer(ready, parts)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response

    def _answer(self, request: SiteRequest, parts: dict[str, object]) -> HttpResponseBase:
        method = "GET" if request.method == "HEAD" else request.method
        needed = [self.needs, None if method == "GET" else self.changes]
        if not all(permission is None or request.membership.may(permission) for permission in needed):
            return forbidden(request)
        if method not in self.methods:
            return HttpResponseNotAllowed(self.methods)
        try:
            return self.view(request, **parts)
        except Refused as refusal:
            if method == "GET":
                raise
            return _turn_back(request, refusal)


def page(
    *,
    needs: str | None,
    changes: str | None = None,
    methods: Sequence[str] = ("GET", "POST"),
    before_second_factor: bool = False,
) -> Callable[[View], Page]:
    """Make a function a screen below `/dashboard/<site_slug>/`; `site_slug` is taken out of its arguments.

    Who is not signed in is sent to sign in; who does not work on the site, or names a site that is not there, gets 404;
    who lacks the permission gets a page that says whom to ask; a method that is not listed gets 405. `changes` is the
    permission to POST where it is another than the one to look. Who lacks a second factor that the site asks for is led to
    where it is set up, from everywhere but screens that come before it.
    """

    def dress(view: View) -> Page:
        return Page(view, needs, tuple(methods), changes, before_second_factor)

    return dress


def show(request: SiteRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Draw a template inside the frame. A form that was sent and is wrong makes it status 422, with what was typed kept.

    Templates get `frame`, `site`, `here(name, **parts)` and what is handed over.
    """
    if status == 200 and request.method == "POST" and any(map(_is_wrong, context.values())):
        status = 422
    surroundings = {"frame": Frame(request), "site": request.site, "here": partial(here, request)}
    return render(request, template, {**surroundings, **context}, status=status)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, to build it from: `PriceForm(sent(request), site=…)`; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def done(request: SiteRequest, message: object, *, to: str, undo: str = "", tone: str = "good") -> HttpResponse:
    """Go to `to` (a path of our own) and say there what was done; `undo` is the address to post to for taking it back."""
    toasts.add(request, message, tone=tone, undo=undo)
    return go(request, to)


def go(request: HttpRequest, to: str) -> HttpResponse:
    """Send the browser to another page, whether it asked for a page or htmx asked for a part of one."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def refuse(form: BaseForm, refusal: Refused) -> None:
    """Put what the domain said beside the field at fault, or at the top of the form; then `show` the form again."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def here(request: SiteRequest, name: str, **parts: object) -> str:
    """The address of a dashboard page of the site that the request is for."""
    return reverse(name, kwargs={"site_slug": request.site.slug, **parts})


def safe_next(request: HttpRequest, wanted: str | None, *, otherwise: str) -> str:
    """`wanted` if it is a path of our own, else `otherwise`: nobody is led from our pages to another host."""
    own = bool(wanted) and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own and wanted and wanted.startswith("/") and "\\" not in wanted else otherwise


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, and remember where they wanted to go."""
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    address = reverse(settings.LOGIN_URL)
    return go(request, f"{address}?{urlencode({'next': wanted})}" if wanted else address)


def forbidden(request: SiteRequest) -> HttpResponse:
    """The page for a member whose role does not reach this far: it says so, and whom to ask."""
    whom = [member.user for member in queries.staff_of(request.site) if member.is_active and member.may("staff.edit")]
    return show(request, "dashboard/forbidden.html", status=403, whom=whom)


def _membership(request: HttpRequest, site_slug: str) -> Membership | None:
    """The person's place on the staff of the site; None if nobody is signed in. Raises Http404 for a stranger."""
    user = request.user
    if isinstance(user, AnonymousUser):
        return None
    membership = queries.membership_at(site_slug, user)
    if membership is None:
        raise Http404
    return membership


def _lacks_factor(membership: Membership) -> bool:
    return not membership.user.second_factor and is_factor_required(membership.site.settings)


def _prepare(request: HttpRequest, membership: Membership) -> SiteRequest:
    ready = cast(SiteRequest, request)
    person = membership.user
    ready.site, ready.membership = membership.site, membership
    ready.actor = Actor("staff", str(person), person.pk)
    speak_for(ready.site, str(person.preferences.get("language", "")))
    return ready


def _is_wrong(value: object) -> bool:
    return isinstance(value, BaseForm | BaseFormSet) and value.is_bound and not value.is_valid()


def _turn_back(request: SiteRequest, refusal: Refused) -> HttpResponse:
    """A button was pressed that the domain refuses: say why, on the page where it was pressed."""
    toasts.add(request, refusal, tone="bad")
    back = safe_next(request, came_from(request), otherwise=here(request, "dashboard:home"))
    response = go(request, back)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def came_from(request: HttpRequest) -> str:
    """The path of the page that the request came from, if that page is ours."""
    referrer = request.headers.get("Referer", "")
    origin = f"{request.scheme}://{request.get_host()}"
    return referrer.removeprefix(origin) if referrer.startswith(f"{origin}/") else ""
