"""Filters of a list: each brings its form fields, narrows the rows, and says in words what it was set to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.forms import MoneyField
from dramac.dashboard.navigation import Words
from dramac.kit.money import Money, format_money
from dramac.tenancy.models import Site

Rows = QuerySet[Any]
Options = Sequence[tuple[Any, Any]] | Callable[[Site], Sequence[tuple[Any, Any]]]
Cleaned = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list. `name` is its name in the address, `field` the database field it looks at (else `name`).

    `where` replaces the plain comparison: a function of the rows and the value.
    """

    name: str
    label: Words
    field: str = ""
    where: Callable[[Rows, Any], Rows] | None = None

    @property
    def path(self) -> str:
        """The database field."""
        return self.field or self.name

    def names(self) -> tuple[str, ...]:
        """Its names in the address."""
        return (self.name,)

    def fields(self, site: Site) -> dict[str, forms.Field]:
        """Its form fields by their names in the address."""
        raise NotImplementedError

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows that it leaves; all of them when it is not set."""
        value = cleaned.get(self.name)
        if value in (None, "", []):
            return rows
        return self.where(rows, value) if self.where else rows.filter(**self.lookup(value))

    def lookup(self, value: Any) -> dict[str, Any]:
        """The comparison, as Django's filter arguments."""
        return {self.path: value}

    def words(self, cleaned: Cleaned, form: forms.Form, site: Site) -> str:
        """What it is set to, for its chip; empty when it is not set."""
        value = cleaned.get(self.name)
        return "" if value in (None, "", []) else str(value)


@dataclass(frozen=True, slots=True)
class Choice(Filter):
    """One of several values."""

    options: Options = ()

    def fields(self, site: Site) -> dict[str, forms.Field]:
        """A select that may be left empty."""
        chosen = [("", _("Any")), *_options(self.options, site)]
        return {self.name: forms.ChoiceField(label=str(self.label), choices=chosen, required=False)}

    def words(self, cleaned: Cleaned, form: forms.Form, site: Site) -> str:
        """The chosen value's own words."""
        return ", ".join(_labels(form, self.name, [cleaned.get(self.name)]))


@dataclass(frozen=True, slots=True)
class YesNo(Choice):
    """Yes, no, or either."""

    options: Options = (("yes", _("Yes")), ("no", _("No")))

    def lookup(self, value: Any) -> dict[str, Any]:
        """True or false."""
        return {self.path: value == "yes"}


@dataclass(frozen=True, slots=True)
class Choices(Filter):
    """Any of several values."""

    options: Options = ()

    def fields(self, site: Site) -> dict[str, forms.Field]:
        """A group of checkboxes."""
        choices = list(_options(self.options, site))
        widget = forms.CheckboxSelectMultiple
        field = forms.MultipleChoiceField(label=str(self.label), choices=choices, required=False, widget=widget)
        return {self.name: field}

    def lookup(self, value: Any) -> dict[str, Any]:
        """Among the chosen."""
        return {f"{self.path}__in": value}

    def words(self, cleaned: Cleaned, form: forms.Form, site: Site) -> str:
        """The chosen values' own words."""
        return ", ".join(_labels(form, self.name, cleaned.get(self.name) or []))


@dataclass(frozen=True, slots=True)
class _Range(Filter):
    """From one value to another; either may be left open. In the address: `<name>_from` and `<name>_to`."""

    def names(self) -> tuple[str, ...]:
        """Its two names in the address."""
        return (f"{self.name}_from", f"{self.name}_to")

    def fields(self, site: Site) -> dict[str, forms.Field]:
        """Two fields of its kind."""
        labels = (_("%(label)s from"), _("%(label)s to"))
        return {
            name: self.field_of(str(label) % {"label": self.label})
            for name, label in zip(self.names(), labels, strict=True)
        }

    def field_of(self, label: str) -> forms.Field:
        """One form field of its kind."""
        raise NotImplementedError

    def ends(self, cleaned: Cleaned, site: Site) -> dict[str, Any]:
        """The comparisons at both ends, as lookup and value."""
        low, high = (cleaned.get(name) for name in self.names())
        return {"gte": low, "lte": high}

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows between both ends."""
        ends = {f"{self.path}__{look}": value for look, value in self.ends(cleaned, site).items() if value is not None}
        return rows.filter(**ends) if ends else rows

    def words(self, cleaned: Cleaned, form: forms.Form, site: Site) -> str:
        """Both ends, or the one that is set."""
        low, high = (cleaned.get(name) for name in self.names())
        if low is None and high is None:
            return ""
        if high is None:
            return str(_("from %(low)s")) % {"low": self.say(low, site)}
        if low is None:
            return str(_("up to %(high)s")) % {"high": self.say(high, site)}
        return f"{self.say(low, site)} – {self.say(high, site)}"

    def say(self, value: Any, site: Site) -> str:
        """One end in words."""
        return str(value)


@dataclass(frozen=True, slots=True)
class NumberRange(_Range):
    """From one number to another, both included."""

    def field_of(self, label: str) -> forms.Field:
        """A field for a number."""
        return forms.DecimalField(label=label, required=False, max_digits=15, min_value=Decimal(-(10**12)))


@dataclass(frozen=True, slots=True)
class AmountRange(_Range):
    """From one amount of the site's currency to another, both included; the database field holds minor units."""

    def field_of(self, label: str) -> forms.Field:
        """A field for an amount."""
        return MoneyField(label=label, required=False)

    def say(self, value: Any, site: Site) -> str:
        """The amount with its currency."""
        return format_money(Money(value, site.currency), site.locale)


@dataclass(frozen=True, slots=True)
class DayRange(_Range):
    """From one day to another, both included, as the site's time zone has them; the database field holds moments."""

    def field_of(self, label: str) -> forms.Field:
        """A field for a day."""
        return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def ends(self, cleaned: Cleaned, site: Site) -> dict[str, Any]:
        """From the first moment of the first day until before the day after the last."""
        low, high = (cleaned.get(name) for name in self.names())
        after = high + timedelta(days=1) if high and high < date.max else None
        return {"gte": _midnight(low, site), "lt": _midnight(after, site)}

    def say(self, value: Any, site: Site) -> str:
        """The day as the reader writes it."""
        return date_format(value, "SHORT_DATE_FORMAT")


def _midnight(day: date | None, site: Site) -> datetime | None:
    return datetime.combine(day, time.min, tzinfo=site.zone) if day else None


def _options(options: Options, site: Site) -> Sequence[tuple[Any, Any]]:
    return options(site) if callable(options) else options


def _labels(form: forms.Form, name: str, values: Sequence[Any]) -> list[str]:
    field = form.fields[name]
    choices: Any = getattr(field, "choices", ())
    known = {str(value): str(label) for value, label in choices if str(value)}
    return [known[str(value)] for value in values if str(value) in known]
