"""What a request carries once its site and its people are known; for type checkers and readers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Membership, Site


class SiteRequest(HttpRequest):
    """A request to a site's storefront or dashboard.

    `site` is always there; `membership` and `actor` on dashboard pages, where the frame has checked them. `now` is the one
    moment at which everything in the request happens.
    """

    site: Site  # type: ignore[assignment]  # the stubs keep the name for another package
    membership: Membership
    actor: Actor
    now: datetime
    htmx: HtmxDetails
    id: str
    customer: Any
    cart_count: int
