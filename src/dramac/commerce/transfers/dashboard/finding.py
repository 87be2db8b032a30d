"""Finding a transfer by its number, and what a person means by a code or a name."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.transfers import queries
from dramac.commerce.transfers.queries import TransferDetail
from dramac.kit.text import clean
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest


def found(request: SiteRequest, number: int) -> TransferDetail:
    """The transfer with the number. Raises Http404."""
    detail = queries.by_number(request.site, number) if number < 2**31 else None
    if detail is None:
        raise Http404
    return detail


def called(variant: Variant) -> str:
    """A variant by its product and option values."""
    return " ".join(part for part in (variant.product.title, variant.title) if part)


def meant(site: Site, text: str) -> tuple[Variant | None, str]:
    """The one tracked variant with this SKU, barcode or name; else None and why not. At most three statements."""
    words = clean(text)[:120]
    rows = catalog.variants_coded(site, words)
    if not rows:
        tracked = catalog.variants_for_index(site).filter(tracks_stock=True)
        rows = list(catalog.variants_called(site, tracked, words).order_by("pk")[:5])
    if len(rows) == 1:
        return rows[0], ""
    if not rows:
        return None, _("Nothing that is tracked has the SKU, barcode or name “%(text)s”.") % {"text": words}
    names = ", ".join(f"{called(one)} ({one.sku})" if one.sku else called(one) for one in rows[:4])
    return None, _("Several are called so, give one SKU: %(names)s") % {"names": names}
