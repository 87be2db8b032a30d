"""What is wrong with a product, in words for the merchant: one sentence for each code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.rules.drafts import Problem

SENTENCES: Mapping[str, Promise] = {
    "required": _("Fill this in."),
    "too_long": _("Use at most %(limit)s characters."),
    "too_many_tags": _("Use at most %(limit)s tags."),
    "too_many_options": _("A product has at most %(limit)s options."),
    "too_many_variants": _("A product has at most %(limit)s variants."),
    "same_option": _("There are two options named “%(name)s”."),
    "no_variants": _("A product needs at least one variant with a price before shoppers can see it."),
    "options_needed": _("Several variants need an option in which they differ, such as size."),
    "values_missing": _("Give a value for each option."),
    "same_combination": _("The variant “%(values)s” is there twice."),
    "below_zero": _("The amount cannot be below zero."),
    "too_large": _("The amount is too large."),
    "compare_at_not_above": _("The compare-at price must be higher than the price."),
    "waiting_limit": _("Sell between 0 and %(limit)s units beyond what is there, or leave it empty for no limit."),
    "waiting_days": _("Promise between 0 and %(limit)s days after the order."),
    "waiting_either": _("Promise either a day or a number of days after the order, not both."),
    "waiting_release": _("A pre-order is promised for its release day, not for days after the order."),
    "weight": _("The weight must be between 0 and %(limit)s grams."),
    "unknown_status": _("Choose draft, active or archived."),
    "unknown_category": _("One of the categories no longer exists. Choose again."),
    "unknown_variant": _("This variant no longer exists. Load the page again."),
    "unknown_picture": _("This picture does not belong to the product."),
    "into_itself": _("A category cannot be moved into itself."),
    "too_deep": _("Categories can be nested six levels deep."),
}


def sentence(problem: Problem) -> str:
    """The problem in words, in the language of the reader."""
    return str(SENTENCES[problem.code]) % dict(problem.params)
