"""Two people saved one product: what the other one made of it beside what is in this form, so that nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.catalog.actions import ProductDraft, VariantDraft
from dramac.commerce.catalog.rules.descriptions import text_of
from dramac.kit.money import Minor, Money
from dramac.tenancy.models import Site
from dramac.ui.formats import money
from dramac.ui.statuses import STATUSES

TEXTS = {
    "title": _("Title"),
    "description_html": _("Description"),
    "status": _("Status"),
    "vendor": _("Vendor"),
    "product_type": _("Type"),
    "tax_class": _("Tax class"),
    "seo_title": _("Page title"),
    "seo_description": _("Page description"),
    "slug": _("Address"),
}
SHORT = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which both differ."""

    label: str
    theirs: str
    mine: str


def differences(site: Site, theirs: ProductDraft, mine: ProductDraft) -> list[Difference]:
    """Where what is saved differs from what was typed, in the order of the form."""
    found = [
        Difference(str(label), _short(name, getattr(theirs, name)), _short(name, getattr(mine, name)))
        for name, label in TEXTS.items()
        if getattr(theirs, name) != getattr(mine, name) and getattr(mine, name) is not None
    ]
    if set(theirs.tags) != set(mine.tags):
        found.append(Difference(str(_("Tags")), ", ".join(theirs.tags), ", ".join(mine.tags)))
    if set(theirs.category_ids) != set(mine.category_ids):
        counts = [ngettext("%(n)s category", "%(n)s categories", len(one.category_ids)) % {"n": len(one.category_ids)}
                  for one in (theirs, mine)]  # fmt: skip
        found.append(Difference(str(_("Categories")), *counts))
    return found + _variants(site, theirs.variants, mine.variants)


def _variants(site: Site, theirs: tuple[VariantDraft, ...], mine: tuple[VariantDraft, ...]) -> list[Difference]:
    known = {variant.id: variant for variant in theirs}
    found = []
    if len(theirs) != len(mine):
        found.append(Difference(str(_("Variants")), str(len(theirs)), str(len(mine))))
    for variant in mine:
        other = known.get(variant.id)
        if other and other.price != variant.price:
            label = " / ".join(variant.values) or str(_("Price"))
            found.append(Difference(label, _amount(site, other.price), _amount(site, variant.price)))
    return found[:20]


def _amount(site: Site, minor: Minor) -> str:
    return money(Money(minor, site.currency))


def _short(name: str, value: str | None) -> str:
    text = " ".join(text_of(value or "").split()) if name == "description_html" else value or ""
    if name == "status" and text in STATUSES:
        text = str(STATUSES[text].label)
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
