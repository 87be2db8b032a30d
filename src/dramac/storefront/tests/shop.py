"""A furnished shop for the storefront's tests, and a shopper who goes through it with a plain browser."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from dramac.commerce.catalog.testing import a_category, a_product, variants_of
from dramac.commerce.inventory.testing import a_location, stocked
from dramac.commerce.payments.testing import a_payment_method
from dramac.commerce.shipping.rules import ShippingKind
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.commerce.tax.testing import a_tax_rate
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

DUBLIN = {
    "email": "grace@example.com",
    "country": "IE",
    "name": "Grace Murray",
    "line1": "12 Dame Street",
    "city": "Dublin",
    "postcode": "D02 X285",
}


class Shop:
    """A site with delivery, taxes and ways to pay; `sell` puts products on its shelves."""

    def __init__(self, **fields: Any) -> None:
        self.site: Site = a_site(**{"name": "Slow Table", "tagline": "Made slowly.", **fields})
        self.location = a_location(self.site)
        self.post = a_shipping_method(self.site, 490, name="Post", min_days=1, max_days=3)
        self.express = a_shipping_method(self.site, 1290, name="Express", kind=ShippingKind.FLAT, countries=("IE",))
        a_tax_rate(self.site, "23")
        self.transfer = a_payment_method(self.site, name="Bank transfer")
        self.category = a_category(self.site, "Tableware")

    def sell(self, title: str = "Mug", *, units: int = 10, **more: Any) -> Any:
        """A product on sale with so many units of each variant; returns its first variant."""
        more.setdefault("categories", (self.category,))
        found = variants_of(a_product(self.site, title, **more))
        stocked(self.site, {variant.pk: units for variant in found}, location=self.location)
        return found[0]

    def at(self, path: str = "") -> str:
        """The address of a page by its path below the storefront."""
        return f"/shop/{self.site.slug}/{path}"

    @property
    def orders(self) -> list[Any]:
        """Every order of the site, in the order of their numbers."""
        return list(self.rows("orders.Order").order_by("number"))

    def rows(self, table: str) -> Any:
        """What a table of commerce holds of the site; the storefront itself never looks into one."""
        model: Any = apps.get_model(table)
        return model.objects.of(self.site)


class Shopper:
    """Somebody with a browser that runs no scripts."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.browser = Client()

    def get(self, path: str = "") -> HttpResponse:
        """Open a page."""
        return self.browser.get(self.shop.at(path))  # type: ignore[return-value]  # the stubs give the client's own subclass

    def post(self, path: str, **sent: Any) -> HttpResponse:
        """Send a form."""
        return self.browser.post(self.shop.at(path), sent)  # type: ignore[return-value]  # likewise

    def puts_in(self, variant: Any, quantity: object = 1) -> HttpResponse:
        """Put something into the cart."""
        return self.post("cart/lines", variant=str(variant.pk), quantity=str(quantity))

    def form(self, **changes: str) -> dict[str, str]:
        """The checkout's form, filled in, with what the page itself put into it."""
        page = self.get("checkout").content.decode()
        hidden = {name: field(page, name) for name in ("key", "expected_total")}
        chosen = {"shipping": str(self.shop.post.pk), "payment": str(self.shop.transfer.pk), "billing": "same"}
        return {**DUBLIN, **chosen, **hidden, "do": "place", **changes}

    def orders_it(self, **changes: str) -> HttpResponse:
        """Fill in the checkout and place the order."""
        return self.post("checkout", **self.form(**changes))


def field(page: str, name: str) -> str:
    """The value of an input on a page."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def text(response: Any) -> str:
    """What an answer holds."""
    return str(response.content.decode())
