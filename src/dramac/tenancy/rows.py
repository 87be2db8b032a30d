"""The shape every row of a site has: a time-ordered key, a site, and querysets that begin by naming the site."""

from __future__ import annotations

from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models

from dramac.kit.ids import new_id
from dramac.tenancy.fields import SiteField

Row = TypeVar("Row", bound=models.Model, covariant=True)


class SiteQuerySet(models.QuerySet[Row]):
    """A queryset that starts with `of(site)`: rows of one site, never of two."""

    def of(self, site: Any) -> Self:
        """The rows of `site` (a Site or its key)."""
        return self.filter(site_id=site if isinstance(site, UUID) else site.pk)


class SiteRow(models.Model):
    """A row that belongs to a site."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = SiteField()

    class Meta:
        abstract = True
