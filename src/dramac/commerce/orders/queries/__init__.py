"""Everything that other modules may ask about orders."""

from __future__ import annotations

from dramac.commerce.orders.models import Order
from dramac.commerce.orders.queries.details import (
    FulfilmentView,
    OrderDetail,
    RefundView,
    by_number,
    by_token,
    detail,
    get,
    order_of,
)
from dramac.commerce.orders.queries.figures import (
    DayFigures,
    HomeFigures,
    Spend,
    Waiting,
    daily,
    home_figures,
    spend_of,
    waiting,
)
from dramac.commerce.orders.queries.lists import OrderFilter, index, of_customer, recent, search
from dramac.commerce.orders.queries.packing import Slip, slip_of, slips_to_pack
from dramac.commerce.orders.queries.placed import PlacedOrder, placed_from_cart, placed_with_key
from dramac.commerce.orders.queries.promised import waiting_for, waiting_lines
from dramac.commerce.orders.queries.refunding import basis_of, facts_of, preview_refund
from dramac.commerce.orders.queries.variant_sales import VariantSales, variant_sales

__all__ = [
    "DayFigures",
    "FulfilmentView",
    "HomeFigures",
    "Order",
    "OrderDetail",
    "OrderFilter",
    "PlacedOrder",
    "RefundView",
    "Slip",
    "Spend",
    "VariantSales",
    "Waiting",
    "basis_of",
    "by_number",
    "by_token",
    "daily",
    "detail",
    "facts_of",
    "get",
    "home_figures",
    "index",
    "of_customer",
    "order_of",
    "placed_from_cart",
    "placed_with_key",
    "preview_refund",
    "recent",
    "search",
    "slip_of",
    "slips_to_pack",
    "spend_of",
    "variant_sales",
    "waiting",
    "waiting_for",
    "waiting_lines",
]
