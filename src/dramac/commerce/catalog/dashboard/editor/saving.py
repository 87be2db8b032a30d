"""Saving the editor's form: product, pictures and stock together, or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.actions import ProductDraft, Saved
from dramac.commerce.catalog.dashboard.editor import pictures, state
from dramac.commerce.catalog.dashboard.editor.state import Editing
from dramac.commerce.catalog.rules.options import key
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import permissions as stock
from dramac.commerce.inventory.actions import Adjustment, Why
from dramac.tenancy.requests import SiteRequest


def drafted(request: SiteRequest, editing: Editing) -> tuple[ProductDraft, dict[int, int]] | None:
    """The product that the form asks for and the changes of stock by row; None when something cannot be read."""
    if not editing.form.is_valid():
        editing.variants.drafts()
        editing.variants.changed_units()
        return None
    drafts = state.drafts(editing)
    units = editing.variants.changed_units() if request.membership.may(stock.ADJUST) else {}
    if editing.variants.errors or editing.problems:
        return None
    options = tuple(one.draft for one in editing.options if one.is_used)
    return editing.form.draft(drafts, options=options), units


def save(request: SiteRequest, editing: Editing, draft: ProductDraft, units: Mapping[int, int]) -> Saved:
    """Save the product, then its pictures, then what changed of its stock, in one transaction. Raises what the actions
    raise."""
    product = editing.product
    with transaction.atomic():
        saved = catalog.save_product(
            request.site,
            draft,
            by=request.actor,
            now=request.now,
            product_id=product.id if product else None,
            version=editing.form.cleaned_data["version"] if product else None,
        )
        pictures.keep(request, saved.product_id, editing.pictures)
        pictures.add_by_address(request, saved.product_id)
        if units:
            _adjust(request, editing, saved.product_id, units)
    return saved


def _adjust(request: SiteRequest, editing: Editing, product_id: UUID, units: Mapping[int, int]) -> None:
    """Change what is on hand at the default location by as much as was typed more or less than was drawn, so that what
    orders did meanwhile stays done."""
    after = queries.product_for_editing(request.site, product_id)
    assert after is not None
    ids = {key(variant.values): variant.id for variant in after.draft.variants}
    rows = editing.variants.rows
    changes = [
        Adjustment(variant_id, change)
        for place, change in units.items()
        if (variant_id := ids.get(key(rows[place].values))) is not None
    ]
    reason = editing.form.cleaned_data["stock_reason"] or _("Counted in the product editor")
    inventory.adjust(
        site=request.site, changes=changes, why=Why("adjustment", reason), by=request.actor, now=request.now
    )
