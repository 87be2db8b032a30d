"""bill(): the order of work, from catalogue prices to what is due."""

from __future__ import annotations

from collections.abc import Iterable

from dramac.commerce.pricing.engine.checks import check, check_total
from dramac.commerce.pricing.engine.discounts import Reductions, off_goods, off_shipping
from dramac.commerce.pricing.engine.request import BillRequest, Tender
from dramac.commerce.pricing.engine.result import (
    AppliedDiscount,
    AppliedTender,
    Bill,
    BilledLine,
    BilledShipping,
    Charged,
)
from dramac.commerce.pricing.engine.taxation import Taxation, grouped
from dramac.kit.money import Minor


def bill(order: BillRequest) -> Bill:
    """What an order costs, exact to the minor unit of its currency, with every share of it.

    Line discounts come first, then order discounts on what those left, then delivery and its discounts, then tax on
    what is left of each line and of the delivery, half-up per line and tax; tenders pay at the end. A discount takes no
    more than there is; what one takes off several lines is split by largest remainder. Raises BillRefused.
    """
    check(order)
    applied: list[AppliedDiscount] = []
    goods = off_goods(order, applied)
    delivery = off_shipping(order, applied)
    taxation = Taxation(order.tax)
    lines = _lines(order, goods, taxation)
    shipping = _shipping(order, delivery, taxation)
    charges: tuple[Charged, ...] = lines if shipping is None else (*lines, shipping)
    subtotal = sum([line.gross for line in lines])
    total = sum([charge.total for charge in charges])
    check_total(max(subtotal, total))
    tenders, due = _tendered(total, order.tenders)
    return Bill(
        currency=order.currency,
        prices_include_tax=order.tax.prices_include_tax,
        lines=lines,
        shipping=shipping,
        discounts=tuple(applied),
        taxes=grouped(charges),
        tenders=tenders,
        subtotal=subtotal,
        discount_total=sum([line.discount for line in lines]),
        shipping_total=0 if shipping is None else shipping.net,
        tax_total=sum([charge.tax for charge in charges]),
        tax_relief_total=sum([charge.tax_relief for charge in charges]),
        total=total,
        due=due,
    )


def _lines(order: BillRequest, goods: Reductions, taxation: Taxation) -> tuple[BilledLine, ...]:
    lines = []
    for line, net, shares in zip(order.lines, goods.left, goods.shares, strict=True):
        taxed = taxation.charge(net, line.tax_class, exempt=line.tax_exempt)
        gross = line.unit_price * line.quantity
        lines.append(
            BilledLine(
                key=line.key,
                unit_price=line.unit_price,
                quantity=line.quantity,
                gross=gross,
                discounts=tuple(shares),
                discount=gross - net,
                net=net,
                taxes=taxed.taxes,
                tax=taxed.tax,
                tax_relief=taxed.relief,
                total=taxed.total,
            )
        )
    return tuple(lines)


def _shipping(order: BillRequest, delivery: Reductions, taxation: Taxation) -> BilledShipping | None:
    charge = order.shipping
    if charge is None:
        return None
    net = delivery.left[0]
    taxed = taxation.charge(net, charge.tax_class, exempt=charge.tax_exempt, shipping=True)
    return BilledShipping(
        label=charge.label,
        gross=charge.amount,
        discounts=tuple(delivery.shares[0]),
        discount=charge.amount - net,
        net=net,
        taxes=taxed.taxes,
        tax=taxed.tax,
        tax_relief=taxed.relief,
        total=taxed.total,
    )


def _tendered(total: Minor, tenders: Iterable[Tender]) -> tuple[tuple[AppliedTender, ...], Minor]:
    """The tenders in their order, each as far as it is needed, and what they leave due."""
    due, used = total, []
    for tender in tenders:
        amount = min(tender.amount, due)
        used.append(AppliedTender(tender.label, amount))
        due -= amount
    return tuple(used), due
