"""Where a site is found on the web: at its own domain, or by path below the address of the installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from dramac.tenancy import queries
from dramac.tenancy.models import Site

PATH_PREFIX = "/shop/"
STOREFRONT = "dramac.storefront.urls"


def shop_url(site: Site) -> str:
    """The address of the site's storefront, without a slash at the end."""
    if host := queries.primary_host(site):
        return f"{'https' if settings.HTTPS else 'http'}://{host}"
    return f"{settings.PUBLIC_URL}{PATH_PREFIX}{site.slug}"


def shop_page(site: Site, name: str, **parts: Any) -> str:
    """The full address of a storefront page by its name (`shop:order`), for e-mails, feeds and the API."""
    path = reverse(name, urlconf=STOREFRONT, kwargs=parts)
    prefix = reverse("shop:home", urlconf=STOREFRONT)
    return f"{shop_url(site)}/{path.removeprefix(prefix)}"


def dashboard_page(site: Site, name: str, **parts: Any) -> str:
    """The full address of a dashboard page by its name (`orders:detail`)."""
    path = reverse(name, urlconf=settings.ROOT_URLCONF, kwargs={"site_slug": site.slug, **parts})
    return f"{settings.PUBLIC_URL}{path}"
