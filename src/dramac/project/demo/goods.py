"""What the demonstration shops sell: product files in our own layout, as any merchant could bring along, and their pictures.

The files name pictures by addresses at `pictures.example`, where nothing is (RFC 2606): the last part of each is the name of
a picture that `pictures` draws. The records given out carry no addresses, so that nobody tries to fetch them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from dramac.commerce.importing.formats import Circumstances, own
from dramac.commerce.importing.reading import open_table
from dramac.commerce.importing.records import UNCHANGED, ProductRecord, RowProblem

CATALOGUE = Path(__file__).parent / "catalogue"
CIRCUMSTANCES = Circumstances(date(2026, 1, 1), "EUR")
"""Our own layout has no dates and no currencies, so that these make no difference."""


@dataclass(frozen=True, slots=True)
class Good:
    """A product with the names of its pictures, the first of which stands for it.

    `alts` says what each picture shows; `shown` which picture shows a combination of option values in particular.
    """

    record: ProductRecord
    pictures: tuple[str, ...]
    alts: Mapping[str, str]
    shown: Mapping[tuple[str, ...], str]


def goods(shop: str) -> list[Good]:
    """Everything that a shop (by its slug) sells, in the order of its files."""
    return [_good(record) for file in sorted((CATALOGUE / shop).glob("*.csv")) for record in _records(file)]


def picture_of(good: Good, values: tuple[str, ...]) -> str:
    """The picture that shows this combination of values; the first where none shows it in particular."""
    return good.shown.get(values, good.pictures[0])


def _records(file: Path) -> Iterator[ProductRecord]:
    """The products of one file. Raises ValueError for a row that is wrong, which only we could have written."""
    with file.open("rb") as source:
        for item in own.read(open_table(source), CIRCUMSTANCES):
            if isinstance(item, RowProblem):
                raise ValueError(f"{file.name}, line {item.line}: {item.code} in {item.column}")
            yield item


def _good(record: ProductRecord) -> Good:
    images = () if record.images is UNCHANGED else record.images
    shown = {
        variant.option_values: _name(variant.image_url)
        for variant in record.variants
        if variant.option_values is not UNCHANGED and variant.image_url is not UNCHANGED and variant.image_url
    }
    variants = tuple(replace(variant, image_url=UNCHANGED) for variant in record.variants)
    return Good(
        record=replace(record, images=UNCHANGED, variants=variants),
        pictures=tuple(_name(image.url) for image in images),
        alts={_name(image.url): image.alt for image in images},
        shown=shown,
    )


def _name(address: str) -> str:
    """The name of the picture at an address."""
    return PurePosixPath(urlsplit(address).path).stem
