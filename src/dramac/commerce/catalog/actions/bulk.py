"""One change for many products: those named, or all that a filter means. What it replaced can be taken back for a day."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.actions import words, writing
from dramac.commerce.catalog.actions.wholes import Whole, read
from dramac.commerce.catalog.models import Undo
from dramac.commerce.catalog.queries.index import IndexFilters, products_for_index
from dramac.commerce.catalog.rules.drafts import Problem
from dramac.kit.statements import batches, hold
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

BATCH = 500


@dataclass(frozen=True, slots=True)
class Selection:
    """Which products a bulk change means: those with these keys, or all that the filters mean when it runs."""

    ids: tuple[UUID, ...] = ()
    filters: IndexFilters | None = None

    def keys(self, site: Site) -> list[UUID]:
        """Their keys, in order. One statement."""
        found = products_for_index(site, self.filters)
        if self.filters is None:
            found = found.filter(pk__in=self.ids)
        return list(found.order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Failure:
    """A product that was left as it was, and why."""

    product_id: UUID
    title: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What a bulk change did: how many products it changed and found as they should be, which it left out and why, and
    the key by which it can be taken back (None when nothing changed)."""

    changed: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()
    undo_id: UUID | None = None


class Unfit(Exception):
    """A product cannot take the change; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Verb:
    """A bulk change: its name, the parts of products it reads, what it makes of one (or raises Unfit), and what of a
    product it replaces, as JSON, so that it can be put back."""

    name: str
    parts: Collection[str]
    apply: Callable[[Whole], Whole]
    kept: Callable[[Whole], Any]


@dataclass(slots=True)
class _Tally:
    changed: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    replaced: dict[str, Any] = field(default_factory=dict)


def change(site: Site, selection: Selection, verb: Verb, *, by: Actor, now: datetime, label: str) -> BulkReport:
    """Carry the verb out on every product of the selection in one transaction, in statements for 500 products each.

    A product that cannot take it is left as it was and reported; the others go on. `label` is what the undo is called.
    """
    tally = _Tally()
    with transaction.atomic():
        hold("catalogue", site.pk)
        for keys in batches(selection.keys(site), BATCH):
            _change_some(site, list(read(site.pk, keys, parts=verb.parts).values()), verb, tally, now)
        undo = _keep(site, verb, tally, by=by, now=now, label=label) if tally.changed else None
    return BulkReport(tally.changed, tally.unchanged, tuple(tally.failures), undo)


def _change_some(site: Site, wholes: list[Whole], verb: Verb, tally: _Tally, now: datetime) -> None:
    pairs: list[tuple[Whole | None, Whole]] = []
    for whole in wholes:
        try:
            pairs.append((whole, verb.apply(whole)))
        except Unfit as unfit:
            row = whole.row
            tally.failures.append(Failure(row.id, row.title, unfit.problem.code, words.sentence(unfit.problem)))
    changes = writing.write(site.pk, pairs, now=now)
    tally.changed += len(changes)
    tally.unchanged += len(pairs) - len(changes)
    for made in changes:
        assert made.before is not None
        tally.replaced[str(made.key)] = [verb.kept(made.before), verb.kept(made.after)]


def _keep(site: Site, verb: Verb, tally: _Tally, *, by: Actor, now: datetime, label: str) -> UUID:
    row = Undo.objects.create(
        site=site, label=label[:200], verb=verb.name, before=tally.replaced, made_by=str(by)[:160], created_at=now
    )
    details = {"changed": tally.changed, "refused": len(tally.failures)}
    audit.write(site, by=by, action=f"products.{verb.name}", subject=f"undo:{row.pk}", now=now, details=details)
    return row.pk
