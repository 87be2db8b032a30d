"""Takes decided discounts off amounts, never below zero, and keeps who took what from which."""

from __future__ import annotations

from collections.abc import Sequence

from dramac.commerce.pricing.engine.request import BillRequest
from dramac.commerce.pricing.engine.result import AppliedDiscount, DiscountKind, DiscountShare
from dramac.kit.money import Minor, split


class Reductions:
    """Amounts while discounts are taken off: what is `left` of each, and the `shares` that were taken."""

    __slots__ = ("applied", "left", "shares")

    def __init__(self, amounts: Sequence[Minor], applied: list[AppliedDiscount]) -> None:
        self.left = list(amounts)
        self.shares: list[list[DiscountShare]] = [[] for _ in amounts]
        self.applied = applied

    def take(self, kind: DiscountKind, label: str, asked: Minor, rows: Sequence[int]) -> None:
        """Takes a discount off some rows, as far as there is something left, each by what is left of it.

        The split is exact to the minor unit by largest remainder (see `kit.money.split`).
        """
        left = self.left
        weights = [left[row] for row in rows]
        amount = min(asked, sum(weights))
        number = len(self.applied)
        self.applied.append(AppliedDiscount(kind, label, asked, amount))
        if not amount:
            return
        for row, share in zip(rows, split(amount, weights), strict=True):
            if share:
                left[row] -= share
                self.shares[row].append(DiscountShare(label, share, number))


def off_goods(order: BillRequest, applied: list[AppliedDiscount]) -> Reductions:
    """The lines after line discounts and then order discounts on what those left."""
    goods = Reductions([line.unit_price * line.quantity for line in order.lines], applied)
    if order.line_discounts or order.order_discounts:
        rows = {line.key: row for row, line in enumerate(order.lines)}
        for discount in order.line_discounts:
            goods.take(DiscountKind.LINE, discount.label, discount.amount, (rows[discount.line_key],))
        for reduction in order.order_discounts:
            named = None if reduction.line_keys is None else sorted({rows[key] for key in reduction.line_keys})
            goods.take(
                DiscountKind.ORDER, reduction.label, reduction.amount, range(len(rows)) if named is None else named
            )
    return goods


def off_shipping(order: BillRequest, applied: list[AppliedDiscount]) -> Reductions:
    """The delivery after its discounts: one row, or none where nothing is delivered."""
    delivery = Reductions(() if order.shipping is None else (order.shipping.amount,), applied)
    for discount in order.shipping_discounts:
        delivery.take(DiscountKind.SHIPPING, discount.label, discount.amount, range(len(delivery.left)))
    return delivery
