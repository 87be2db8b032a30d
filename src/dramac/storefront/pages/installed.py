"""What makes the shop an app of a phone: its manifest, its icons, and the worker that answers while there is no network."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dramac.storefront import icons, looks
from dramac.storefront.frame import Frame, Head, show
from dramac.tenancy.requests import SiteRequest
from dramac.ui.files import UI, static_address

FOR_EVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
WORKER = Path(UI / "workers" / "offline.js").read_text("utf-8")


@require_safe
def manifest(request: SiteRequest) -> HttpResponse:
    """What a phone needs to keep the shop among its apps. No statement."""
    site, tints = request.site, looks.tints(request.site)
    told = {
        "id": reverse("shop:home"),
        "name": site.name,
        "short_name": site.name[:12].strip(),
        "description": site.tagline,
        "lang": site.locale,
        "start_url": reverse("shop:home"),
        "scope": reverse("shop:home"),
        "display": "standalone",
        "theme_color": tints.paper,
        "background_color": tints.paper,
        "icons": [
            {"src": icons.address(site, kind), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for kind, purpose in (("small", "any"), ("large", "any"), ("maskable", "maskable"))
            for size in (icons.SIZES[kind][0],)
        ],
    }
    kept = {"Cache-Control": AN_HOUR}
    return HttpResponse(json.dumps(told), content_type="application/manifest+json", headers=kept)


@require_safe
def icon(request: SiteRequest, digest: str, kind: str) -> HttpResponse:
    """The shop's mark as a picture; for ever at the address named by what it shows. No statement."""
    if kind not in icons.SIZES:
        raise Http404
    kept = FOR_EVER if digest == icons.digest(request.site) else AN_HOUR
    return HttpResponse(icons.png(request.site, kind), content_type="image/png", headers={"Cache-Control": kept})


@require_safe
def worker(request: SiteRequest) -> HttpResponse:
    """The script that shows the offline page; another one whenever what it keeps has changed. No statement."""
    files = [static_address("ui/storefront.css"), Frame(request).stylesheet, icons.address(request.site, "tab")]
    shop = f"shop {request.site.slug} "
    told = {"shop": shop, "page": reverse("shop:offline"), "files": [file for file in files if file]}
    name = shop + sha256(json.dumps([told, WORKER]).encode()).hexdigest()[:12]
    script = f"const KEPT = {json.dumps({**told, 'name': name})};\n{WORKER}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def offline(request: SiteRequest) -> HttpResponse:
    """What is shown without a network: nothing of the visitor, nothing that could be out of date. No statement."""
    head = Head(title=_("No connection"), is_indexed=False)
    nobody = {"tree": (), "cart_count": 0}
    return show(request, "storefront/pages/offline.html", nobody, head=head)
