"""The one e-mail to someone who wanted to know when a product is back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.waitlist.tokens import token_of
from dramac.kit.money import Money
from dramac.notifications.posting import Letter
from dramac.tenancy import addresses
from dramac.tenancy.models import Site


def notice(site: Site, wish: Any, cause: UUID) -> Letter:
    """The letter for a wish whose turn it is; to nobody once the person was erased. One statement."""
    locale = wish.locale or site.locale
    variant = catalog.variants_for_sale(site, [wish.variant_id]).get(wish.variant_id)
    product = wish.variant.product
    with translation.override(locale):
        subject = _("%(product)s is back at %(shop)s") % {"product": product.title, "shop": site.name}
    context = {
        "product": product.title,
        "variant": wish.variant.title,
        "price": Money(variant.price, site.currency) if variant else None,
        "asked_at": wish.created_at,
        "page": f"{addresses.shop_page(site, 'shop:product', slug=product.slug)}?variant={wish.variant_id}",
        "ending": addresses.shop_page(site, "shop:restock-request", token=token_of(wish.pk)),
    }
    return Letter("back_in_stock", wish.email, subject, cause, context, f"restock:{wish.pk}", locale)
