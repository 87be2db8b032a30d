"""Everything that other modules may ask about customers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dramac.commerce.customers.events import CustomerSnapshot
from dramac.commerce.customers.models import Customer, CustomerAddress, CustomerSession, CustomerTag
from dramac.commerce.customers.rules import AccountSettings, email_key
from dramac.kit.ids import digest_of
from dramac.kit.settings import read
from dramac.kit.text import one_line
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

__all__ = [
    "Customer",
    "CustomerAddress",
    "CustomerFilter",
    "address",
    "addresses",
    "by_email",
    "by_session",
    "get",
    "has_tag",
    "index",
    "search",
    "snapshot",
    "tags",
    "tags_of",
]


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers: by words of name, e-mail or phone; with an account; who accept marketing. None means either."""

    text: str = ""
    has_account: bool | None = None
    accepts_marketing: bool | None = None

    def as_q(self) -> Q:
        """The filter as a condition on customers."""
        exact = {"has_account": self.has_account, "accepts_marketing": self.accepts_marketing}
        found = Q(**{name: value for name, value in exact.items() if value is not None})
        for word in one_line(self.text)[:100].split()[:5]:
            found &= Q(name__icontains=word) | Q(email_key__icontains=word.lower()) | Q(phone__contains=word)
        return found


def get(site: Site, customer_id: UUID) -> Customer | None:
    """The customer with this key, unless erased. One statement."""
    return Customer.objects.of(site).filter(pk=customer_id, erased_at=None).first()


def by_email(site: Site, email: str) -> Customer | None:
    """The customer known by this address, however it is capitalised. One statement."""
    return Customer.objects.of(site).filter(email_key=email_key(email)).first()


def by_session(site: Site, secret: str, now: datetime) -> Customer | None:
    """Who is signed in with this secret of a cookie; nobody when it is unknown, ended or of another site, nor while the
    shop has no accounts. One statement."""
    if not secret or len(secret) > 100 or not read(AccountSettings, site.settings).accounts:
        return None
    session = (
        CustomerSession.objects.of(site)
        .filter(digest=digest_of(secret), expires_at__gt=now, customer__erased_at=None)
        .select_related("customer")
        .first()
    )
    return session.customer if session else None


def index(site: Site, wanted: CustomerFilter | None = None) -> SiteQuerySet[Customer]:
    """Customers for an index, newest first; erased ones are not shown. No statement yet."""
    condition = (wanted or CustomerFilter()).as_q()
    return Customer.objects.of(site).filter(condition, erased_at=None).order_by("-created_at", "id")


def search(site: Site, text: str, *, limit: int = 6) -> list[Customer]:
    """Customers whose name, e-mail or phone has the words, for the palette. One statement."""
    return list(index(site, CustomerFilter(text=text))[:limit]) if text.strip() else []


def addresses(site: Site, customer_id: UUID) -> list[CustomerAddress]:
    """The addresses a customer keeps, the default one first. One statement."""
    found = CustomerAddress.objects.of(site).filter(customer_id=customer_id)
    return list(found.order_by("-is_default", "id"))


def address(site: Site, address_id: UUID) -> CustomerAddress | None:
    """A kept address with its customer, unless they were erased. One statement."""
    found = CustomerAddress.objects.of(site).filter(pk=address_id, customer__erased_at=None)
    return found.select_related("customer").first()


def tags_of(site: Site, customer_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The tags of each of these customers, by the alphabet; those without are left out. One statement."""
    rows = CustomerTag.objects.of(site).filter(customer_id__in=list(customer_ids)).order_by("tag")
    found: dict[UUID, list[str]] = {}
    for customer_id, tag in rows.values_list("customer_id", "tag"):
        found.setdefault(customer_id, []).append(tag)
    return found


def has_tag(tags: Iterable[str]) -> Q:
    """Customers with any of these tags, as a condition on customers of a site."""
    rows = CustomerTag.objects.filter(site_id=OuterRef("site_id"), customer_id=OuterRef("pk"), tag__in=list(tags))
    return Q(Exists(rows))


def tags(site: Site) -> list[str]:
    """Every tag that some customer has, by the alphabet, at most two hundred. One statement."""
    rows = CustomerTag.objects.of(site).values_list("tag", flat=True)
    return list(rows.distinct().order_by("tag")[:200])


def snapshot(customer: Customer) -> CustomerSnapshot:
    """The customer as a fact tells of them. No statement."""
    return CustomerSnapshot(
        id=customer.pk,
        email=customer.email,
        name=customer.name,
        phone=customer.phone,
        locale=customer.locale,
        accepts_marketing=customer.accepts_marketing,
        has_account=customer.has_account,
        created_at=customer.created_at,
        version=customer.version,
    )
