"""Background work of imports."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from dramac.commerce.importing import actions
from dramac.commerce.importing.events import ImportStarted
from dramac.kit.clock import utc_now
from dramac.kit.facts import Event
from dramac.tenancy import queries as tenancy
from dramac.tenancy.actors import Actor


def begin(event: Event, event_id: UUID) -> None:
    """Listener of ImportStarted: put the import in the queue of background work."""
    if isinstance(event, ImportStarted):
        bring_file.enqueue(str(event.site_id), str(event.run_id), event.by)


@task
def bring_file(site_id: str, run_id: str, by: str) -> None:
    """Bring an uploaded file in; doing it twice changes nothing the second time."""
    site = tenancy.site_by_id(UUID(site_id))
    actions.bring(site=site, run_id=UUID(run_id), by=Actor("staff", by), now=utc_now())
