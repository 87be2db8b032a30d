"""What each variant sold: units and net sales of a period, for reports that rank goods.

Net sales (semantics.md, section 2) are gross sales less discounts less reversals, without tax and delivery. What was
ordered counts on the day it was placed, cancelled and unpaid orders too; reversals count on their own day: refunds, and
what an order that was cancelled or ran out had not been refunded of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dramac.kit import sql
from dramac.kit.money import Minor
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

_ORDERED = """
SELECT d.column1, l.variant_id, SUM(l.quantity), SUM(l.total - l.tax)
FROM (VALUES :rows) AS d
JOIN mod_ecommod01_orders o ON o.placed_at >= d.column2 AND o.placed_at < d.column3
JOIN mod_ecommod01_order_items l ON l.site_id = o.site_id AND l.order_id = o.id AND l.variant_id IS NOT NULL
WHERE o.site_id = %s GROUP BY d.column1, l.variant_id
"""
_REFUNDED = """
SELECT d.column1, l.variant_id, SUM(b.quantity), SUM(b.amount - b.tax)
FROM (VALUES :rows) AS d
JOIN mod_ecommod01_refunds r ON r.created_at >= d.column2 AND r.created_at < d.column3 AND r.failed_at IS NULL
JOIN mod_ecommod01_refund_items b ON b.site_id = r.site_id AND b.refund_id = r.id
JOIN mod_ecommod01_order_items l ON l.site_id = b.site_id AND l.id = b.line_id AND l.variant_id IS NOT NULL
WHERE r.site_id = %s GROUP BY d.column1, l.variant_id
"""
_CLOSED = """
SELECT d.column1, l.variant_id, SUM(l.quantity - l.refunded), SUM(l.total - l.tax - COALESCE((
  SELECT SUM(b.amount - b.tax) FROM mod_ecommod01_refund_items b
  JOIN mod_ecommod01_refunds r ON r.site_id = b.site_id AND r.id = b.refund_id AND r.failed_at IS NULL
  WHERE b.site_id = l.site_id AND b.line_id = l.id AND r.order_id = o.id), 0))
FROM (VALUES :rows) AS d
JOIN mod_ecommod01_orders o ON o.closed_at >= d.column2 AND o.closed_at < d.column3
JOIN mod_ecommod01_order_items l ON l.site_id = o.site_id AND l.order_id = o.id AND l.variant_id IS NOT NULL
WHERE o.site_id = %s AND o.state IN ('cancelled', 'expired') GROUP BY d.column1, l.variant_id
"""
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class VariantSales:
    """What was ordered of a variant in a period, and what of it or of earlier orders was reversed; minor units, no tax."""

    units: int = 0
    units_reversed: int = 0
    ordered: Minor = 0
    reversed: Minor = 0

    @property
    def net(self) -> Minor:
        """Net sales: gross less discounts less reversals."""
        return self.ordered - self.reversed

    @property
    def net_units(self) -> int:
        """Units ordered less those that were reversed."""
        return self.units - self.units_reversed


def variant_sales(site: Site, spans: Sequence[Span]) -> dict[UUID, list[VariantSales]]:
    """The sales of each variant in each of some periods (`since` ≤ t < `until`); variants without any are left out.

    Three statements, however many periods there are.
    """
    rows: list[sql.Row] = [(number, *span) for number, span in enumerate(spans)]
    if not rows:
        return {}
    sums: dict[tuple[UUID, int], list[int]] = {}
    for statement, place in ((_ORDERED, 0), (_REFUNDED, 1), (_CLOSED, 1)):
        for number, key, units, amount in sql.rows(statement, many=rows, after=[site.pk]):
            found = sums.setdefault((key_out(key), number), [0, 0, 0, 0])
            found[place] += int(units)
            found[place + 2] += int(amount)
    told: dict[UUID, list[VariantSales]] = {}
    for (variant, number), found in sums.items():
        told.setdefault(variant, [VariantSales()] * len(rows))[number] = VariantSales(*found)
    return told
