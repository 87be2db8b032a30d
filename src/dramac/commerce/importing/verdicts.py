"""Owns the words for what the catalogue says of a product or variant that a file brings."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "catalogue_"
"""Before the catalogue's own codes, so that they never meet those of the file's readers."""


def _(message: str) -> str:
    """Marks a sentence to be translated where it is shown."""
    return message


VERDICTS: Final[dict[str, str]] = {
    "same_product": _("Another product in this file is the same product of the shop. This one was left out."),
    "not_found": _("The product this row is for was removed meanwhile. It was left out."),
    "no_address": _("This product has neither a handle nor a title to make its address of. It was left out."),
    "title_missing": _("A new product needs a title. It was left out."),
    "no_variants": _("This product has nothing that could be bought yet. It was taken as a draft."),
    "unknown_status": _("This status is not one we know. The product was left out."),
    "too_long": _("The text for %(field)s is too long; %(limit)s characters are the most. It was left out."),
    "too_many_options": _("A product can have at most %(limit)s options. It was left out."),
    "option_names": _("The names of the options are empty or not different from each other. The product was left out."),
    "options_differ": _(
        "The product in the shop has the options “%(have)s”, the file has “%(given)s”. The product was left out."
    ),
    "same_combination": _("Another row has the same option values (%(values)s). This variant was left out."),
    "values_missing": _("This variant needs a value for each option (%(options)s). It was left out."),
    "no_such_variant": _("The product has no variant with the SKU “%(sku)s”. It was left out."),
    "price_missing": _("A new variant needs a price. It was left out."),
    "too_many_variants": _("A product can have at most %(limit)s variants. This one was left out."),
    "weight": _("This weight is below zero or above %(limit)s grams. The variant was left out."),
    "below_zero": _("An amount (%(field)s) is below zero. The variant was left out."),
    "too_large": _("An amount (%(field)s) is too large. The variant was left out."),
    "waiting_limit": _(
        "Between 0 and %(limit)s units can be sold beyond what is there; an empty cell changes nothing. The variant was left out."
    ),
    "waiting_days": _("Between 0 and %(limit)s days after the order can be promised. The variant was left out."),
    "waiting_either": _(
        "Either a day is promised or a number of days after the order, not both. The variant was left out."
    ),
    "waiting_release": _(
        "A pre-order is promised for its release day, not for days after the order. The variant was left out."
    ),
    "compare_at_not_above": _("The compare-at price is not above the price, so it was left out."),
    "too_many_tags": _("This product has too many tags. It was left out."),
    "price_too_precise": _(
        "The amount %(amount)s has more decimals than %(currency)s has. It was left out; write it with fewer."
    ),
    "unknown_tax_class": _("The shop has no tax class “%(key)s”. The standard class was taken."),
    "too_many_units": _("The quantity is above %(limit)s. Stock was left as it is."),
    "not_loaded": _("This product could not be written. Nothing of it was kept."),
}
