"""Which column of a file says what: guessed from the headings, chosen by people where the guess is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NAMES: Mapping[str, Sequence[str]] = {
    "code": (
        "sku",
        "barcode",
        "ean",
        "gtin",
        "upc",
        "code",
        "article",
        "artikelnummer",
        "art nr",
        "item",
        "variant sku",
    ),
    "units": (
        "quantity",
        "units",
        "on hand",
        "qty",
        "menge",
        "anzahl",
        "bestand",
        "stock",
        "change",
        "counted",
        "adjustment",
        "count",
    ),
    "location": ("location", "place", "warehouse", "lagerort", "lager", "standort"),
    "batch": ("batch", "batch number", "lot", "lot number", "charge", "chargennummer"),
    "expires": (
        "expires",
        "expires on",
        "expiry",
        "expiry date",
        "best before",
        "use by",
        "mhd",
        "haltbar bis",
        "ablaufdatum",
    ),
    "note": ("note", "reason", "grund", "notiz", "comment", "bemerkung"),
}
"""What headings usually say, for each thing that a row may hold; the first that fits wins."""


def guess(headers: Sequence[str]) -> dict[str, int]:
    """The places of the columns by what they hold; what no heading fits is missing. No column is taken twice."""
    plain = [" ".join(header.casefold().replace("_", " ").replace("-", " ").split()) for header in headers]
    found: dict[str, int] = {}
    for what, names in NAMES.items():
        free = [place for place in range(len(plain)) if place not in found.values()]
        exact = [place for name in names for place in free if plain[place] == name]
        within = [place for name in names for place in free if name in plain[place].split()]
        if best := exact or within:
            found[what] = best[0]
    return found
