"""The shop as an app: its manifest and icons, and what its worker keeps for when there is no network."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from PIL import Image

from dramac.kit import media
from dramac.storefront import icons
from dramac.storefront.tests.shop import Shop, Shopper, text

pytestmark = pytest.mark.django_db


def test_a_phone_finds_what_it_needs_to_keep_the_shop_among_its_apps() -> None:
    visitor = Shopper(Shop(theme={"accent": "#3f5d4e", "font": "editorial"}))
    told = json.loads(text(visitor.get("manifest.webmanifest")))
    assert (told["name"], told["start_url"], told["scope"]) == ("Slow Table", visitor.shop.at(), visitor.shop.at())
    sizes = {(each["sizes"], each["purpose"]) for each in told["icons"]}
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for each in told["icons"]:
        answer = visitor.browser.get(each["src"])
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        with Image.open(io.BytesIO(answer.content)) as drawn:
            assert (drawn.format, f"{drawn.width}x{drawn.height}") == ("PNG", each["sizes"])
    assert visitor.get("icon-0/huge.png").status_code == 404


@pytest.mark.parametrize("name", ["Slow Table", "Ýmir", "茶", "…"])
def test_the_mark_of_a_shop_is_a_letter_on_its_colour_whatever_it_is_called(name: str) -> None:
    site = Shop(name=name, theme={"accent": "#3f5d4e"}).site
    with Image.open(io.BytesIO(icons.png(site, "maskable"))) as drawn:
        colours = {colour for _count, colour in drawn.convert("RGB").getcolors(100_000) or ()}
        assert drawn.convert("RGB").getpixel((0, 0)) == (0x3F, 0x5D, 0x4E)
    assert len(colours) > 1


def test_a_picture_of_the_merchants_own_is_the_mark_and_a_lost_one_leaves_the_letter(
    settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    site = Shop(theme={"icon": {"file": "own/mark.png"}}).site
    letter = icons.png(site, "small")
    icons._drawn.cache_clear()  # what was drawn before the picture came
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "#ff0000").save(out, "PNG")
    media.write("own/mark.png", out.getvalue())
    assert icons.png(site, "small") != letter


def test_the_worker_keeps_one_page_without_anything_of_the_visitor_and_files_named_by_their_contents() -> None:
    shop = Shop(theme={"accent": "#3f5d4e"})
    visitor = Shopper(shop)
    visitor.puts_in(shop.sell())
    script = visitor.get("service-worker.js")
    assert (script["Content-Type"], script["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    found = re.search(r"const KEPT = (\{.*\});", text(script))
    assert found
    told = json.loads(found[1])
    assert told["page"] == shop.at("offline")
    assert len(told["files"]) == 3
    assert not any(word in each for each in told["files"] for word in ("cart", "checkout", "products"))
    page = text(visitor.get("offline"))
    assert "You are offline" in page
    assert "shop-cart" not in page
    assert f'data-worker="{shop.at("service-worker.js")}"' in text(visitor.get())
