"""Taking a bulk change back, for a day: what it replaced returns where nobody has changed it since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.actions import bulk_verbs, writing
from dramac.commerce.catalog.actions.bulk import BATCH, BulkReport, Failure, Unfit
from dramac.commerce.catalog.actions.wholes import PARTS, VARIANTS, VariantRow, Whole, read
from dramac.commerce.catalog.models import Category, Undo
from dramac.kit.refusal import Refused
from dramac.kit.statements import batches, hold
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

UNDONE_WITHIN = timedelta(days=1)


class CannotUndo(Refused):
    """The change cannot be taken back: not_found, already_undone or too_late."""

    code = "not_found"


def undo(site: Site, undo_id: UUID, *, by: Actor, now: datetime) -> BulkReport:
    """Put back what a bulk change replaced, within a day. A product that was changed again since in what the bulk change
    touched, or that is gone, is left as it is and reported (changed_since). Raises CannotUndo."""
    with transaction.atomic():
        hold("catalogue", site.pk)
        row = _row(site, undo_id, now)
        restore = _restorers(site, now)[row.verb]
        parts = {bulk_verbs.STATUS: (), bulk_verbs.PRICES: (VARIANTS,)}.get(row.verb, PARTS)
        changed, unchanged, failures = 0, 0, []
        for keys in batches(map(UUID, row.before), BATCH):
            wholes = read(site.pk, keys, parts=parts)
            pairs: list[tuple[Whole | None, Whole]] = []
            for key in keys:
                before = wholes.get(key)
                after = restore(before, *row.before[str(key)]) if before else None
                if after is None:
                    failures.append(_failure(key, before))
                else:
                    pairs.append((before, after))
            changes = writing.write(site.pk, pairs, now=now)
            changed += len(changes)
            unchanged += len(pairs) - len(changes)
        Undo.objects.of(site).filter(pk=row.pk).update(undone_at=now)
        audit.write(
            site, by=by, action="products.undone", subject=f"undo:{row.pk}", now=now, details={"changed": changed}
        )
    return BulkReport(changed, unchanged, tuple(failures))


def _row(site: Site, undo_id: UUID, now: datetime) -> Undo:
    row = Undo.objects.of(site).filter(pk=undo_id).select_for_update().first()
    if row is None:
        raise CannotUndo(_("There is nothing to undo."))
    if row.undone_at:
        raise CannotUndo(_("This change was already undone."), code="already_undone")
    if now - row.created_at > UNDONE_WITHIN:
        raise CannotUndo(_("This change is more than a day old and cannot be undone any more."), code="too_late")
    return row


def _failure(key: UUID, whole: Whole | None) -> Failure:
    title = whole.row.title if whole else ""
    return Failure(key, title, "changed_since", str(_("It was changed again since, and stays as it is.")))


Restorer = Callable[[Whole, Any, Any], Whole | None]
"""The product before the bulk change, from what it is now and what the change kept before and after; None: changed since."""


def _restorers(site: Site, now: datetime) -> dict[str, Restorer]:
    categories: set[UUID] = set()

    def status(whole: Whole, before: Any, after: Any) -> Whole | None:
        try:
            return bulk_verbs.with_status(whole, before, now) if whole.row.status == after else None
        except Unfit:
            return None

    def tags(whole: Whole, before: Any, after: Any) -> Whole | None:
        return replace(whole, tags=tuple(before)) if sorted(whole.tags or ()) == after else None

    def placed(whole: Whole, before: Any, after: Any) -> Whole | None:
        if [str(key) for key in whole.categories or ()] != after:
            return None
        if not categories:
            categories.update(Category.objects.of(site).values_list("pk", flat=True))
        return replace(whole, categories=tuple(key for key in map(UUID, before) if key in categories))

    return {
        bulk_verbs.STATUS: status,
        bulk_verbs.PRICES: _prices,
        bulk_verbs.TAGS: tags,
        bulk_verbs.CATEGORIES: placed,
    }


def _prices(whole: Whole, before: Any, after: Any) -> Whole | None:
    now = bulk_verbs.kept_prices(whole)
    if any(now.get(key, value) != value for key, value in after.items()):
        return None

    def one(row: VariantRow) -> VariantRow:
        if row.is_archived or str(row.id) not in before:
            return row
        price, compare_at = before[str(row.id)]
        return row._replace(price=price, compare_at_price=compare_at)

    return replace(whole, variants=tuple(one(row) for row in whole.variants or ()))
