"""Every read of the catalogue that others may ask for. The site comes first; what comes back are frozen values.

For shoppers: `product_page` (lists, categories, search), `facets`, `search`, `product_detail`, `product_gone`, `related_products`,
`cards`, `category_tree`, `category_by_path`, `category_covers`, `moved_to`, `sitemap`. For carts, bills, orders and stock:
`variants_for_sale`, `stock_variants`, `stock_variants_of`, `variants_by_sku`, `products_by_sku`. For staff:
`products_for_index`, `product_for_editing`, `product_by_id`, `categories`, `category_by_id`, `choices`, `by_ids`,
`titles`, `products_for_export`, `undo`, `variants_for_index`, `variants_called`, `variants_coded`, `variant_by_id`, `first_categories`.
"""

from __future__ import annotations

from dramac.commerce.catalog.models import Variant
from dramac.commerce.catalog.queries.categories import (
    ListedCategory,
    categories,
    category_by_id,
    category_by_path,
    category_tree,
    moved_to,
)
from dramac.commerce.catalog.queries.covers import category_covers
from dramac.commerce.catalog.queries.details import product_by_id, product_detail, product_gone
from dramac.commerce.catalog.queries.exports import (
    Address,
    ExportImage,
    ExportProduct,
    ExportVariant,
    products_for_export,
    sitemap,
)
from dramac.commerce.catalog.queries.facets import facets
from dramac.commerce.catalog.queries.index import (
    Choices,
    EditablePicture,
    EditableProduct,
    IndexFilters,
    by_ids,
    choices,
    chosen_pictures,
    product_for_editing,
    products_for_index,
    titles,
    undo,
)
from dramac.commerce.catalog.queries.listing import CannotList, cards, product_page, related_products
from dramac.commerce.catalog.queries.pictures import picture
from dramac.commerce.catalog.queries.sale import (
    StockVariant,
    products_by_sku,
    stock_variants,
    stock_variants_of,
    variants_by_sku,
    variants_for_sale,
)
from dramac.commerce.catalog.queries.searching import search
from dramac.commerce.catalog.queries.shapes import (
    Card,
    CategoryDetail,
    CategoryNode,
    Correction,
    DetailOption,
    DetailVariant,
    Facet,
    Facets,
    FacetValue,
    ListingPage,
    ListingQuery,
    Picture,
    ProductDetail,
    SaleVariant,
    Sort,
    Step,
)
from dramac.commerce.catalog.queries.variants import (
    every_variant,
    first_categories,
    variant_by_id,
    variants_called,
    variants_coded,
    variants_for_index,
)

__all__ = [
    "Address",
    "CannotList",
    "Card",
    "CategoryDetail",
    "CategoryNode",
    "Choices",
    "Correction",
    "DetailOption",
    "DetailVariant",
    "EditablePicture",
    "EditableProduct",
    "ExportImage",
    "ExportProduct",
    "ExportVariant",
    "Facet",
    "FacetValue",
    "Facets",
    "IndexFilters",
    "ListedCategory",
    "ListingPage",
    "ListingQuery",
    "Picture",
    "ProductDetail",
    "SaleVariant",
    "Sort",
    "Step",
    "StockVariant",
    "Variant",
    "by_ids",
    "cards",
    "categories",
    "category_by_id",
    "category_by_path",
    "category_covers",
    "category_tree",
    "choices",
    "chosen_pictures",
    "every_variant",
    "facets",
    "first_categories",
    "moved_to",
    "picture",
    "product_by_id",
    "product_detail",
    "product_for_editing",
    "product_gone",
    "product_page",
    "products_by_sku",
    "products_for_export",
    "products_for_index",
    "related_products",
    "search",
    "sitemap",
    "stock_variants",
    "stock_variants_of",
    "titles",
    "undo",
    "variant_by_id",
    "variants_by_sku",
    "variants_called",
    "variants_coded",
    "variants_for_index",
    "variants_for_sale",
]
