"""`python -m bench.stock.measure MOVEMENTS ROWS NAME…`: fills the database that the environment names, measures, prints JSON.

A process of its own, because a program has one database.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict

import django


def main(movements: int, rows: int, names: list[str]) -> None:
    """Fill a tenth, measure, fill the rest, measure again."""
    django.setup()
    from django.db import connection

    from bench.shop import SMALL
    from bench.stock.filling import VARIANTS, a_shop, remember
    from bench.stock.works import BOOKS, BULK
    from dramac.kit.statements import plan_anew

    began = time.perf_counter()
    thousands = max(-(-rows // (SMALL * VARIANTS)), 1)
    site = a_shop(thousands)
    each = max(movements // (thousands * SMALL * VARIANTS), 10)
    filled = time.perf_counter() - began
    found: dict[str, list[dict[str, float]]] = {}
    done = 0
    for part in (each // 10, each):
        began = time.perf_counter()
        remember(site, done, part)
        connection.close()
        filled += time.perf_counter() - began
        done = part
        for name, work in BOOKS.items():
            if name in names:
                found.setdefault(name, []).append(asdict(work(site, part * thousands * SMALL * VARIANTS)))
    for name, work in BULK.items():
        for count in (rows // 10, rows):
            if name in names:
                plan_anew()
                found.setdefault(name, []).append(asdict(work(site, count)))
    print(json.dumps({"filled": filled, "found": found}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
