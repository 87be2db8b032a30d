"""Classes of goods that are taxed alike."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dramac.commerce.tax.models import TaxClass, TaxRate
from dramac.commerce.tax.rules import STANDARD
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line, slugify
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class ClassRefused(Refused):
    """The tax class cannot be what was asked for."""

    code = "tax_class_refused"


@transaction.atomic
def open_classes(*, site: Site) -> None:
    """Give a new site the classes nearly every shop needs: standard, reduced and zero. Doing it twice changes nothing."""
    names = {STANDARD: gettext("Standard"), "reduced": gettext("Reduced"), "zero": gettext("Zero")}
    rows = [TaxClass(site=site, key=key, name=name) for key, name in names.items()]
    TaxClass.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def add_class(*, site: Site, name: str, by: Actor, now: datetime) -> TaxClass:
    """Tax some goods on their own; the class gets a key made of its name. Raises ClassRefused."""
    kept = _named(name)
    key = slugify(kept, 40)
    if not key or TaxClass.objects.of(site).filter(key=key).exists():
        raise ClassRefused(_("Another class has this name."), field="name", code="name_taken")
    made = TaxClass.objects.create(site=site, key=key, name=kept)
    audit.write(site, by=by, action="tax.class_added", subject=f"tax_class:{key}", now=now)
    return made


@transaction.atomic
def rename_class(*, site: Site, key: str, name: str, by: Actor, now: datetime) -> TaxClass:
    """Call a class by another name; its key, which products refer to, stays. Raises ClassRefused."""
    found = _locked(site, key)
    found.name = _named(name)
    found.save(update_fields=["name"])
    audit.write(site, by=by, action="tax.class_renamed", subject=f"tax_class:{key}", now=now)
    return found


@transaction.atomic
def remove_class(*, site: Site, key: str, used_by: int, by: Actor, now: datetime) -> None:
    """Forget a class. Raises ClassRefused for the standard one, and while rates or products (`used_by` of them) need it."""
    found = _locked(site, key)
    if key == STANDARD:
        raise ClassRefused(_("The standard class is needed by every shop."), code="class_is_standard")
    if used_by:
        raise ClassRefused(_("Give its products another class first."), code="class_in_use")
    if TaxRate.objects.of(site).filter(tax_class=key).exists():
        raise ClassRefused(_("Remove its rates first."), code="class_in_use")
    found.delete()
    audit.write(site, by=by, action="tax.class_removed", subject=f"tax_class:{key}", now=now)


def _named(name: str) -> str:
    kept = one_line(name)
    if not kept or len(kept) > 120:
        raise ClassRefused(_("Give the class a name of at most 120 characters."), field="name")
    return kept


def _locked(site: Site, key: str) -> TaxClass:
    found = TaxClass.objects.of(site).select_for_update().filter(key=key).first()
    if found is None:
        raise ClassRefused(_("There is no such tax class."), code="unknown_tax_class")
    return found
