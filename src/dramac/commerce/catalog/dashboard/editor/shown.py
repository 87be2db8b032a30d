"""What the editor's page shows beside the form itself: margin, search preview, neighbours in the list, words in use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dramac.commerce.catalog import permissions, queries
from dramac.commerce.catalog.actions import ProductDraft
from dramac.commerce.catalog.dashboard.editor.around import Around, around
from dramac.commerce.catalog.dashboard.editor.conflict import Difference, differences
from dramac.commerce.catalog.dashboard.editor.state import Editing
from dramac.commerce.catalog.rules.descriptions import safe_html, text_of
from dramac.commerce.catalog.rules.formatting import to_html
from dramac.commerce.catalog.rules.slugs import wanted
from dramac.commerce.inventory import permissions as stock
from dramac.kit.money import Money
from dramac.tenancy.addresses import shop_page
from dramac.tenancy.requests import SiteRequest
from dramac.ui.formats import money, percent

PREVIEW = 155


def context(request: SiteRequest, editing: Editing) -> dict[str, Any]:
    """Everything else that the page needs. Up to six statements."""
    product = editing.product
    return {
        "product": product,
        "form": editing.form,
        "rows": editing.variants,
        "stock": editing.stock,
        "choices": queries.choices(request.site),
        "around": around(request, product.id) if product else Around("", "", ""),
        "may_edit": request.membership.may(permissions.EDIT),
        "may_remove": request.membership.may(permissions.REMOVE),
        "may_adjust": request.membership.may(stock.ADJUST),
        "errors": editing.summary(),
        "margin": _margin(editing),
        "preview": _preview(request, editing),
        "shop_address": _shop_address(request, editing),
    }


def conflicting(request: SiteRequest, editing: Editing, mine: ProductDraft) -> tuple[Editing, list[Difference]]:
    """The same form, now built on the newest version, and where it differs from what is saved."""
    assert editing.product is not None
    after = queries.product_for_editing(request.site, editing.product.id)
    if after is not None:
        editing.product = after
        data = request.POST.copy()
        data["version"] = str(after.version)
        editing.form.data = data
    found = differences(request.site, after.draft, mine) if after else []
    editing.wrong("conflict", _("Someone else saved this product while you were working on it."))
    return editing, found


def _margin(editing: Editing) -> str:
    """What is left of the price after the cost, of the one variant of a product without options; empty if unknown."""
    rows = editing.variants
    if not rows.is_single:
        return ""
    draft = type(rows)(rows.site, rows.rows).drafts()[0]
    if not draft.price or draft.cost is None:
        return ""
    profit = draft.price - draft.cost
    share = percent(float(Decimal(profit) / Decimal(draft.price)))
    return _("%(profit)s profit, %(share)s margin") % {
        "profit": money(Money(profit, rows.site.currency)),
        "share": share,
    }


def _preview(request: SiteRequest, editing: Editing) -> dict[str, str]:
    """How a search engine may show the page."""
    said = {name: str(editing.form[name].value() or "") for name in ("title", "seo_title", "seo_description", "slug")}
    text = str(editing.form["description"].value() or "")
    html = to_html(text) if editing.form["description_format"].value() == "text" else safe_html(text)
    return {
        "title": said["seo_title"] or said["title"] or _("Title of the product"),
        "address": shop_page(request.site, "shop:product", slug=wanted(said["slug"], said["title"])),
        "text": (said["seo_description"] or " ".join(text_of(html).split()))[:PREVIEW],
        "html": html,
    }


def _shop_address(request: SiteRequest, editing: Editing) -> str:
    """Where shoppers see the product; empty while they do not."""
    product = editing.product
    if product is None or product.draft.status != "active":
        return ""
    return shop_page(request.site, "shop:product", slug=product.draft.slug)
