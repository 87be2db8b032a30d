"""Writing the shop's own pages: policies and what else shoppers should read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.kit.outbox import publish
from dramac.tenancy import audit, queries
from dramac.tenancy.actions.particulars import CannotEditSite
from dramac.tenancy.actors import Actor
from dramac.tenancy.events import SiteEdited
from dramac.tenancy.models import Site

LONGEST_PAGE = 60_000
LONGEST_TITLE = 120


def edit_page(*, site: Site, name: str, title: str, html: str, by: Actor, now: datetime) -> Site:
    """Let a page say this; an empty text leaves what stands there until the page is written. What the text is made of is
    judged where it is shown. Raises CannotEditSite for one that is too long."""
    if len(html) > LONGEST_PAGE or len(title) > LONGEST_TITLE:
        raise CannotEditSite(_("This is too long."), field="html" if len(html) > LONGEST_PAGE else "title")
    with transaction.atomic():
        kept = Site.objects.select_for_update().get(pk=site.pk)
        said = {"title": title.strip(), "html": html.strip()}
        pages = {key: page for key, page in kept.pages.items() if key != name}
        if any(said.values()):
            pages[name] = said
        if pages != kept.pages:
            kept.pages = pages
            kept.save(update_fields=["pages"])
            audit.write(kept, by=by, action="site.page_written", subject=f"page:{name}", now=now)
            publish(SiteEdited(site_id=kept.pk, occurred_at=now, changed=(f"page:{name}",)))
    queries.forget(kept)
    return kept
