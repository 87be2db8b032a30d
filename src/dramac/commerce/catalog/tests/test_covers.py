"""The picture that stands for a category: of the first thing on sale in it, or just below it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from dramac.commerce.catalog import actions, queries
from dramac.commerce.catalog.testing import a_category, a_product
from dramac.kit.clock import utc_now
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def a_picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 25), colour).save(out, "PNG")
    return out.getvalue()


def test_a_category_is_shown_by_what_is_on_sale_in_it_or_below_it_and_by_nothing_else() -> None:
    site, other = a_site(), a_site()
    table = a_category(site, "Table")
    mugs = a_category(site, "Mugs", parent=table)
    empty = a_category(site, "Empty")
    mug = a_product(site, "Mug", categories=(mugs,))
    draft = a_product(site, "Draft", categories=(empty,), status="draft")
    for product, colour in ((mug, "red"), (draft, "blue")):
        actions.upload_image(site, product.pk, a_picture(colour), by=an_actor(), now=utc_now(), alt=product.title)
    covers = queries.category_covers(site, [table.pk, mugs.pk, empty.pk])
    assert {key: cover.alt for key, cover in covers.items()} == {table.pk: "Mug", mugs.pk: "Mug"}
    assert queries.category_covers(other, [table.pk]) == {}
    assert queries.category_covers(site, []) == {}
