"""The fields of a product that stand once, whatever its variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.actions import ProductDraft, VariantDraft
from dramac.commerce.catalog.dashboard import choosing
from dramac.commerce.catalog.dashboard.editor.grid import Flags
from dramac.commerce.catalog.rules import formatting
from dramac.commerce.catalog.rules.descriptions import LONGEST
from dramac.commerce.tax import queries as tax
from dramac.dashboard.forms import SiteForm, TagsField, TextField
from dramac.tenancy.models import Site
from dramac.ui.statuses import STATUSES

FLAGS = ("requires_shipping", "is_taxable", "tracks_stock", "sells_when_out", "is_preorder")
FLAG_LABELS = {
    "requires_shipping": _("This product is shipped"),
    "is_taxable": _("Charge tax on this product"),
    "tracks_stock": _("Track stock"),
    "sells_when_out": _("Keep selling when out of stock"),
    "is_preorder": _("It is not released yet: sell it as a pre-order, not as a back-order"),
}
TEXT, HTML = "text", "html"


class ProductForm(SiteForm):
    """A product without its options, variants and pictures."""

    title = TextField(label=_("Title"), max_length=255)
    description = TextField(label=_("Description"), max_length=LONGEST, rows=9, required=False)
    description_format = forms.ChoiceField(choices=((TEXT, TEXT), (HTML, HTML)), widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=_("Status"), choices=[(key, STATUSES[key].label) for key in ("active", "draft", "archived")]
    )
    category_ids = forms.TypedMultipleChoiceField(
        label=_("Categories"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    vendor = TextField(label=_("Vendor"), max_length=255, required=False)
    product_type = TextField(label=_("Type"), max_length=255, required=False)
    tags = TagsField(label=_("Tags"), most=250, longest=255, required=False, help_text=_("Separate several by commas."))
    tax_class = forms.ChoiceField(label=_("Tax class"))
    seo_title = TextField(label=_("Page title"), max_length=200, required=False)
    seo_description = TextField(label=_("Page description"), max_length=400, rows=3, required=False)
    slug = TextField(label=_("Address"), max_length=200, required=False)
    stock_reason = TextField(label=_("Reason for the change of stock"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, mixed: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = choosing.categories(self.site)
        _offer(self.fields["category_ids"], [(one.key, one.label) for one in self.categories])
        _offer(self.fields["tax_class"], _tax_classes(self.site, str(self.initial.get("tax_class", ""))))
        for name in FLAGS:
            self.fields[name] = _flag(name, is_mixed=name in mixed)

    def flags(self, before: Flags) -> Flags:
        """The flags of a variant: as the form says for all of them, or as they were where it says that they differ."""
        said = {name: self.cleaned_data[name] for name in FLAGS}
        return Flags(
            **{name: getattr(before, name) if now == "" else now in (True, "on") for name, now in said.items()}
        )

    def draft(self, variants: tuple[VariantDraft, ...], **parts: Any) -> ProductDraft:
        """The whole product, for the action."""
        data = self.cleaned_data
        plain = ("title", "status", "vendor", "product_type", "tax_class", "seo_title", "seo_description", "slug")
        is_text = data["description_format"] == TEXT
        return ProductDraft(
            variants=variants,
            description_html=formatting.to_html(data["description"]) if is_text else data["description"],
            category_ids=tuple(data["category_ids"]),
            tags=tuple(data["tags"]),
            **{name: data[name] for name in plain},
            **parts,
        )


def start(draft: ProductDraft, version: int | None) -> dict[str, Any]:
    """What the form holds at first."""
    text = formatting.to_text(draft.description_html)
    names = ("title", "vendor", "product_type", "tax_class", "seo_title", "seo_description", "slug")
    flags = {name: flag_of(name, draft.variants) for name in FLAGS}
    return {
        **{name: getattr(draft, name) for name in names},
        **flags,
        "status": draft.status or "draft",
        "tags": list(draft.tags),
        "category_ids": [str(key) for key in draft.category_ids],
        "description": draft.description_html if text is None else text,
        "description_format": HTML if text is None else TEXT,
        "version": version,
    }


def typed(form: ProductForm, data: QueryDict) -> dict[str, Any]:
    """What was typed, as it was typed, for a form that is only drawn anew and judges nothing."""
    empty: Mapping[str, Any] = {}
    return {name: field.widget.value_from_datadict(data, empty, name) for name, field in form.fields.items()}


def flag_of(name: str, variants: Sequence[VariantDraft]) -> bool | str:
    """A flag of all variants; an empty text where they differ."""
    found = {getattr(variant, name) for variant in variants}
    return found.pop() if len(found) == 1 else "" if found else bool(getattr(Flags(), name))


def mixed_in(flags: Sequence[Flags]) -> list[str]:
    """The flags in which variants differ."""
    return [name for name in FLAGS if len({getattr(one, name) for one in flags}) > 1]


def _flag(name: str, *, is_mixed: bool) -> forms.Field:
    label = FLAG_LABELS[name]
    if not is_mixed:
        return forms.BooleanField(label=label, required=False)
    choices = (("", _("Differs between variants")), ("on", _("Yes, all variants")), ("off", _("No, no variant")))
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _tax_classes(site: Site, current: str) -> list[tuple[str, Any]]:
    """The classes of goods; one that a product has and the shop no longer knows stays choosable."""
    found: list[tuple[str, Any]] = [(kind.key, kind.name) for kind in tax.classes(site)]
    known = [key for key, _name in found]
    if "standard" not in known:
        found.insert(0, ("standard", _("Standard")))
    return found if not current or current in (*known, "standard") else [*found, (current, current)]


def _offer(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
