"""What machines ask for: the site's look, robots.txt and the sitemap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.views.decorators.http import require_safe

from dramac.commerce.catalog import queries as catalog
from dramac.storefront import looks, texts
from dramac.storefront.frame import absolute
from dramac.tenancy.requests import SiteRequest

FOR_EVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
SITEMAP_SIZE = 10_000
SITEMAP = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@require_safe
def theme(request: SiteRequest, digest: str = "") -> HttpResponse:
    """The site's colours and type as a style sheet; for ever at the address named by its contents. No statement."""
    current = looks.digest(request.site)
    tag = f'"{current}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    cache = FOR_EVER if digest == current else "public, max-age=0, must-revalidate"
    headers = {"ETag": tag, "Cache-Control": cache}
    return HttpResponse(looks.stylesheet(request.site), content_type="text/css; charset=utf-8", headers=headers)


@require_safe
def robots(request: SiteRequest) -> HttpResponse:
    """Where crawlers need not go, and where the sitemap is. No statement."""
    private = [reverse(f"shop:{name}") for name in ("cart", "checkout", "account", "search")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private), ""]
    lines.append(f"Sitemap: {absolute(request, reverse('shop:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", headers=_kept())


@require_safe
def sitemap(request: SiteRequest) -> HttpResponse:
    """The list of sitemaps, 10,000 addresses in each. Read through once; memory does not grow with the catalogue."""
    count = sum(1 for _address in _addresses(request))
    parts = range(1, max(-(-count // SITEMAP_SIZE), 1) + 1)
    lines = [
        f"<sitemap><loc>{escape(absolute(request, reverse('shop:sitemap-part', kwargs={'number': number})))}</loc></sitemap>"
        for number in parts
    ]
    return _xml(f"<sitemapindex {NAMESPACE}>{''.join(lines)}</sitemapindex>")


@require_safe
def sitemap_part(request: SiteRequest, number: int) -> HttpResponse:
    """One of the sitemaps, with when each page last changed."""
    first = (number - 1) * SITEMAP_SIZE
    shown = [
        _entry(absolute(request, path), changed_at)
        for place, (path, changed_at) in enumerate(_addresses(request))
        if first <= place < first + SITEMAP_SIZE
    ]
    if not shown:
        raise Http404
    return _xml(f"<urlset {NAMESPACE}>{''.join(shown)}</urlset>")


def _addresses(request: SiteRequest) -> Iterable[tuple[str, datetime | None]]:
    yield reverse("shop:home"), None
    for name, _title in texts.links(request.site):
        yield reverse("shop:page", kwargs={"page": name}), None
    for address in catalog.sitemap(request.site):
        part = {"path": address.path} if address.kind == "category" else {"slug": address.path}
        yield reverse(f"shop:{address.kind}", kwargs=part), address.changed_at


def _entry(url: str, changed_at: datetime | None) -> str:
    changed = f"<lastmod>{changed_at.date().isoformat()}</lastmod>" if changed_at else ""
    return f"<url><loc>{escape(url)}</loc>{changed}</url>"


def _xml(body: str) -> HttpResponse:
    return HttpResponse(SITEMAP + body, content_type="application/xml; charset=utf-8", headers=_kept())


def _kept() -> dict[str, str]:
    return {"Cache-Control": AN_HOUR}
