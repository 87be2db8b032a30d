"""Loading what files bring: many products in a handful of statements, made or brought up to date, each by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.actions import category_paths, writing
from dramac.commerce.catalog.actions.loading import Loaded, Rejected, loaded
from dramac.commerce.catalog.actions.wholes import ProductRow, Whole, read
from dramac.commerce.catalog.models import Product, SlugRedirect
from dramac.commerce.catalog.rules import slugs
from dramac.commerce.catalog.rules.loads import LoadOutcome, LoadProblem, LoadReport, ProductLoad
from dramac.kit.ids import new_id
from dramac.kit.statements import batches, hold, plan_anew
from dramac.kit.text import slugify
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

BATCH = 500
MANY = 50
CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"


def load(site: Site, products: Sequence[ProductLoad], *, by: Actor, now: datetime) -> LoadReport:
    """Make or bring up to date these products, in one transaction; about thirty statements for each 500 of them.

    A product is found by its key, else by its address (one it had before will do), else it is new, a draft unless the
    file says otherwise. What is None stays as it is; variants and pictures that are not named stay. A product or variant
    that cannot be taken is reported with a code and the others go on; nothing is half taken. Loading the same again
    changes nothing and tells nobody. Amounts are minor units of the site's currency.
    """
    outcomes: list[LoadOutcome] = []
    with transaction.atomic():
        hold("catalogue", site.pk)
        for batch in batches(products, BATCH):
            outcomes += _load_some(site, batch, now)
        report = LoadReport(tuple(outcomes))
        counts = {state: report.count(state) for state in (CREATED, UPDATED, REFUSED)}
        if counts[CREATED] or counts[UPDATED]:
            audit.write(site, by=by, action="products.loaded", subject="catalogue", now=now, details=counts)
        if counts[CREATED] >= MANY:
            plan_anew()
    return report


def _load_some(site: Site, batch: Sequence[ProductLoad], now: datetime) -> list[LoadOutcome]:
    wanted = [slugs.wanted(load.slug, load.title or "") for load in batch]
    keys = _found(site, batch, wanted)
    wholes = read(site.pk, dict.fromkeys(key for key in keys if key))
    paths = {path for load in batch for path in load.categories or ()}
    categories = category_paths.ensured(site.pk, paths, now=now)
    made: dict[UUID, Loaded] = {}
    order: list[UUID | Rejected] = []
    fresh = {slug: ProductRow(new_id(), "", slug, now, now) for slug in wanted}
    for product, slug, key in zip(batch, wanted, keys, strict=True):
        before = wholes.get(key) if key else None
        start = before.row if before else fresh[slug]
        if start.id in made or (product.product_id and before is None):
            order.append(Rejected("same_product" if start.id in made else "not_found"))
            continue
        try:
            if not (key or slugify(product.slug) or slugify(product.title or "")):
                raise Rejected("no_address")
            made[start.id] = loaded(product, before, categories, start=start, now=now)
            order.append(start.id)
        except Rejected as rejected:
            order.append(rejected)
    return _written(site, wholes, made, order, now)


def _found(site: Site, batch: Sequence[ProductLoad], wanted: Sequence[str]) -> list[UUID | None]:
    """The key of each product that is there already: as the caller found it, by its address, by one that it had."""
    slugs_asked = [slug for load, slug in zip(batch, wanted, strict=True) if load.product_id is None]
    known = dict(Product.objects.of(site).filter(slug__in=slugs_asked).values_list("slug", "pk"))
    missing = [slug for slug in slugs_asked if slug not in known]
    moved: dict[str, UUID] = {}
    if missing:
        rows = SlugRedirect.objects.of(site).filter(kind="product", slug__in=missing)
        moved = dict(rows.values_list("slug", "target_id"))
    return [load.product_id or known.get(slug) or moved.get(slug) for load, slug in zip(batch, wanted, strict=True)]


def _written(
    site: Site,
    wholes: Mapping[UUID, Whole],
    made: Mapping[UUID, Loaded],
    order: Sequence[UUID | Rejected],
    now: datetime,
) -> list[LoadOutcome]:
    changes = writing.write(site.pk, [(wholes.get(key), result.whole) for key, result in made.items()], now=now)
    changed = {change.key for change in changes}
    outcomes = []
    for entry in order:
        if isinstance(entry, Rejected):
            outcomes.append(LoadOutcome(REFUSED, problems=(entry.problem,)))
            continue
        state = CREATED if entry not in wholes else UPDATED if entry in changed else UNCHANGED
        outcomes.append(_outcome(state, entry, made[entry]))
    return outcomes


def _outcome(state: str, key: UUID, result: Loaded) -> LoadOutcome:
    variants = result.variants
    problems: tuple[LoadProblem, ...] = tuple(result.problems)
    return LoadOutcome(state, key, tuple(variants.ids), variants.created, variants.updated, problems)
