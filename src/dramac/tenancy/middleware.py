"""Which site a request is for: by the host it names, or by path (`/shop/<slug>/`) where the installation allows it."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix
from django.utils import timezone, translation

from dramac.kit.clock import utc_now
from dramac.tenancy import queries
from dramac.tenancy.addresses import PATH_PREFIX, STOREFRONT
from dramac.tenancy.models import Site

NOT_SHOPS = ("/dashboard/", "/api/", "/static/", "/media/", "/health", "/ready", "/ui/")
BY_PATH = re.compile(rf"\A{PATH_PREFIX}(?P<slug>[a-z0-9-]{{1,63}})(?P<rest>/.*)?\Z", re.DOTALL)

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def speak_for(site: Site, language: str = "") -> None:
    """Use the site's time zone and language (or another language) for what follows in this thread."""
    timezone.activate(site.zone)
    translation.activate(language or site.locale)


class SiteOfRequest:
    """Finds the site, points the request at the storefront's addresses, and speaks the site's language in its time zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.now = utc_now()  # type: ignore[attr-defined]  # declared on SiteRequest
        timezone.deactivate()
        translation.deactivate()
        site = None if request.path_info.startswith(NOT_SHOPS) else self._find(request)
        if site is not None:
            request.site = site  # type: ignore[assignment]  # declared on SiteRequest
            request.urlconf = STOREFRONT
            speak_for(site)
        response = self.get_response(request)
        if site is not None:
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response

    def _find(self, request: HttpRequest) -> Site | None:
        try:
            host = request.get_host().rsplit(":", 1)[0]
        except DisallowedHost:
            return None
        if site := queries.site_by_host(host):
            return site
        match = BY_PATH.match(request.path_info) if settings.SITE_BY_PATH else None
        if match is None or (site := queries.site_by_slug(match["slug"])) is None:
            return None
        set_script_prefix(f"{PATH_PREFIX}{site.slug}/")
        request.path_info = match["rest"] or "/"
        return site
