"""The one way in which a single product gets another status."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.actions import words, writing
from dramac.commerce.catalog.actions.bulk import Unfit
from dramac.commerce.catalog.actions.bulk_verbs import with_status
from dramac.commerce.catalog.actions.save import NoProduct
from dramac.commerce.catalog.actions.wholes import read
from dramac.commerce.catalog.rules.drafts import Problem
from dramac.kit.refusal import Refused
from dramac.kit.statements import hold
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class CannotChangeStatus(Refused):
    """The product may not have this status: no_variants or unknown_status."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(words.sentence(problem), field=problem.field, code=problem.code)


def change_status(site: Site, product_id: UUID, status: str, *, by: Actor, now: datetime) -> None:
    """Give the product a status; nothing happens if it has it. Raises CannotChangeStatus, NoProduct."""
    with transaction.atomic():
        hold("catalogue", site.pk)
        before = read(site.pk, [product_id], parts=()).get(product_id)
        if before is None:
            raise NoProduct
        try:
            after = with_status(before, status, now)
        except Unfit as unfit:
            raise CannotChangeStatus(unfit.problem) from unfit
        if writing.write(site.pk, [(before, after)], now=now):
            details = {"title": after.row.title, "status": status}
            audit.write(site, by=by, action="product.status", subject=f"product:{product_id}", now=now, details=details)
