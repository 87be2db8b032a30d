"""Tables of the catalogue. Amounts are minor units of the site's currency; weights are grams."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from dramac.kit.clock import utc_now
from dramac.kit.fields import CodePointField, MinorField, non_negative
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class Category(SiteRow):
    """A branch of the category tree. `path` is the slugs from the root joined by `/`, so that a subtree is a prefix."""

    parent = SiteForeignKey("catalog.Category", models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=140)
    path = CodePointField(max_length=700)
    depth = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    description_html = models.TextField(blank=True)
    image_file = models.CharField(max_length=255, blank=True)
    image_width = models.PositiveIntegerField(null=True, blank=True)
    image_height = models.PositiveIntegerField(null=True, blank=True)
    image_widths: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=200, blank=True)
    seo_description = models.CharField(max_length=400, blank=True)
    is_visible = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["Category"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_categories"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "slug"], name="catalog_category_slug"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "path"], name="catalog_category_path"),
            models.Index(fields=["site", "parent", "position"], name="catalog_category_children"),
        ]


class ProductQuerySet(SiteQuerySet["Product"]):
    """Products, by what shoppers and staff may see."""

    def on_sale_now(self) -> Self:
        """Products that the storefront shows."""
        return self.filter(status=Product.Status.ACTIVE)


class Product(SiteRow):
    """Something that is sold, in one variant or many. `slug` is its address; `version` counts its changes (ETag).

    `price_from` and `price_to` are the lowest and highest price of its variants that are not archived, `compare_at_from`
    what the cheapest of them is compared with, `search_title` the title as it sorts: kept by the actions, so that lists
    filter and sort by index. `is_in_stock` says that some variant can be bought now; the slice that keeps stock tells it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        ARCHIVED = "archived"

    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    description_html = models.TextField(blank=True)
    vendor = CodePointField(max_length=255, blank=True)
    product_type = CodePointField(max_length=255, blank=True)
    tax_class = models.CharField(max_length=40, default="standard")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    seo_title = models.CharField(max_length=200, blank=True)
    seo_description = models.CharField(max_length=400, blank=True)
    price_from = MinorField(default=0, validators=non_negative())
    price_to = MinorField(default=0, validators=non_negative())
    compare_at_from = MinorField(null=True, blank=True, validators=non_negative())
    is_in_stock = models.BooleanField(default=False)
    search_title = CodePointField(max_length=255, blank=True)
    variant_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    updated_at = models.DateTimeField(default=utc_now)

    objects = ProductQuerySet.as_manager()

    class Meta:
        db_table = "mod_ecommod01_products"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "slug"], name="catalog_product_slug"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "status", "-created_at", "id"], name="catalog_product_newest"),
            models.Index(fields=["site", "status", "price_from", "id"], name="catalog_product_price"),
            models.Index(fields=["site", "status", "search_title", "id"], name="catalog_product_title"),
            models.Index(fields=["site", "-updated_at", "id"], name="catalog_product_changed"),
            models.Index(fields=["site", "vendor"], name="catalog_product_vendor"),
        ]


class ProductCategory(SiteRow):
    """A product's place in a category. `position` orders the categories of the product: the first is the one its trail shows."""

    product = SiteForeignKey(Product, models.CASCADE)
    category = SiteForeignKey(Category, models.CASCADE)
    position = models.PositiveIntegerField(default=0)

    objects = SiteQuerySet["ProductCategory"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_product_categories"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "category", "product"], name="catalog_product_in_category"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "product", "category"], name="catalog_categories_of_product")]


class ProductTag(SiteRow):
    """A word a merchant puts on a product to find and group it."""

    product = SiteForeignKey(Product, models.CASCADE)
    tag = CodePointField(max_length=255)

    objects = SiteQuerySet["ProductTag"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_product_tags"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "tag", "product"], name="catalog_product_tag"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "product", "tag"], name="catalog_tags_of_product")]


class ProductOption(SiteRow):
    """One of up to three ways in which a product's variants differ (size, colour). `position` is 1 to 3.

    `name_key` is the name folded, so that "Colour" and "colour" are one filter.
    """

    product = SiteForeignKey(Product, models.CASCADE)
    position = models.PositiveSmallIntegerField()
    name = CodePointField(max_length=255)
    name_key = models.CharField(max_length=255, blank=True)

    objects = SiteQuerySet["ProductOption"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_product_options"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "product", "position"], name="catalog_option_position"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=3), name="catalog_option_three"),
        ]


class ProductOptionValue(SiteRow):
    """A value that some variant of the product has, in the order in which shoppers see it. `value_key` is it folded.

    Product and option name stand here once more, so that filters count in one table.
    """

    option = SiteForeignKey(ProductOption, models.CASCADE)
    product = SiteForeignKey(Product, models.CASCADE)
    name = CodePointField(max_length=255)
    name_key = models.CharField(max_length=255)
    value = CodePointField(max_length=255)
    value_key = models.CharField(max_length=255, blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = SiteQuerySet["ProductOptionValue"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_product_option_values"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "option", "value"], name="catalog_option_value"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["site", "product", "name_key", "value_key", "name", "value", "position"],
                name="catalog_values_of_product",
            )
        ]


class ProductImage(SiteRow):
    """A picture of a product. `file` is a path below the media folder, empty until a picture given by URL is fetched.

    `widths` lists the sizes that were made of it; `state` is ready, waiting (to be fetched or resized) or failed, with
    `problem` saying why in words.
    """

    class State(models.TextChoices):
        READY = "ready"
        WAITING = "waiting"
        FAILED = "failed"

    product = SiteForeignKey(Product, models.CASCADE)
    file = models.CharField(max_length=255, blank=True)
    source_url = models.CharField(max_length=2000, blank=True)
    alt = models.CharField(max_length=512, blank=True)
    position = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    widths: models.JSONField[Any, Any] = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = SiteQuerySet["ProductImage"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_product_images"
        indexes: ClassVar = [
            models.Index(fields=["site", "product", "position"], name="catalog_image_order"),
            models.Index(fields=["site", "id"], condition=Q(state="waiting"), name="catalog_image_waiting"),
        ]


class ChosenPicture(SiteRow):
    """A picture that was uploaded for a product which is not saved yet; its key and file become those of the product's.

    `chosen_by` is the key of the person who may use it.
    """

    file = models.CharField(max_length=255)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    chosen_by = models.CharField(max_length=160)
    chosen_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["ChosenPicture"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_chosen_pictures"
        indexes: ClassVar = [models.Index(fields=["chosen_at"], name="catalog_chosen_age")]


class Variant(SiteRow):
    """What is really bought: one combination of option values, with its price, code and weight.

    A variant that orders refer to is archived (`is_archived`), never deleted. `sells_when_out` lets it be sold beyond what
    is in stock, as a back-order, or as a pre-order where `is_preorder`: up to `oversell_limit` units over all locations (None:
    without limit), promised for a fixed day or so many days after the order. `tracks_stock` false means it is always available.
    """

    product = SiteForeignKey(Product, models.CASCADE)
    position = models.PositiveIntegerField(default=0)
    sku = models.CharField(max_length=255, blank=True)
    barcode = models.CharField(max_length=64, blank=True)
    option1 = models.CharField(max_length=255, blank=True)
    option2 = models.CharField(max_length=255, blank=True)
    option3 = models.CharField(max_length=255, blank=True)
    price = MinorField(validators=non_negative())
    compare_at_price = MinorField(null=True, blank=True, validators=non_negative())
    cost = MinorField(null=True, blank=True, validators=non_negative())
    weight_g = models.PositiveIntegerField(default=0)
    requires_shipping = models.BooleanField(default=True)
    is_taxable = models.BooleanField(default=True)
    tracks_stock = models.BooleanField(default=True)
    sells_when_out = models.BooleanField(default=False)
    is_preorder = models.BooleanField(default=False, db_default=False)
    oversell_limit = models.PositiveIntegerField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField(null=True, blank=True)
    image = SiteForeignKey(ProductImage, models.PROTECT, null=True, blank=True)
    is_archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["Variant"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_variants"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "product", "option1", "option2", "option3"],
                condition=Q(is_archived=False),
                name="catalog_variant_combination",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="catalog_variant_price"),
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gte=0), name="catalog_variant_cost"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "product", "position"], name="catalog_variant_order"),
            models.Index(fields=["site", "sku"], name="catalog_variant_sku"),
            models.Index(fields=["site", "barcode"], name="catalog_variant_barcode"),
        ]

    @property
    def title(self) -> str:
        """The option values as people read them: `Small / Blue`; empty for a product without options."""
        return " / ".join(value for value in (self.option1, self.option2, self.option3) if value)


class ProductTerm(models.Model):
    """A word by which a product is found, folded to small letters without accents; `weight` ranks title over text.

    The largest table of the catalogue: a row is known by what it says, and has no key of its own that would double it.
    """

    pk = models.CompositePrimaryKey("site_id", "product_id", "term")
    site = models.ForeignKey("tenancy.Site", models.PROTECT, related_name="+", db_index=False)
    product = SiteForeignKey(Product, models.CASCADE)
    term = CodePointField(max_length=64)
    weight = models.PositiveSmallIntegerField(default=1)

    objects = SiteQuerySet["ProductTerm"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_product_terms"
        indexes: ClassVar = [
            models.Index(fields=["site", "term", "product", "weight"], name="catalog_term_search"),
        ]


class SearchWord(SiteRow):
    """A word of the site's vocabulary, against which mistyped words are corrected. Words without digits only."""

    word = CodePointField(max_length=64)
    length = models.PositiveSmallIntegerField()

    objects = SiteQuerySet["SearchWord"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_search_words"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "word"], name="catalog_search_word"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "length", "word"], name="catalog_search_word_length")]


class SlugRedirect(SiteRow):
    """An address a product or category once had; the storefront sends shoppers on to where it is now."""

    kind = models.CharField(max_length=8, choices=[("product", "product"), ("category", "category")])
    slug = models.CharField(max_length=255)
    target_id = models.UUIDField()

    objects = SiteQuerySet["SlugRedirect"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_slug_redirects"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "kind", "slug"], name="catalog_redirect_slug"),
        ]


class Undo(SiteRow):
    """What a bulk change replaced, so that it can be taken back for a while: `before` maps keys to old values."""

    label = models.CharField(max_length=200)
    verb = models.CharField(max_length=40)
    before: models.JSONField[Any, Any] = models.JSONField(default=dict)
    made_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    undone_at = models.DateTimeField(null=True)

    objects = SiteQuerySet["Undo"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_catalog_undos"
        ordering = (F("created_at").desc(),)
