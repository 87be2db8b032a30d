"""What a chart shows, as values: the option that ECharts draws, the words that say it, and the same figures as a table.

The page holds all three, so that nothing is lost where no script runs or nobody can see the drawing. Colours are not
decided here: the component `chart_view` takes those of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import msgspec

Number = int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Series:
    """One line or row of bars: its name and a value for each place on the axis (None: nothing is known there).

    Series with the same `stack` stand upon each other. One that is `apart` has the axis on the right to itself, for values of
    quite another size.
    """

    name: str
    values: Sequence[Number]
    kind: str = "bar"
    stack: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `label` says in a sentence what it shows; `heads` and `rows` are its figures, already written out.

    `numbers` says how the script writes numbers, in the words of Intl.NumberFormat.
    """

    label: str
    option: Mapping[str, Any]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def option_json(self) -> str:
        """The option as the script reads it."""
        return msgspec.json.encode(self.option).decode()

    @property
    def numbers_json(self) -> str:
        """How numbers are written, as the script reads it."""
        return msgspec.json.encode(self.numbers).decode()


def drawn(places: Sequence[str], series: Sequence[Series], *, lying: bool = False) -> dict[str, Any]:
    """The option of lines and bars over the same places; `lying` turns bars on their side, the first on top.

    The legend stands on top and only where there is more than one series.
    """
    along: dict[str, Any] = {"type": "category", "data": list(places), "inverse": lying}
    up: Any = {"type": "value"}
    if any(one.apart for one in series):
        up = [up, {"type": "value", "scale": True, "splitLine": {"show": False}}]
    several = len(series) > 1
    return {
        "grid": {"left": 8, "right": 16, "top": 40 if several else 16, "bottom": 8, "containLabel": True},
        "legend": {"show": several, "top": 0, "left": 0},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "line" if series[0].kind == "line" else "shadow"}},
        "xAxis": up if lying else along,
        "yAxis": along if lying else up,
        "series": [_series(one) for one in series],
    }


def money_numbers(currency: str) -> dict[str, Any]:
    """How the script writes amounts of a currency."""
    return {"style": "currency", "currency": currency}


def percent_numbers() -> dict[str, Any]:
    """How the script writes ratios as percentages."""
    return {"style": "percent", "maximumFractionDigits": 1}


def _series(one: Series) -> dict[str, Any]:
    drawn: dict[str, Any] = {"name": one.name, "type": one.kind, "data": [_value(value) for value in one.values]}
    if one.stack:
        drawn["stack"] = one.stack
    if one.apart:
        drawn["yAxisIndex"] = 1
    if one.kind == "bar":
        drawn["barMaxWidth"] = 36
    else:
        drawn |= {"showSymbol": len(one.values) < 3, "lineStyle": {"width": 2}}
    return drawn


def _value(value: Number) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
