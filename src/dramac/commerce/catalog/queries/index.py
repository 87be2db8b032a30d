"""Products as the dashboard lists and edits them, drafts and archived ones too."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from dramac.commerce.catalog.models import (
    Category,
    ChosenPicture,
    Product,
    ProductCategory,
    ProductImage,
    ProductOption,
    ProductOptionValue,
    ProductTag,
    Undo,
    Variant,
)
from dramac.commerce.catalog.queries import matching, words
from dramac.commerce.catalog.rules.drafts import OptionDraft, ProductDraft, VariantDraft
from dramac.kit.money import Minor
from dramac.kit.text import clean
from dramac.tenancy.models import Site


class IndexFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which products the dashboard means; every part narrows. `text` finds as the storefront's search does.

    `category_id` includes what lies below the category.
    """

    text: str = ""
    statuses: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    product_types: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    category_id: UUID | None = None
    price_min: Minor | None = None
    price_max: Minor | None = None
    is_in_stock: bool | None = None


class EditablePicture(msgspec.Struct, frozen=True):
    """A picture in the editor: its file, or the address it waits for, or why it failed."""

    id: UUID
    file: str
    source_url: str
    alt: str
    width: int
    height: int
    widths: tuple[int, ...]
    state: str
    problem: str


class EditableProduct(msgspec.Struct, frozen=True):
    """A product as its editor needs it: what may be saved again, and the version it was read at."""

    id: UUID
    version: int
    draft: ProductDraft
    pictures: tuple[EditablePicture, ...]
    price_from: Minor
    price_to: Minor
    is_in_stock: bool


def products_for_index(site: Site, filters: IndexFilters | None = None) -> QuerySet[Product]:
    """The products the filters mean, as a queryset to sort, count and cut; each has `image_file`, its first picture's
    file or None. One statement when it is read; a text costs one before, a category another."""
    filters = filters or IndexFilters()
    first = ProductImage.objects.of(site).filter(product_id=OuterRef("pk")).exclude(file="").order_by("position", "pk")
    found: QuerySet[Product] = Product.objects.of(site).annotate(image_file=Subquery(first.values("file")[:1]))
    for field, values in (
        ("status", filters.statuses),
        ("vendor", filters.vendors),
        ("product_type", filters.product_types),
    ):
        if values:
            found = found.filter(**{f"{field}__in": [clean(value) for value in values]})
    if filters.tags:
        tagged = ProductTag.objects.of(site).filter(tag__in=[clean(tag) for tag in filters.tags])
        found = found.filter(pk__in=tagged.values("product_id"))
    if filters.price_min is not None:
        found = found.filter(price_to__gte=filters.price_min)
    if filters.price_max is not None:
        found = found.filter(price_from__lte=filters.price_max)
    if filters.is_in_stock is not None:
        found = found.filter(is_in_stock=filters.is_in_stock)
    return _in_category(site, _called(site, found, filters.text), filters.category_id)


def _called(site: Site, found: QuerySet[Product], text: str) -> QuerySet[Product]:
    if not clean(text):
        return found
    wanted = words.sought(site.pk, text)
    if not wanted.terms:
        return found.none()
    sql, parameters = matching.scores(site.pk, wanted.terms)
    return found.filter(pk__in=RawSQL(f"SELECT f.product_id FROM ({sql}) f", parameters))  # noqa: S611  # every text is a parameter


def _in_category(site: Site, found: QuerySet[Product], category_id: UUID | None) -> QuerySet[Product]:
    if category_id is None:
        return found
    path = Category.objects.of(site).filter(pk=category_id).values_list("path", flat=True).first()
    if path is None:
        return found.none()
    below = Category.objects.of(site).filter(path__gte=f"{path}/", path__lt=f"{path}0").values("pk")
    members = ProductCategory.objects.of(site)
    inside = members.filter(category_id=category_id) | members.filter(category_id__in=below)
    return found.filter(pk__in=inside.values("product_id"))


def product_for_editing(site: Site, product_id: UUID) -> EditableProduct | None:
    """The product as its editor needs it, whatever its status; None if the site has none with this key. Seven
    statements, however many variants it has."""
    row = Product.objects.of(site).filter(pk=product_id).first()
    if row is None:
        return None
    pictures = ProductImage.objects.of(site).filter(product_id=product_id).order_by("position", "pk")
    return EditableProduct(
        id=row.pk,
        version=row.version,
        draft=_draft(site, row),
        pictures=tuple(_editable(picture) for picture in pictures),
        price_from=row.price_from,
        price_to=row.price_to,
        is_in_stock=row.is_in_stock,
    )


def _draft(site: Site, row: Product) -> ProductDraft:
    options = list(ProductOption.objects.of(site).filter(product_id=row.pk).order_by("position"))
    values: dict[UUID, list[str]] = {option.pk: [] for option in options}
    for option_id, value in (
        ProductOptionValue.objects.of(site)
        .filter(product_id=row.pk)
        .order_by("position", "pk")
        .values_list("option_id", "value")
    ):
        values[option_id].append(value)
    variants = Variant.objects.of(site).filter(product_id=row.pk, is_archived=False).order_by("position", "pk")
    members = ProductCategory.objects.of(site).filter(product_id=row.pk).order_by("position", "pk")
    tags = ProductTag.objects.of(site).filter(product_id=row.pk).order_by("tag")
    return ProductDraft(
        title=row.title,
        slug=row.slug,
        description_html=row.description_html,
        vendor=row.vendor,
        product_type=row.product_type,
        tax_class=row.tax_class,
        status=row.status,
        seo_title=row.seo_title,
        seo_description=row.seo_description,
        options=tuple(OptionDraft(option.name, tuple(values[option.pk])) for option in options),
        variants=tuple(_variant_draft(variant, len(options)) for variant in variants),
        category_ids=tuple(members.values_list("category_id", flat=True)),
        tags=tuple(tags.values_list("tag", flat=True)),
    )


def _variant_draft(row: Variant, option_count: int) -> VariantDraft:
    return VariantDraft(
        id=row.pk,
        values=(row.option1, row.option2, row.option3)[:option_count],
        sku=row.sku,
        barcode=row.barcode,
        price=row.price,
        compare_at_price=row.compare_at_price,
        cost=row.cost,
        weight_g=row.weight_g,
        requires_shipping=row.requires_shipping,
        is_taxable=row.is_taxable,
        tracks_stock=row.tracks_stock,
        sells_when_out=row.sells_when_out,
        is_preorder=row.is_preorder,
        oversell_limit=row.oversell_limit,
        promised_on=row.promised_on,
        promised_days=row.promised_days,
        image_id=row.image_id,
    )


def _editable(row: ProductImage) -> EditablePicture:
    return EditablePicture(
        row.pk, row.file, row.source_url, row.alt, row.width, row.height, tuple(row.widths), row.state, row.problem
    )


def chosen_pictures(site: Site, keys: Iterable[UUID], *, chosen_by: str) -> list[EditablePicture]:
    """The pictures among these that this person has laid by for a product not saved yet, in the order asked. One
    statement, none for none."""
    order = list(dict.fromkeys(keys))
    rows = (
        {row.pk: row for row in ChosenPicture.objects.of(site).filter(pk__in=order, chosen_by=chosen_by)}
        if order
        else {}
    )
    return [
        EditablePicture(row.pk, row.file, "", "", row.width, row.height, (), "ready", "")
        for key in order
        if (row := rows.get(key))
    ]


def by_ids(site: Site, product_ids: Iterable[UUID]) -> dict[UUID, Product]:
    """These products of the site by key, whatever their status. One statement."""
    return {row.pk: row for row in Product.objects.of(site).filter(pk__in=list(product_ids))}


def titles(site: Site, product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The titles of these products by key. One statement."""
    return dict(Product.objects.of(site).filter(pk__in=list(product_ids)).values_list("pk", "title"))


class Choices(msgspec.Struct, frozen=True):
    """The words in use on a site that filters and editors offer, by the alphabet."""

    vendors: tuple[str, ...]
    product_types: tuple[str, ...]
    tags: tuple[str, ...]


def choices(site: Site, *, limit: int = 500) -> Choices:
    """The vendors, product types and tags in use. Three statements."""
    products = Product.objects.of(site)

    def distinct(field: str) -> tuple[str, ...]:
        return tuple(products.exclude(**{field: ""}).values_list(field, flat=True).distinct().order_by(field)[:limit])

    tags = ProductTag.objects.of(site).values_list("tag", flat=True).distinct().order_by("tag")[:limit]
    return Choices(distinct("vendor"), distinct("product_type"), tuple(tags))


def undo(site: Site, undo_id: UUID) -> Undo | None:
    """A bulk change that can be taken back, by its key. One statement."""
    return Undo.objects.of(site).filter(pk=undo_id).first()
