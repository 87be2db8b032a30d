"""The list of products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import permissions, queries
from dramac.commerce.catalog.dashboard import bulk, choosing
from dramac.commerce.catalog.dashboard.joining import Joined
from dramac.commerce.catalog.models import Product, ProductCategory, ProductImage, ProductTag, Variant
from dramac.commerce.catalog.queries import IndexFilters
from dramac.commerce.inventory import queries as inventory
from dramac.dashboard.index import (
    AmountRange,
    BulkAction,
    Choice,
    Choices,
    Column,
    DayRange,
    Empty,
    Filter,
    IndexTable,
    View,
)
from dramac.dashboard.index.filters import Cleaned, Rows
from dramac.dashboard.pages import here
from dramac.tenancy.models import Site
from dramac.ui.statuses import STATUSES

HERE = "commerce/catalog/dashboard"
Pairs = Sequence[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class _Meant(Filter):
    """A filter that the catalogue itself knows how to apply."""

    def meant(self, value: Any) -> IndexFilters:
        """What the value means to the catalogue."""
        raise NotImplementedError

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows among those that the catalogue means."""
        if not (value := cleaned.get(self.name)):
            return rows
        found = queries.products_for_index(site, self.meant(value))
        return rows.filter(pk__in=found.values("pk"))


@dataclass(frozen=True, slots=True)
class InCategory(_Meant, Choice):
    """In a category or below it."""

    def meant(self, value: Any) -> IndexFilters:
        """The category by its key."""
        return IndexFilters(category_id=value)


@dataclass(frozen=True, slots=True)
class Tagged(_Meant, Choices):
    """With any of these tags."""

    def meant(self, value: Any) -> IndexFilters:
        """The tags as they are written."""
        return IndexFilters(tags=tuple(value))


@dataclass(frozen=True, slots=True)
class Priced(AmountRange):
    """With a price from one amount to another: the range of its variants' prices touches them."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """Products of which some variant may cost that."""
        low, high = (cleaned.get(name) for name in self.names())
        rows = rows if low is None else rows.filter(price_to__gte=low)
        return rows if high is None else rows.filter(price_from__lte=high)


def _vendors(site: Site) -> Pairs:
    return [(name, name) for name in queries.choices(site).vendors]


def _tags(site: Site) -> Pairs:
    return [(name, name) for name in queries.choices(site).tags]


def _statuses() -> Pairs:
    return [(state, STATUSES[state].label) for state in Product.Status.values]


class Products(IndexTable[Product]):
    """Every product of the shop, whatever its status."""

    name = "products"
    title = _("Products")
    needs = permissions.VIEW
    sort = "-updated"
    search_label = _("Search products")
    template = f"{HERE}/index.html"
    columns = (
        Column(
            "picture",
            _("Picture"),
            value=lambda row: choosing.thumbnail(row.image_file, row.image_widths),
            role="media",
            cell=f"{HERE}/cells/picture.html",
        ),
        Column("title", _("Product"), sort="search_title", role="title"),
        Column("status", _("Status"), kind="status", role="state"),
        Column("stock", _("Stock"), cell=f"{HERE}/cells/stock.html", role="note"),
        Column(
            "price",
            _("Price"),
            value="price_from",
            kind="money",
            sort="price_from",
            role="figure",
            cell=f"{HERE}/cells/price.html",
        ),
        Column("category", _("Category"), value="category_name"),
        Column("vendor", _("Vendor"), sort="vendor"),
        Column("updated", _("Changed"), value="updated_at", kind="moment", sort="updated_at"),
        Column("tags", _("Tags"), value="tag_words", shown=False),
        Column("type", _("Type"), value="product_type", shown=False),
        Column("variants", _("Variants"), value="variant_count", kind="count", shown=False),
        Column("created", _("Created"), value="created_at", kind="moment", sort="created_at", shown=False),
    )
    filters = (
        Choices("status", _("Status"), options=_statuses()),
        Choice(
            "stock",
            _("Stock"),
            options=(("in", _("In stock")), ("out", _("Sold out"))),
            where=lambda rows, value: rows.filter(is_in_stock=value == "in"),
        ),
        InCategory("category", _("Category"), options=choosing.category_pairs),
        Choice("vendor", _("Vendor"), options=_vendors),
        Tagged("tag", _("Tags"), options=_tags),
        Priced("price", _("Price")),
        DayRange("created", _("Created"), field="created_at"),
    )
    views = (
        View(_("All")),
        View(_("Active"), "status=active"),
        View(_("Draft"), "status=draft"),
        View(_("Archived"), "status=archived"),
    )
    bulk = (
        BulkAction("publishing", _("Publish"), bulk.publish, needs=permissions.EDIT, undo=bulk.restore),
        BulkAction("unpublishing", _("Make drafts"), bulk.unpublish, needs=permissions.EDIT, undo=bulk.restore),
        BulkAction("pricing", _("Change prices"), bulk.change_prices, needs=permissions.EDIT, form=bulk.PriceForm,
                   preview=bulk.preview_prices, undo=bulk.restore),
        BulkAction("tagging", _("Tags"), bulk.tag, needs=permissions.EDIT, form=bulk.TagForm, undo=bulk.restore),
        BulkAction("categorising", _("Categories"), bulk.categorise, needs=permissions.EDIT, form=bulk.CategoryForm,
                   undo=bulk.restore),
        BulkAction("archiving", _("Archive"), bulk.archive, needs=permissions.EDIT, undo=bulk.restore),
    )  # fmt: skip
    empty = Empty(
        _("No products yet"),
        _("Add the first one: a title and a price are enough to begin with, for example “Oak bowl”, 48.00."),
        "package",
        _("Add product"),
        "catalog:new",
    )

    def rows(self) -> QuerySet[Product]:
        """The site's products with their first picture, their stock and their first category; tags where they show."""
        members = ProductCategory.objects.of(self.site).filter(product_id=OuterRef("pk")).order_by("position", "pk")
        pictures = ProductImage.objects.of(self.site).filter(product_id=OuterRef("pk")).exclude(file="")
        tracked = Variant.objects.of(self.site).filter(product_id=OuterRef("pk"), is_archived=False, tracks_stock=True)
        found: QuerySet[Product] = inventory.with_stock(self.site, queries.products_for_index(self.site)).annotate(
            category_name=Subquery(members.values("category__name")[:1]),
            image_widths=Subquery(pictures.order_by("position", "pk").values("widths")[:1]),
            is_tracked=Exists(tracked),
        )
        if any(column.key == "tags" for column in self.shown):
            tags = ProductTag.objects.of(self.site).filter(product_id=OuterRef("pk")).order_by()
            words = tags.values("product_id").annotate(words=Joined("tag")).values("words")
            found = found.annotate(tag_words=Subquery(words))
        return found

    def search(self, rows: QuerySet[Product], q: str) -> QuerySet[Product]:
        """As shoppers search: words, beginnings of words and SKUs, drafts and archived ones too."""
        return rows.filter(pk__in=queries.products_for_index(self.site, IndexFilters(text=q)).values("pk"))

    def href(self, row: Product) -> str:
        """The product's editor, which knows the list it was opened from."""
        address = here(self.request, "catalog:product", product_id=row.pk)
        kept = self.state.query()
        return f"{address}?{urlencode({'list': kept})}" if kept else address

    def row_name(self, row: Product) -> str:
        """Its title."""
        return row.title
