"""Taking a key back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.api.models import ApiKey
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


def revoke_key(*, site: Site, key_id: UUID, by: Actor, now: datetime) -> ApiKey:
    """The key opens nothing from now on, in every process. Revoking it again changes nothing.

    Raises ApiKey.DoesNotExist for a key that is not the site's.
    """
    with transaction.atomic():
        key = ApiKey.objects.of(site).select_for_update().get(pk=key_id)
        if key.revoked_at is None:
            key.revoked_at = now
            key.save(update_fields=["revoked_at"])
            details = {"name": key.name}
            audit.write(site, by=by, action="api.key_revoked", subject=f"key:{key.pk}", now=now, details=details)
    return key
