"""What the buttons of a product do: publish, put away and back, copy, remove, and fetch a picture again."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import permissions, queries
from dramac.commerce.catalog.actions import CannotRemove
from dramac.commerce.catalog.queries import EditableProduct
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.text import one_line
from dramac.tenancy.requests import SiteRequest

LONGEST_TITLE = 255


@page(needs=permissions.EDIT, methods=("POST",))
def publication(request: SiteRequest, product_id: UUID) -> HttpResponse:
    """Let shoppers see the product."""
    _found(request, product_id)
    catalog.publish_product(request.site, product_id, by=request.actor, now=request.now)
    return done(request, _("Shoppers can see this product now."), to=_at(request, product_id))


@page(needs=permissions.EDIT, methods=("POST",))
def archiving(request: SiteRequest, product_id: UUID) -> HttpResponse:
    """Put the product away."""
    before = _found(request, product_id).draft.status
    catalog.archive_product(request.site, product_id, by=request.actor, now=request.now)
    back = "catalog:publication" if before == "active" else "catalog:unarchiving"
    undo = here(request, back, product_id=product_id)
    return done(request, _("The product was archived."), to=_at(request, product_id), undo=undo)


@page(needs=permissions.EDIT, methods=("POST",))
def unarchiving(request: SiteRequest, product_id: UUID) -> HttpResponse:
    """Take the product back as a draft."""
    _found(request, product_id)
    catalog.unarchive_product(request.site, product_id, by=request.actor, now=request.now)
    return done(request, _("The product is a draft again."), to=_at(request, product_id))


@page(needs=permissions.EDIT, methods=("POST",))
def duplication(request: SiteRequest, product_id: UUID) -> HttpResponse:
    """Make a draft of a new product that is as this one, without its codes and pictures."""
    draft = _found(request, product_id).draft
    title = one_line(_("Copy of %(title)s") % {"title": draft.title})[:LONGEST_TITLE]
    variants = tuple(replace(one, id=None, image_id=None, sku="", barcode="") for one in draft.variants)
    copy = replace(draft, title=title, slug="", status="draft", variants=variants)
    saved = catalog.save_product(request.site, copy, by=request.actor, now=request.now)
    told = _("This is the copy, a draft. Its SKUs, barcodes and pictures were left out.")
    return done(request, told, to=_at(request, saved.product_id))


@page(needs=permissions.EDIT, methods=("POST",))
def retrial(request: SiteRequest, product_id: UUID, image_id: UUID) -> HttpResponse:
    """Fetch a picture again that failed."""
    if image_id not in {one.id for one in _found(request, product_id).pictures}:
        raise Http404
    catalog.retry_image(request.site, product_id, image_id, by=request.actor, now=request.now)
    return done(request, _("The picture will be tried again."), to=_at(request, product_id))


class RemovalForm(SiteForm):
    """The title, typed, before a product is removed for good."""

    typed = TextField(label=_("Title of the product"), max_length=LONGEST_TITLE)

    def __init__(self, *args: object, title: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        self.title = title
        self.fields["typed"].label = _("Type “%(words)s” to confirm") % {"words": title}

    def clean_typed(self) -> str:
        """It must be the title."""
        typed = str(self.cleaned_data["typed"])
        if one_line(typed) != self.title:
            raise forms.ValidationError(_("This is not the product's title."))
        return typed


@page(needs=permissions.REMOVE)
def removal(request: SiteRequest, product_id: UUID) -> HttpResponse:
    """Remove a product that was never sold or stocked, after its title was typed."""
    product = _found(request, product_id)
    form = RemovalForm(sent(request), site=request.site, title=product.draft.title)
    if request.method == "POST" and form.is_valid():
        try:
            catalog.remove_product(request.site, product_id, by=request.actor, now=request.now)
        except CannotRemove as refusal:
            refuse(form, refusal)
        else:
            told = _("“%(title)s” was removed.") % {"title": product.draft.title}
            return done(request, told, to=here(request, "catalog:index"))
    return show(request, "commerce/catalog/dashboard/removal.html", form=form, product=product)


def _found(request: SiteRequest, product_id: UUID) -> EditableProduct:
    found = queries.product_for_editing(request.site, product_id)
    if found is None:
        raise Http404
    return found


def _at(request: SiteRequest, product_id: UUID) -> str:
    return here(request, "catalog:product", product_id=product_id)
