"""Forms that ask for units of each line of an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders.dashboard.seeing import SeenForm
from dramac.commerce.orders.models import OrderLine


class UnitsForm(SeenForm):
    """A whole number for each line, from none to as many as are left of it."""

    def __init__(self, *args: Any, left: list[tuple[OrderLine, int]], proposed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = left
        for line, most in left:
            self.fields[_name(line.pk)] = units_field(line, most, most if proposed else 0)

    def rows(self) -> list[tuple[OrderLine, int, Any]]:
        """Each line with what is left of it and its field."""
        return [(line, most, self[_name(line.pk)]) for line, most in self.left]

    def units(self) -> dict[UUID, int]:
        """How many of each line, without those of which none were given."""
        given = {line.pk: self.cleaned_data.get(_name(line.pk)) or 0 for line, _most in self.left}
        return {key: count for key, count in given.items() if count}


def units_field(line: OrderLine, most: int, proposed: int) -> forms.IntegerField:
    """A field for some of the units of a line."""
    return forms.IntegerField(
        label=line.title,
        min_value=0,
        max_value=most,
        required=False,
        initial=proposed,
        error_messages={"max_value": _("Only %(limit_value)s are left."), "min_value": _("Zero or more.")},
    )


def _name(line_id: UUID) -> str:
    return f"units_{line_id.hex}"
