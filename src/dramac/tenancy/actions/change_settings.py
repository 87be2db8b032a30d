"""Changing the settings of one area of a shop."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dramac.kit.outbox import publish
from dramac.kit.settings import Settings, read, written
from dramac.tenancy import audit, queries
from dramac.tenancy.actors import Actor
from dramac.tenancy.events import SiteEdited
from dramac.tenancy.models import Site


def change_settings(*, site: Site, settings: Settings, by: Actor, now: datetime) -> Site:
    """Let these settings hold for their area from now on; what stays the same is not written.

    Other web processes learn of it within half a minute.
    """
    with transaction.atomic():
        kept = Site.objects.select_for_update().get(pk=site.pk)
        before, after = written(read(type(settings), kept.settings)), written(settings)
        changed = {name: [before[name], value] for name, value in after.items() if before[name] != value}
        if changed:
            kept.settings = {**kept.settings, settings.area: after}
            kept.save(update_fields=["settings"])
            subject = f"settings:{settings.area}"
            audit.write(kept, by=by, action="site.settings_changed", subject=subject, now=now, details=changed)
            publish(SiteEdited(site_id=kept.pk, occurred_at=now, changed=(subject,)))
    queries.forget(kept)
    return kept
