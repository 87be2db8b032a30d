"""The index that search reads: each product's words, written beside the product in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from dramac.commerce.catalog.actions.wholes import Whole
from dramac.commerce.catalog.models import Category, ProductTerm, SearchWord
from dramac.commerce.catalog.rules.terms import Findable, Terms, terms_of
from dramac.kit import bulk
from dramac.kit.ids import new_id

FIELDS = ("site", "product", "term", "weight")
Names = Mapping[UUID, tuple[str, ...]]


def category_names(site_id: UUID) -> Names:
    """The names of each category of the site with those above it. One statement."""
    names: dict[UUID, tuple[str, ...]] = {}
    rows = Category.objects.of(site_id).order_by("depth").values_list("pk", "parent_id", "name")
    for key, parent, name in rows:
        names[key] = (*(names.get(parent, ()) if parent else ()), name)
    return names


def codes(whole: Whole) -> tuple[str, ...]:
    """The SKUs and barcodes of a product's variants, each once."""
    found = (code for variant in whole.live for code in (variant.sku, variant.barcode) if code)
    return tuple(dict.fromkeys(found))


def findable(whole: Whole, names: Names) -> Findable:
    """The texts by which a product is found. Raises ValueError for a product that was not read with all its parts."""
    if None in (whole.variants, whole.options, whole.tags, whole.categories):
        raise ValueError("a product is found by all its parts")
    labels = [whole.row.vendor, whole.row.product_type, *(whole.tags or ())]
    labels += [name for key in whole.categories or () for name in names.get(key, ())]
    labels += [value for option in whole.options or () for value in option.values]
    return Findable(whole.row.title, codes(whole), tuple(labels), whole.row.description_html)


def write(site_id: UUID, products: Mapping[UUID, Findable], *, known: Iterable[UUID] = ()) -> None:
    """Make these products findable by their present words; `known` are those that may have words already.

    Up to five statements, however many products.
    """
    found = {key: terms_of(texts) for key, texts in products.items()}
    before = _terms_before(site_id, [key for key in known if key in found])
    wanted = {(key, term): weight for key, terms in found.items() for term, weight in terms.weights.items()}
    bulk.delete_rows(ProductTerm, site_id, FIELDS[1:3], [pair for pair in before if before[pair] != wanted.get(pair)])
    new = ((site_id, *pair, weight) for pair, weight in wanted.items() if before.get(pair) != weight)
    bulk.insert(ProductTerm, FIELDS, new)
    _learn(site_id, found.values())


def _terms_before(site_id: UUID, keys: list[UUID]) -> dict[tuple[UUID, str], int]:
    """The weight of each word of these products."""
    if not keys:
        return {}
    rows = ProductTerm.objects.of(site_id).filter(product_id__in=keys).values_list("product_id", "term", "weight")
    return {(key, term): weight for key, term, weight in rows}


def _learn(site_id: UUID, found: Iterable[Terms]) -> None:
    """Add the words that are new to the site's vocabulary; a word stays when its last product is gone."""
    words = sorted({word for terms in found for word in terms.vocabulary})
    if words:
        known = set(SearchWord.objects.of(site_id).filter(word__in=words).values_list("word", flat=True))
        rows = [(new_id(), site_id, word, len(word)) for word in words if word not in known]
        bulk.insert(SearchWord, ["id", "site", "word", "length"], rows, skip_known=True)
