"""An order's rows as a fact tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from dramac.commerce.orders.events import LineTold, OrderTold, TaxTold, UnitsTold
from dramac.commerce.orders.models import Order, OrderLine


def told(order: Order, lines: Iterable[OrderLine]) -> OrderTold:
    """The order as it is now; its `payment` must have been read with it. No statement."""
    payment = order.payment
    return OrderTold(
        id=order.pk,
        number=order.number,
        state=order.state,
        payment_state=order.payment_state,
        fulfilment_state=order.fulfilment_state,
        channel=order.channel,
        currency=order.currency,
        locale=order.locale,
        prices_include_tax=order.prices_include_tax,
        customer_id=order.customer_id,
        email=order.email,
        name=order.name,
        phone=order.phone,
        shipping_address=order.shipping_address,
        billing_address=order.billing_address,
        shipping_method=order.shipping_method,
        payment_method=order.payment_method,
        payment_provider=payment.provider,
        payment_method_id=payment.method_id,
        lines=tuple(_line(line) for line in lines),
        taxes=tuple(TaxTold(tax["name"], tax["rate"], tax["amount"]) for tax in order.taxes),
        subtotal=order.subtotal,
        discount_total=order.discount_total,
        shipping_total=order.shipping_total,
        tax_total=order.tax_total,
        total=order.total,
        paid_total=payment.captured,
        refunded_total=order.refunded_total,
        note=order.note,
        placed_at=order.placed_at,
        expires_at=order.expires_at,
        version=order.version,
    )


def units_told(lines: Iterable[OrderLine], units: Mapping[UUID, int]) -> tuple[UnitsTold, ...]:
    """Units of lines as a fact tells of them, in the order of the lines. No statement."""
    return tuple(
        UnitsTold(line.pk, line.title, line.variant_title, units[line.pk]) for line in lines if units.get(line.pk)
    )


def _line(line: OrderLine) -> LineTold:
    return LineTold(
        id=line.pk,
        product_id=line.product_id,
        variant_id=line.variant_id,
        title=line.title,
        variant_title=line.variant_title,
        sku=line.sku,
        image_file=line.image_file,
        quantity=line.quantity,
        unit_price=line.unit_price,
        gross=line.gross,
        discount=line.discount,
        net=line.net,
        tax=line.tax,
        total=line.total,
        requires_shipping=line.requires_shipping,
        fulfilled=line.fulfilled,
        refunded=line.refunded,
        cancelled=line.cancelled,
        waiting_as=line.waiting_as,
        waits=line.waits,
        promised_on=line.promised_on,
    )
