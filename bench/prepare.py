"""`python -m bench.prepare PRODUCTS ORDERS FILE`: fills the database that the environment names, and writes down what is
known of the shop and which statements its requests run. A process of its own, because a program has one database."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import django

from bench.ready import Ready
from bench.scenarios import SCENARIOS


def main(products: int, orders: int, file: Path) -> None:
    """Fill the shop, watch requests of each kind, write both down."""
    django.setup()
    from bench import capture, filling
    from dramac.project import preparing

    preparing.prepare(say=lambda words: None)
    kept = filling.filled(products, orders)
    recorded = {scenario.name: capture.recorded(scenario, kept) for scenario in SCENARIOS}
    file.write_bytes(pickle.dumps(Ready(kept, recorded)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
