"""Search by words, prefixes, SKU and near misses, for a few results at once: suggestions and the palette."""

from __future__ import annotations

from dramac.commerce.catalog.queries.listing import product_page
from dramac.commerce.catalog.queries.shapes import ListingPage, ListingQuery
from dramac.kit.text import clean
from dramac.tenancy.models import Site


def search(site: Site, text: str, *, limit: int = 8) -> ListingPage:
    """The products on sale that a shopper means by what was typed, the best first.

    Every word must be met, whole or as a beginning, in title, SKU, barcode, vendor, type, tags, categories, option values
    or description, in this order of weight. A word that nothing is called by is replaced by the nearest one that is, and
    `corrections` say so. Whatever is typed is only words: there is no syntax to get wrong. One statement, four at most.
    """
    if not clean(text):
        return ListingPage((), "", 1)
    return product_page(site, ListingQuery(text=text, size=limit))
