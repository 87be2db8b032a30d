"""Owns inventing product records of every kind, nasty texts included."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from dramac.commerce.catalog.rules.waiting import MOST_BEYOND, MOST_DAYS
from dramac.commerce.importing import values
from dramac.commerce.importing.records import (
    LONGEST,
    MAX_QUANTITY,
    UNCHANGED,
    ImageRecord,
    Oversell,
    ProductRecord,
    Status,
    VariantRecord,
)

# What no database or workbook keeps (surrogates, control characters) never is in a catalogue.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff")
NASTY = st.sampled_from(
    [
        "=1+1", "'=1+1", "''@x", "+49", "-5", "@SUM(A1)", "\tx", "'", '"', '""', 'a"b', "a,b;c|d", "line\none",
        "sep=;", "…more", "_x0041_", "NULL", "TRUE", "1E+5", "0012", "a\\", "\\,", "Default Title", "<b>&amp;</b>",
        "日本語", "👩‍👩‍👧", "\u202eright", "é" * 40, "x > y", "#N/A", "{{ 7*7 }}", "\ufeffmark", "2024-01-01", "1,5",
    ]
)  # fmt: skip


def texts(kind: str) -> st.SearchStrategy[str]:
    """Texts as the catalogue keeps them: without space around, no longer than allowed."""
    return st.one_of(NASTY, st.text(LETTERS, max_size=60)).map(_kept).filter(lambda text: len(text) <= LONGEST[kind])


def _kept(text: str) -> str:
    # An apostrophe guards a tab or line end at the start, so only bare space is trimmed there.
    return text.strip(" \t\n\r\u00a0")


def filled(kind: str) -> st.SearchStrategy[str]:
    """Texts that are not empty."""
    return texts(kind).filter(bool)


def descriptions() -> st.SearchStrategy[str]:
    """Descriptions, which keep space around them."""
    found = st.one_of(NASTY, st.text(LETTERS, max_size=80))
    return found.map(lambda text: text if text.strip() else "")


def names(kind: str) -> st.SearchStrategy[str]:
    """Names in lists, which lose space around them."""
    return filled(kind).map(str.strip).filter(bool)


AMOUNTS = st.decimals(Decimal(0), Decimal(999_999_999), places=2)
URLS = st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9,;?=&_.-]{0,20}", fullmatch=True)
STATUSES: st.SearchStrategy[Status] = st.sampled_from(("active", "draft", "archived"))
OVERSELLS: st.SearchStrategy[Oversell] = st.sampled_from(("deny", "continue"))


def variants(option_values: tuple[str, ...]) -> st.SearchStrategy[VariantRecord]:
    """A variant with everything a shop knows of it."""
    return st.builds(
        VariantRecord,
        sku=texts("sku"),
        barcode=st.from_regex(r"[0-9]{0,14}", fullmatch=True),
        option_values=st.just(option_values),
        price=AMOUNTS,
        compare_at_price=st.none() | AMOUNTS,
        cost=st.none() | AMOUNTS,
        weight_g=st.integers(0, 50_000),
        requires_shipping=st.booleans(),
        taxable=st.booleans(),
        tracked=st.booleans(),
        quantity=st.integers(0, MAX_QUANTITY),
        oversell=OVERSELLS,
        preorder=st.booleans(),
        oversell_limit=st.just(UNCHANGED) | st.integers(0, MOST_BEYOND),
        promised_on=st.just(UNCHANGED) | st.dates(date(1970, 1, 1)),
        promised_days=st.just(UNCHANGED) | st.integers(0, MOST_DAYS),
        image_url=st.just("") | URLS,
    )


def images() -> st.SearchStrategy[tuple[ImageRecord, ...]]:
    """Pictures of a product, in their order."""
    pairs = st.lists(st.tuples(URLS, texts("alt")), max_size=5, unique_by=lambda pair: pair[0])
    return pairs.map(lambda found: tuple(ImageRecord(url, alt, at) for at, (url, alt) in enumerate(found, start=1)))


@st.composite
def products(draw: st.DrawFn) -> ProductRecord:
    """A whole product as an export gives it."""
    option_names = tuple(draw(st.lists(filled("option_name"), max_size=3)))
    rows = st.tuples(*(filled("option_value") for _ in option_names))
    combinations = draw(st.lists(rows, min_size=1, max_size=6 if option_names else 1, unique=True))
    paths = st.lists(st.lists(names("category"), min_size=1, max_size=3).map(tuple), max_size=3, unique=True)
    return ProductRecord(
        handle=draw(st.text(LETTERS, min_size=1, max_size=30).map(values.handle).filter(bool)),
        title=draw(filled("title")),
        description_html=draw(descriptions()),
        vendor=draw(texts("vendor")),
        product_type=draw(texts("product_type")),
        tags=tuple(draw(st.lists(names("tag"), max_size=4, unique=True))),
        categories=tuple(draw(paths)),
        status=draw(STATUSES),
        tax_class=draw(st.sampled_from(("standard", "reduced-rate"))),
        seo_title=draw(texts("seo_title")),
        seo_description=draw(texts("seo_description")),
        option_names=option_names,
        variants=tuple(draw(variants(values)) for values in combinations),
        images=draw(images()),
    )
