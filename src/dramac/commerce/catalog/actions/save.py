"""Saving a product as its editor or the API says it: the whole product, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.actions import addresses, drafting, words, writing
from dramac.commerce.catalog.actions.wholes import Whole, read
from dramac.commerce.catalog.models import Category
from dramac.commerce.catalog.rules import products, slugs, statuses
from dramac.commerce.catalog.rules.drafts import Problem, ProductDraft
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.kit.statements import hold
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class CannotSave(Refused):
    """The product cannot be as it was asked for; `problems` are all that is wrong, `sentences` the same in words, by
    field."""

    code = "invalid_product"

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(words.sentence(first), field=first.field)
        self.problems = tuple(problems)

    @property
    def sentences(self) -> dict[str, list[str]]:
        """What to say beside each field."""
        found: dict[str, list[str]] = {}
        for problem in self.problems:
            found.setdefault(problem.field, []).append(words.sentence(problem))
        return found


class Stale(Refused):
    """Someone else saved the product since it was read; nothing of theirs is overwritten. `current` is its version."""

    code = "stale"

    def __init__(self, current: int) -> None:
        super().__init__(_("Someone else has saved this product in the meantime. Load it again to see their changes."))
        self.current = current


class NoProduct(Refused):
    """The site has no such product."""

    code = "not_found"

    def __init__(self) -> None:
        super().__init__(_("This product no longer exists."))


@dataclass(frozen=True, slots=True)
class Saved:
    """A product after saving: its key, address and version, and whether anything was different."""

    product_id: UUID
    slug: str
    version: int
    is_changed: bool


def save_product(
    site: Site,
    draft: ProductDraft,
    *,
    by: Actor,
    now: datetime,
    product_id: UUID | None = None,
    version: int | None = None,
) -> Saved:
    """Make the product what the draft says, or create it (no `product_id`).

    Variants are kept by their keys; those that the draft does not name are archived, because stock and orders may refer
    to them, and come back when their combination is asked for again. An address that is taken gets a number; an address
    that changes leads to the new one. With `version`, Stale is raised if someone else saved meanwhile. Raises CannotSave
    with everything that is wrong, NoProduct for a key that the site does not have.
    """
    found = products.problems(draft)
    with transaction.atomic():
        hold("catalogue", site.pk)
        before = _before(site, product_id, version)
        found += drafting.problems(draft, before) + _category_problems(site, draft)
        status = draft.status or (before.row.status if before else statuses.DRAFT)
        if not found and (refusal := statuses.refusal(status, title=draft.title, variant_count=len(draft.variants))):
            found.append(Problem("status", refusal))
        if found:
            raise CannotSave(found)
        wanted = slugs.wanted(draft.slug, draft.title)
        if before and not draft.slug:
            wanted = before.row.slug
        slug = addresses.free_product_slug(site.pk, wanted, current=before.row.slug if before else "")
        after = drafting.drafted(draft, before, key=before.row.id if before else new_id(), slug=slug, now=now)
        changes = writing.write(site.pk, [(before, after)], now=now)
        if changes:
            _note(site, changes[0], by, now)
    row = changes[0].after.row if changes else after.row
    return Saved(row.id, row.slug, row.version, bool(changes))


def _before(site: Site, product_id: UUID | None, version: int | None) -> Whole | None:
    if product_id is None:
        return None
    before = read(site.pk, [product_id]).get(product_id)
    if before is None:
        raise NoProduct
    if version is not None and before.row.version != version:
        raise Stale(before.row.version)
    return before


def _category_problems(site: Site, draft: ProductDraft) -> list[Problem]:
    asked = set(draft.category_ids)
    known = Category.objects.of(site).filter(pk__in=asked).count() if asked else 0
    return [] if known == len(asked) else [Problem("category_ids", "unknown_category")]


def _note(site: Site, change: writing.Change, by: Actor, now: datetime) -> None:
    verb = "product.updated" if change.before else "product.created"
    details = {"title": change.after.row.title, "changed": list(change.names)}
    audit.write(site, by=by, action=verb, subject=f"product:{change.key}", now=now, details=details)
