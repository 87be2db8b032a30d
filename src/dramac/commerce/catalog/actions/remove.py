"""Removing a product for good, while nothing refers to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.actions.files import forget
from dramac.commerce.catalog.actions.save import NoProduct
from dramac.commerce.catalog.events import ProductDeleted
from dramac.commerce.catalog.models import Product, ProductImage, SlugRedirect, Variant
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.statements import hold
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class CannotRemove(Refused):
    """Orders or the stock ledger refer to the product, and the books are kept."""

    code = "product_in_use"

    def __init__(self) -> None:
        super().__init__(_("Orders or stock movements refer to this product. Archive it instead."))


def remove_product(site: Site, product_id: UUID, *, by: Actor, now: datetime) -> None:
    """Remove the product with everything that belongs to it, its files too. Raises CannotRemove, NoProduct."""
    with transaction.atomic():
        hold("catalogue", site.pk)
        row = Product.objects.of(site).filter(pk=product_id).select_for_update().first()
        if row is None:
            raise NoProduct
        images = list(ProductImage.objects.of(site).filter(product_id=product_id))
        try:
            with transaction.atomic():
                Variant.objects.of(site).filter(product_id=product_id).update(image=None)
                row.delete()
        except (ProtectedError, RestrictedError) as protected:
            raise CannotRemove from protected
        SlugRedirect.objects.of(site).filter(kind="product", target_id=product_id).delete()
        publish(ProductDeleted(site_id=site.pk, occurred_at=now, product_id=product_id, title=row.title, slug=row.slug))
        subject = f"product:{product_id}"
        audit.write(site, by=by, action="product.removed", subject=subject, now=now, details={"title": row.title})
        forget(images)
