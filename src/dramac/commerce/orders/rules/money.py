"""How billed amounts are frozen in an order, and how they are read again when money goes back. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dramac.commerce.pricing.engine import BilledShipping, Shares, TaxGroup, TaxShare
from dramac.kit.money import Minor


def frozen_taxes(taxes: Iterable[TaxShare]) -> list[dict[str, Any]]:
    """Taxes of a line or the delivery as an order keeps them; the rate is text, so that it stays exact."""
    return [{"name": tax.name, "rate": f"{tax.rate.normalize():f}", "amount": tax.amount} for tax in taxes]


def frozen_groups(groups: Iterable[TaxGroup]) -> list[dict[str, Any]]:
    """All taxes of an order by name and rate, as it keeps them."""
    return [
        {"name": one.name, "rate": f"{one.rate.normalize():f}", "amount": one.amount, "before_tax": one.before_tax}
        for one in groups
    ]


def frozen_shipping(shipping: BilledShipping | None) -> dict[str, Any]:
    """The delivery as an order keeps it; empty where nothing is delivered."""
    if shipping is None:
        return {}
    return {
        "label": shipping.label,
        "gross": shipping.gross,
        "discount": shipping.discount,
        "net": shipping.net,
        "tax": shipping.tax,
        "total": shipping.total,
        "taxes": frozen_taxes(shipping.taxes),
    }


def shares(total: Minor, taxes: Sequence[Mapping[str, Any]]) -> Shares:
    """The parts of a frozen amount: what is before tax, and each tax."""
    amounts = tuple(int(tax["amount"]) for tax in taxes)
    return Shares(total - sum(amounts), amounts)


def shipping_shares(frozen: Mapping[str, Any]) -> Shares:
    """The parts of a frozen delivery."""
    return shares(int(frozen["total"]), frozen["taxes"]) if frozen else Shares(0)


def given_back(like: Shares, refunds: Iterable[tuple[Minor, Sequence[int]]]) -> Shares:
    """The sum of refunds, each an amount with the taxes in it, in the parts of what was paid."""
    before, taxes = 0, [0] * len(like.taxes)
    for amount, parts in refunds:
        before += amount - sum(parts)
        for index, part in enumerate(parts):
            taxes[index] += part
    return Shares(before, tuple(taxes))
