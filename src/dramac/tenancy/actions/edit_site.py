"""Changing a site's particulars."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dramac.kit.outbox import publish
from dramac.tenancy import audit, queries
from dramac.tenancy.actions.particulars import CannotEditSite, check_particulars
from dramac.tenancy.actors import Actor
from dramac.tenancy.events import SiteEdited
from dramac.tenancy.models import Site

EDITABLE = frozenset(
    [
        "name",
        "contact_email",
        "contact_phone",
        "postal_address",
        "tagline",
        "time_zone",
        "locale",
        "country",
        "prices_include_tax",
    ]
)
"""What may be changed later. The short name stands in addresses, and amounts that were booked are of the currency."""


def edit_site(*, site: Site, by: Actor, now: datetime, **particulars: object) -> Site:
    """Change some of EDITABLE; what stays the same is not written. Times already stored keep their moment.

    Raises CannotEditSite, naming the field, for a value that cannot be, or a particular that stays for good.
    """
    if fixed := sorted(set(particulars) - EDITABLE):
        raise CannotEditSite(f"{fixed[0]} stays as it is.", field=fixed[0])
    check_particulars(particulars)
    with transaction.atomic():
        kept = Site.objects.select_for_update().get(pk=site.pk)
        changed = {name: value for name, value in particulars.items() if getattr(kept, name) != value}
        if changed:
            before = {name: getattr(kept, name) for name in changed}
            for name, value in changed.items():
                setattr(kept, name, value)
            kept.save(update_fields=list(changed))
            details = {name: [before[name], value] for name, value in changed.items()}
            audit.write(kept, by=by, action="site.edited", subject=f"site:{kept.pk}", now=now, details=details)
            publish(SiteEdited(site_id=kept.pk, occurred_at=now, changed=tuple(sorted(changed))))
    queries.forget(kept)
    return kept
