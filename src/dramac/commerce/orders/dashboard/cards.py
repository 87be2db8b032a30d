"""What orders put on the first page: figures of the day and week, what waits for somebody, and the latest orders."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dramac.commerce.orders import permissions, queries
from dramac.commerce.orders.queries import DayFigures
from dramac.dashboard.home import Card
from dramac.dashboard.pages import here
from dramac.kit.money import Money
from dramac.tenancy.requests import SiteRequest
from dramac.ui.formats import money, number

DAYS = 14


def figures(request: SiteRequest) -> Card | None:
    """Sales and orders today and over the week, beside the time before."""
    if not request.membership.may(permissions.VIEW):
        return None
    site = request.site
    found = queries.home_figures(site, request.now)
    today = request.now.astimezone(site.zone).date()
    days = [day for _date, day in queries.daily(site, today.fromordinal(today.toordinal() - DAYS + 1), today)]
    href = here(request, "orders:index")
    kpis = [
        _sales(_("Sales today"), (found.today, found.yesterday_so_far), _("yesterday by now"), site.currency, href),
        _count(_("Orders today"), (found.today, found.yesterday_so_far), _("yesterday by now"), href),
        _sales(_("Sales, 7 days"), (found.week, found.week_before), _("the 7 days before"), site.currency, href),
        _count(_("Orders, 7 days"), (found.week, found.week_before), _("the 7 days before"), href),
    ]
    for kpi, history in zip(kpis[2:], ([day.sales for day in days], [day.orders for day in days]), strict=True):
        kpi["history"] = history
    return Card("commerce/orders/dashboard/figures.html", {"kpis": kpis}, wide=True)


def waiting(request: SiteRequest) -> Card | None:
    """What waits to be sent and to be paid."""
    if not request.membership.may(permissions.VIEW):
        return None
    return Card("commerce/orders/dashboard/waiting.html", {"waiting": queries.waiting(request.site)})


def recent(request: SiteRequest) -> Card | None:
    """The latest orders."""
    if not request.membership.may(permissions.VIEW):
        return None
    return Card("commerce/orders/dashboard/recent.html", {"orders": queries.recent(request.site)}, wide=True)


def _sales(
    label: str, periods: tuple[DayFigures, DayFigures], comparison: str, currency: str, href: str
) -> dict[str, Any]:
    now, before = (period.sales for period in periods)
    return _kpi(label, money(Money(now, currency)), (now, before), comparison, href)


def _count(label: str, periods: tuple[DayFigures, DayFigures], comparison: str, href: str) -> dict[str, Any]:
    now, before = (period.orders for period in periods)
    return _kpi(label, number(now), (now, before), comparison, href)


def _kpi(label: str, value: str, pair: tuple[int, int], comparison: str, href: str) -> dict[str, Any]:
    now, before = pair
    change = (now - before) / before if before > 0 else None
    return {"label": label, "value": value, "change": change, "comparison": comparison, "href": href, "history": ()}
