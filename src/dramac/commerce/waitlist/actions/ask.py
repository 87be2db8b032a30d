"""A shopper asks to be told when something is back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import SaleVariant
from dramac.commerce.customers import queries as customers
from dramac.commerce.customers.rules import email_key, is_email
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.waitlist import queries
from dramac.commerce.waitlist.events import RestockRequested
from dramac.commerce.waitlist.models import OPEN, RestockRequest
from dramac.commerce.waitlist.tokens import token_digest
from dramac.kit import throttle
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.models import Site

HOUR = timedelta(hours=1)
AN_HOUR, AN_HOUR_FROM_ONE_PLACE = 20, 60


class CannotAsk(Refused):
    """The wish is not kept. Codes: bad_email, unknown_variant, in_stock, not_offered."""

    code = "not_offered"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the address the one e-mail goes to, who is signed in, their language, and from where the request came."""

    email: str
    customer_id: UUID | None = None
    locale: str = ""
    ip: str = ""


def ask(*, site: Site, variant_id: UUID, asking: Asking, now: datetime) -> RestockRequest:
    """Keep the wish to be told once, or find it kept: asking twice is one wish. Raises CannotAsk, TooMany.

    Whether an address was known before makes no difference to the answer.
    """
    if not queries.is_offered(site):
        raise CannotAsk(_("This shop does not write when something is back."))
    if not is_email(asking.email):
        raise CannotAsk(_("Give an e-mail address such as ann@example.com."), field="email", code="bad_email")
    key = email_key(asking.email)
    _slow_down(site, f"address:{key}", AN_HOUR, now)
    _slow_down(site, f"place:{asking.ip}" if asking.ip else "", AN_HOUR_FROM_ONE_PLACE, now)
    variant = _sold_out(site, variant_id)
    with transaction.atomic():
        return _keep(site, variant, asking, now)


def _keep(site: Site, variant: SaleVariant, asking: Asking, now: datetime) -> RestockRequest:
    key, request_id = email_key(asking.email), new_id()
    known = customers.by_email(site, asking.email)
    # An address belongs to whom we know it of; somebody who is signed in may wait under another one.
    owner = known.pk if known else asking.customer_id
    row, is_new = (
        RestockRequest.objects.of(site)
        .filter(OPEN)
        .get_or_create(
            variant_id=variant.id,
            email_key=key,
            defaults={
                "id": request_id,
                "site": site,
                "customer_id": owner,
                "email": asking.email.strip(),
                "locale": one_line(asking.locale)[:16],
                "digest": token_digest(request_id),
                "created_at": now,
                "sent_at": None,
                "cancelled_at": None,
            },
        )
    )
    if is_new:
        told = {"request_id": row.pk, "product_id": variant.product_id, "variant_id": variant.id}
        people = queries.waiting(site, [variant.id]).get(variant.id, 0)
        publish(RestockRequested(site_id=site.pk, occurred_at=now, waiting=people, **told))
    return row


def _sold_out(site: Site, variant_id: UUID) -> SaleVariant:
    variant = catalog.variants_for_sale(site, [variant_id]).get(variant_id)
    if variant is None or not variant.is_on_sale:
        raise CannotAsk(_("This is not sold here any more."), field="variant_id", code="unknown_variant")
    left = inventory.availability(site, [variant_id])[variant_id]
    if variant.can_be_sold(left) != 0:
        raise CannotAsk(_("Good news: it is in stock. You can buy it now."), field="variant_id", code="in_stock")
    return variant


def _slow_down(site: Site, key: str, most: int, now: datetime) -> None:
    if not key:
        return
    tries, wait = throttle.count(f"restock:{site.pk.hex}:{key}", per=HOUR, now=now)
    if tries > most:
        raise throttle.TooMany(_("Too many requests. Try again later."), wait)
