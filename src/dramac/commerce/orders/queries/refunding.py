"""An order as refunds see it, and what one would give back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from dramac.commerce.orders.models import Order, OrderLine, Refund, RefundLine
from dramac.commerce.orders.rules.money import given_back, shares, shipping_shares
from dramac.commerce.orders.rules.refunds import RefundBasis, RefundPlan, RefundWish, plan
from dramac.commerce.orders.rules.states import LineFacts
from dramac.commerce.pricing.engine import Shares
from dramac.tenancy.models import Site


def facts_of(lines: Iterable[OrderLine], refunded: Iterable[RefundLine] = ()) -> list[LineFacts]:
    """Lines as the rules see them; `refunded` is what went back of them so far. No statement."""
    back: dict[UUID, list[RefundLine]] = defaultdict(list)
    for row in refunded:
        back[row.line_id].append(row)
    found = []
    for line in lines:
        paid = shares(line.total, line.taxes)
        given = given_back(paid, ((row.amount, row.taxes) for row in back[line.pk]))
        found.append(
            LineFacts(line.pk, line.quantity, paid, given, line.fulfilled, line.returned, line.cancelled, line.refunded)
        )
    return found


def basis_of(order: Order, lines: Iterable[OrderLine]) -> RefundBasis:
    """The order as refunds see it; its `payment` must have been read with it. Two statements."""
    refunds = list(Refund.objects.of(order.site_id).filter(order=order, failed_at=None))
    rows = RefundLine.objects.of(order.site_id).filter(refund__in=refunds) if refunds else []
    paid = shipping_shares(order.shipping_shares)
    back = given_back(paid, ((refund.shipping_amount, _parts(refund, paid)) for refund in refunds))
    kept = order.payment.captured - order.refunded_total
    return RefundBasis(facts_of(lines, rows), paid, back, kept)


def preview_refund(site: Site, order_id: UUID, wish: RefundWish) -> RefundPlan | None:
    """What a refund would give back, before anyone decides; None for an unknown order. Four statements.

    Raises CannotPlan as the refund itself would.
    """
    order = Order.objects.of(site).select_related("payment").filter(pk=order_id).first()
    if order is None:
        return None
    lines = OrderLine.objects.of(site).filter(order=order).order_by("position")
    return plan(basis_of(order, lines), wish)


def _parts(refund: Refund, paid: Shares) -> Sequence[int]:
    return refund.shipping_taxes or [0] * len(paid.taxes)
