"""Pages for what goes wrong, in the product's look: nothing here, not allowed, a stale form, a fault of ours.

Below a shop's address the page is the shop's: neutral, with its name and a way back. They touch neither database nor
session, because one of those may be what is broken.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing at this address, or nothing that this person may know of."""
    text = _("The address may be mistyped, or what was here is gone.")
    return _page(request, 404, _("There is nothing here"), text)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the request is not allowed."""
    return _page(request, 403, _("This is not allowed"), _("You may lack a permission, or your session has ended."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without the sign that it is ours: the page was open too long, or cookies are off."""
    text = _("Go back, load the page anew and send the form once more. Cookies must be allowed for this address.")
    return _page(request, 403, _("This form has expired"), text)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return _page(request, 400, _("This request makes no sense"), _("Go back and try once more."))


def fault(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours, with the number under which it stands in the log."""
    text = _("The fault is ours and has been noted. Try again in a moment.")
    return _page(request, 500, _("Something went wrong"), text)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    site: Any = getattr(request, "site", None)
    in_dashboard = request.path_info.startswith("/dashboard/")
    context = {
        "title": title,
        "text": text,
        "status": status,
        "number": getattr(request, "id", ""),
        "name": site.name if site and not in_dashboard else "",
        "back": request.path[: -len(request.path_info)] + "/" if not in_dashboard else reverse("dashboard:sites"),
        "theme": request.COOKIES.get("theme", ""),
    }
    body = loader.get_template("dashboard/error.html").render(context, None)
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
