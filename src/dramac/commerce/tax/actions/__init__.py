"""Every way in which tax rates and classes change."""

from __future__ import annotations

from dramac.commerce.tax.actions.classes import ClassRefused, add_class, open_classes, remove_class, rename_class
from dramac.commerce.tax.actions.rates import RateDetails, RateRefused, UnknownRate, add_rate, edit_rate, remove_rate

__all__ = [
    "ClassRefused",
    "RateDetails",
    "RateRefused",
    "UnknownRate",
    "add_class",
    "add_rate",
    "edit_rate",
    "open_classes",
    "remove_class",
    "remove_rate",
    "rename_class",
]
