"""A shop that can be measured: what is known of it, and the statements that its requests run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.replay import Recorded
from bench.shop import Shop


@dataclass(frozen=True, slots=True)
class Ready:
    """A filled shop with what each scenario's requests ran on it, by the scenario's name."""

    shop: Shop
    recorded: Mapping[str, Recorded]
