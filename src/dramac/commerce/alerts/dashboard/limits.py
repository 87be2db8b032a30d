"""The limits that were set for products, variants and locations: listed, set, changed and removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts import actions, permissions, queries
from dramac.commerce.alerts.actions import LimitDetails
from dramac.commerce.alerts.dashboard.words import about
from dramac.commerce.alerts.models import StockAlert
from dramac.commerce.alerts.rules import MOST_UNITS, Scope
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.inventory import queries as inventory
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.index import BulkAction, Choice, Column, Empty, IndexTable, Outcome, YesNo, each
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

INDEX = "alerts:limits"
PRODUCT, VARIANT = "product", "variant"
MOST_FOUND = 20


def _locations(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in inventory.locations(site)]


def remove_all(request: SiteRequest, rows: QuerySet[StockAlert], _data: dict[str, Any]) -> Outcome:
    """Remove the chosen limits; undone by setting them again."""
    kept = [_kept(row) for row in rows]
    outcome = each(
        list(rows),
        lambda row: actions.remove_limit(site=request.site, limit_id=row.pk, by=request.actor, now=request.now),
        name=about,
    )
    return Outcome(outcome.done, refused=outcome.refused, undo={"limits": kept})


def set_again(request: SiteRequest, kept: dict[str, Any]) -> Outcome:
    """Set limits again that were removed."""

    def back(one: dict[str, Any]) -> object:
        product, variant, location = (UUID(key) if key else None for key in one["of"])
        details = LimitDetails(**one["details"])
        return actions.configure_alert(
            site=request.site, of=(product, variant, location), details=details, by=request.actor, now=request.now
        )

    return each(list(kept.get("limits", [])), back, name=lambda one: str(one["of"]))


def _kept(row: StockAlert) -> dict[str, Any]:
    details = LimitDetails.of(row)
    of = (row.product_id, row.variant_id, row.location_id)
    return {
        "of": [str(key) if key else "" for key in of],
        "details": {name: getattr(details, name) for name in LimitDetails.__slots__},
    }


class Limits(IndexTable[StockAlert]):
    """What was set for products, variants and locations."""

    name = "stock-limits"
    title = _("Stock limits")
    needs = permissions.VIEW
    sort = "product"
    template = "commerce/alerts/dashboard/limits.html"
    searches = ("product__title__icontains", "variant__sku__istartswith")
    search_label = _("Search by product or SKU")
    columns = (
        Column("product", _("For"), value=about, sort="product__search_title", role="title"),
        Column("sku", _("SKU"), value="variant.sku"),
        Column("location", _("Location"), value=lambda row: row.location.name if row.location else _("All"),
               sort="location__name", role="note"),
        Column("low", _("Low from"), value="low_stock_threshold", kind="number", sort="low_stock_threshold", role="figure"),
        Column("critical", _("Critical from"), value="critical_stock_threshold", kind="number"),
        Column("point", _("Reorder point"), value="reorder_point", kind="number"),
        Column("quantity", _("Reorder quantity"), value="reorder_quantity", kind="number"),
        Column("safety", _("Safety stock"), value="safety_stock", kind="number", shown=False),
        Column("state", _("Alerts"), value=lambda row: "enabled" if row.is_active else "disabled", kind="status",
               role="state"),
        Column("last", _("Last reached"), value="last_alerted_at", kind="moment", sort="last_alerted_at", shown=False),
    )  # fmt: skip
    filters = (
        Choice("location", _("Location"), field="location_id", options=_locations),
        YesNo("active", _("Alerts"), field="is_active"),
    )
    bulk = (BulkAction("removal", _("Remove"), remove_all, needs=permissions.EDIT, undo=set_again),)
    empty = Empty(
        _("The shop's own limits hold for everything"),
        _("Set others for what sells faster, comes slower or stands in a smaller place."),
        "sliders-horizontal",
        _("Set a limit"),
        "alerts:new-limit",
    )

    def rows(self) -> QuerySet[StockAlert]:
        """What was set, with what it is for."""
        return queries.limits(self.site)

    def href(self, row: StockAlert) -> str:
        """Where it is changed."""
        return here(self.request, "alerts:limit", limit_id=row.pk)

    def row_name(self, row: StockAlert) -> str:
        """What it is for."""
        return about(row)

    def context(self) -> dict[str, Any]:
        """The shop's own limits, and whether this person may set others."""
        return {"shop": queries.shop_limit(self.site), "may_edit": self.request.membership.may(permissions.EDIT)}


def _units(label: Any, *, required: bool = False, hint: Any = "") -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "short"}
    widget = forms.TextInput(attrs=attrs)
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_UNITS, required=required, help_text=hint, widget=widget
    )


class LimitForm(SiteForm):
    """Limits of something."""

    low_stock_threshold = _units(_("Low from"), required=True, hint=_("Units that can be sold at a location."))
    critical_stock_threshold = _units(_("Critical from"), required=True)
    reorder_point = _units(_("Reorder point"), hint=_("Order more from here on. Empty: suggested from what sells."))
    reorder_quantity = _units(_("Reorder quantity"), hint=_("How many to order at least."))
    safety_stock = _units(_("Safety stock"), hint=_("How many should always be left."))
    is_active = forms.BooleanField(label=_("Raise alerts"), required=False)
    notify_dashboard = forms.BooleanField(label=_("Show them on the first page"), required=False)
    notify_email = forms.BooleanField(label=_("Tell of them by e-mail"), required=False)

    def details(self) -> LimitDetails:
        """The same for the action."""
        return LimitDetails(**{name: self.cleaned_data[name] for name in LimitDetails.__slots__})


class NewLimitForm(LimitForm):
    """Limits of something that is still to be named."""

    wanted = TextField(
        label=_("Product or variant"),
        max_length=200,
        required=False,
        help_text=_("SKU, barcode or title. Empty for everything at the location."),
    )
    breadth = forms.ChoiceField(
        label=_("For"),
        choices=((VARIANT, _("This variant")), (PRODUCT, _("All variants of the product"))),
        widget=forms.RadioSelect,
        initial=VARIANT,
        required=False,
    )
    location = forms.TypedChoiceField(label=_("Location"), coerce=UUID, required=False, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["location"]
        assert isinstance(places, forms.ChoiceField)
        places.choices = [("", _("All locations")), *_locations(self.site)]

    def scope(self) -> Scope:
        """What it is for. Raises Refused beside the field that does not say it."""
        data = self.cleaned_data
        place: UUID | None = data["location"]
        if not data["wanted"]:
            if place is None:
                raise Refused(actions.OF_NOTHING, field="wanted")
            return None, None, place
        variant = self._variant(data["wanted"], data["breadth"] == PRODUCT)
        return variant.product_id, None if data["breadth"] == PRODUCT else variant.pk, place

    def _variant(self, text: str, whole_product: bool) -> Variant:
        rows = catalog.variants_called(self.site, catalog.variants_for_index(self.site), text)
        found = list(rows.order_by("product__search_title", "position", "pk")[:MOST_FOUND])
        exact = [row for row in found if text.casefold() in (row.sku.casefold(), row.barcode.casefold(), _called(row))]
        fitting = exact or found
        if not fitting:
            raise Refused(_("Nothing here is called so."), field="wanted")
        if len({row.product_id if whole_product else row.pk for row in fitting}) > 1:
            names = ", ".join(_called(row, folded=False) for row in fitting[:4])
            raise Refused(_("Several are called so, give one SKU: %(names)s") % {"names": names}, field="wanted")
        return fitting[0]


def _called(row: Variant, *, folded: bool = True) -> str:
    words = " ".join(part for part in (row.product.title, row.title) if part)
    return words.casefold() if folded else f"{words} ({row.sku})" if row.sku else words


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Set limits for a product, a variant or a location."""
    shop = queries.shop_limit(request.site)
    start = {
        "low_stock_threshold": shop.low,
        "critical_stock_threshold": shop.critical,
        "is_active": True,
        "notify_dashboard": True,
        "notify_email": True,
        "wanted": request.GET.get("for", "")[:200],
        "location": request.GET.get("location", ""),
    }
    form = NewLimitForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            of = form.scope()
            if queries.limit_of(request.site, of):
                raise Refused(_("There is a limit for this already; change that one."), field="wanted")
            actions.configure_alert(site=request.site, of=of, details=form.details(), by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved. The stock is looked at anew."), to=here(request, INDEX))
    return _shown(request, form, None)


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def limit(request: SiteRequest, limit_id: UUID) -> HttpResponse:
    """Change limits that were set."""
    row = queries.limit(request.site, limit_id)
    if row is None:
        raise Http404
    details = LimitDetails.of(row)
    start = {name: getattr(details, name) for name in LimitDetails.__slots__}
    form = LimitForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        changes: dict[str, Any] = {"details": form.details(), "by": request.actor, "now": request.now}
        try:
            actions.edit_limit(site=request.site, limit_id=limit_id, **changes)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved. The stock is looked at anew."), to=here(request, INDEX))
    return _shown(request, form, row)


def _shown(request: SiteRequest, form: LimitForm, row: StockAlert | None) -> HttpResponse:
    heading = about(row) if row else _("New limit")
    may_edit = request.membership.may(permissions.EDIT)
    context: dict[str, Any] = {"form": form, "limit": row, "heading": heading, "may_edit": may_edit}
    return show(request, "commerce/alerts/dashboard/limit.html", **context)


@page(needs=permissions.EDIT, methods=("POST",))
def removal(request: SiteRequest, limit_id: UUID) -> HttpResponse:
    """Let the next nearest limits hold."""
    if queries.limit(request.site, limit_id) is None:
        raise Http404
    actions.remove_limit(site=request.site, limit_id=limit_id, by=request.actor, now=request.now)
    return done(request, _("Removed. The next nearest limit holds now."), to=here(request, INDEX))
