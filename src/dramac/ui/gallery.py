"""The gallery: every component's sample on one page, in both looks. It is what screenshots and axe look at."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dramac.ui import assets, components
from dramac.ui.charts import Chart, Series, drawn

SHAPES = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='800' height='1000'><rect width='800' height='1000' fill='%23e9e2d6'/>"
    "<circle cx='400' cy='470' r='230' fill='%23c96f3b'/><rect y='700' width='800' height='300' fill='%23d8cdbb'/></svg>"
)
IMAGE = {"src": "data:image/svg+xml," + SHAPES, "width": 800, "height": 1000, "sources": [], "alt": ""}
MONTHS, UNITS, SOLD = ("January", "February", "March", "April"), (310, 280, 340, 290), (120, 150, 90, 160)
CHART = Chart(
    "Units on hand and sold, by month",
    drawn(MONTHS, [Series("On hand", UNITS), Series("Sold", SOLD, kind="line")]),
    ("Month", "On hand", "Sold"),
    [(month, str(units), str(sold)) for month, units, sold in zip(MONTHS, UNITS, SOLD, strict=True)],
)
MOMENT = dt.datetime(2026, 11, 20, 14, 5, tzinfo=dt.UTC)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component of a look (`?look=storefront`); only while debugging, or to people who run the system."""
    if not (settings.DEBUG or getattr(getattr(request, "user", None), "is_staff", False)):
        raise Http404
    look = "storefront" if request.GET.get("look") == "storefront" else "dashboard"
    return render(request, "ui/gallery.html", context(look, request.COOKIES.get("theme", "")))


def context(look: str, theme: str = "") -> dict[str, Any]:
    """Return what the samples of a look are drawn with."""
    names = [folder.name for folder in components.folders() if assets.belongs(folder.name, look)]
    shown = {"image": IMAGE, "moment": MOMENT, "chart": CHART}
    return {"look": look, "looks": assets.LOOKS, "theme": theme, "names": names, **shown}
