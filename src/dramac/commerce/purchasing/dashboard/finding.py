"""Finding what a person means by a code or a name, and an order by its number."""

from __future__ import annotations

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.purchasing import queries
from dramac.commerce.purchasing.queries import OrderDetail
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest


def meant(site: Site, text: str) -> Variant:
    """The one variant that is meant by its SKU, its barcode or its name. Raises ValidationError for none or several."""
    words = text.casefold().strip()
    rows = list(catalog.variants_called(site, catalog.variants_for_index(site), text).order_by("pk")[:50])
    exact = [one for one in rows if words in (one.sku.casefold(), one.barcode.casefold(), named(one).casefold())]
    fitting = exact or rows
    if not fitting:
        raise forms.ValidationError(_("Nothing has this SKU, barcode or name."))
    if len(fitting) > 1:
        names = ", ".join(f"{named(one)} ({one.sku})" if one.sku else named(one) for one in fitting[:4])
        raise forms.ValidationError(_("Several are called so, give one SKU: %(names)s") % {"names": names})
    return fitting[0]


def named(variant: Variant) -> str:
    """Product and option values."""
    return " ".join(part for part in (variant.product.title, variant.title) if part)


def found(request: SiteRequest, number: int) -> OrderDetail:
    """The order with the number. Raises Http404."""
    detail = queries.by_number(request.site, number)
    if detail is None:
        raise Http404
    return detail
