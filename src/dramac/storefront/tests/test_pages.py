"""What each page shows, what it costs in statements whatever the catalogue's size, and who may keep it."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog.testing import a_category
from dramac.kit.clock import utc_now
from dramac.storefront.tests.shop import Shop, Shopper, text
from dramac.tenancy.testing import an_actor

pytestmark = pytest.mark.django_db

STATEMENTS = {
    "": 3,
    "products": 4,
    "categories/tableware": 7,
    "search?q=mug": 6,
    "search": 2,
    "search/suggestions?q=mu": 2,
    "products/mug-1": 7,
    "pages/shipping": 1,
    "cart": 1,
    "cart/contents": 0,
    "account/sign-in": 1,
    "nothing": 2,
    "robots.txt": 0,
    "manifest.webmanifest": 0,
    "service-worker.js": 0,
    "offline": 0,
    "wishlist": 1,
}
"""Statements of each page for a visitor without cookies when nothing is cached; the same for five products and two hundred."""

WITH_CART = {"": 5, "products/mug-1": 9, "cart": 7, "cart/contents": 6, "checkout": 7}
"""The same for a visitor with something in the cart."""


@pytest.mark.parametrize("size", [5, 200])
def test_a_page_costs_the_same_whatever_the_catalogue_holds(size: int, django_assert_num_queries: Any) -> None:
    shop = Shop()
    first = shop.sell("Mug 1", options={"Colour": ("Red", "Blue")})
    for number in range(2, size + 1):
        shop.sell(f"Mug {number}", units=1)
    visitor = Shopper(shop)
    visitor.get("robots.txt")
    for path, count in STATEMENTS.items():
        visitor.browser.cookies.clear()
        with django_assert_num_queries(count, info=path):
            visitor.get(path)
    visitor.puts_in(first)
    for path, count in WITH_CART.items():
        with django_assert_num_queries(count, info=f"{path} with a cart"):
            visitor.get(path)


def test_a_page_that_shows_nothing_of_its_visitor_may_be_kept_by_others_and_none_that_does() -> None:
    shop = Shop()
    mug = shop.sell()
    visitor = Shopper(shop)
    assert visitor.get()["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    assert "Set-Cookie" not in visitor.get().headers
    assert visitor.get("products/mug")["Cache-Control"] == "private, no-cache"
    visitor.puts_in(mug)
    assert visitor.get()["Cache-Control"] == "private, no-cache"


def test_a_page_travels_compressed_to_a_browser_that_asks_for_it() -> None:
    shop = Shop()
    shop.sell("Mug")
    visitor = Shopper(shop)
    packed = visitor.browser.get(shop.at(), headers={"Accept-Encoding": "gzip, br"})
    assert (packed["Content-Encoding"], packed["Content-Length"]) == ("gzip", str(len(packed.content)))
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == visitor.get().content
    assert not visitor.browser.get(shop.at("manifest.webmanifest"), headers={"Accept-Encoding": "gzip"}).has_header(
        "Content-Encoding"
    )


def test_cookies_belong_to_one_shop_and_are_out_of_reach_of_scripts() -> None:
    shop = Shop()
    added = Shopper(shop).puts_in(shop.sell())
    cookie = added.cookies[f"{shop.site.slug}_cart"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (shop.at(), True, "Lax")


def test_a_category_lists_what_lies_below_it_and_shows_the_way_there() -> None:
    shop = Shop()
    mugs = a_category(shop.site, "Mugs", parent=shop.category)
    shop.sell("Harbour mug", categories=(mugs,))
    visitor = Shopper(shop)
    assert "Harbour mug" in text(visitor.get("categories/tableware"))
    page = text(visitor.get("categories/tableware/mugs"))
    assert f'href="{shop.at("categories/tableware")}"' in page
    assert '"@type": "BreadcrumbList"' in page


def test_filters_narrow_the_list_and_can_be_taken_away_one_by_one() -> None:
    shop = Shop()
    shop.sell("Red mug", price=1000, options={"Colour": ("Red",)}, vendor="Kiln")
    shop.sell("Blue mug", price=3000, options={"Colour": ("Blue",)}, vendor="Kiln")
    visitor = Shopper(shop)
    page = text(visitor.get("products?o.colour=red"))
    assert "Red mug" in page
    assert "Blue mug" not in page
    assert "Remove filter Colour: Red" in page
    assert "Blue mug" not in text(visitor.get("products?max=20"))
    assert "Red mug" not in text(visitor.get("products?min=20.00"))
    assert "Nothing matches" in text(visitor.get("products?min=90"))


def test_a_list_asks_first_what_most_products_answer_and_leaves_out_what_hardly_any_does() -> None:
    shop = Shop()
    for number, name in enumerate(("Band", "Base", "Blade", "Cloth", "Dip", "Fill", "Zest")):
        for product in range(number + 1):
            shop.sell(f"{name} {product}", options={name: ("Red", "Blue")})
    visitor = Shopper(shop)
    page = text(visitor.get("products"))
    labels = re.findall(r'class="facet-summary"><span class="grow">(\w+)<', page)
    assert labels == ["Availability", "Price", "Zest", "Fill", "Dip", "Cloth", "Blade", "Base"]
    assert ">Band<" in text(visitor.get("products?o.band=red"))


def test_a_list_stands_at_an_address_that_says_only_what_was_asked() -> None:
    shop = Shop()
    shop.sell("Mug")
    visitor = Shopper(shop)
    sent = visitor.get("categories/tableware?min=&max=20&sort=newest&o.colour=")
    assert (sent.status_code, sent["Location"]) == (302, shop.at("categories/tableware?max=20"))
    assert visitor.get("products?min=&max=")["Location"] == shop.at("products")
    assert visitor.get("search?q=mug&sort=relevance")["Location"] == shop.at("search?q=mug")
    swapped = visitor.browser.get(shop.at("products?min=&max=20"), headers={"HX-Request": "true"})
    assert (swapped.status_code, swapped["HX-Push-Url"]) == (200, shop.at("products?max=20"))


def test_a_mistyped_search_says_what_it_looked_for_and_none_is_a_dead_end() -> None:
    shop = Shop()
    shop.sell("Teapot")
    visitor = Shopper(shop)
    assert "Nothing here is called “teapott”. This is what we have for “teapot”." in text(
        visitor.get("search?q=teapott")
    )
    lost = text(visitor.get("search?q=zeppelin"))
    assert "Nothing found for “zeppelin”" in lost
    assert "Teapot" in lost


def test_an_option_is_chosen_by_a_link_that_leads_to_the_nearest_variant() -> None:
    shop = Shop()
    first = shop.sell("Mug", options={"Colour": ("Red", "Blue"), "Size": ("S", "L")})
    page = text(Shopper(shop).get(f"products/mug?variant={first.pk}"))
    assert page.count("?variant=") >= 4
    assert '"@type": "Product"' in page
    assert '"availability": "https://schema.org/InStock"' in page


def test_old_addresses_lead_to_the_new_ones_and_what_is_archived_is_gone() -> None:
    shop = Shop()
    mug = shop.sell("Mug")
    shop.rows("catalog.Product").filter(pk=mug.product_id).update(slug="old-mug")
    draft = catalog.ProductDraft(title="Mug", slug="new-mug", variants=(catalog.VariantDraft(id=mug.pk, price=1250),))
    catalog.save_product(shop.site, draft, by=an_actor(), now=utc_now(), product_id=mug.product_id)
    visitor = Shopper(shop)
    moved = visitor.get("products/old-mug")
    assert (moved.status_code, moved["Location"]) == (301, shop.at("products/new-mug"))
    catalog.archive_product(shop.site, mug.product_id, by=an_actor(), now=utc_now())
    gone = visitor.get("products/new-mug")
    assert (gone.status_code, gone["X-Robots-Tag"]) == (410, "noindex")
    assert "Mug is no longer sold" in text(gone)
    assert visitor.get("products/old-mug").status_code == 410


def test_what_was_never_on_sale_is_not_said_to_be_gone_and_what_is_gone_leads_to_its_category() -> None:
    shop = Shop()
    shop.sell("Bowl")
    unborn, gone = shop.sell("Secret jug", status="draft"), shop.sell("Jug")
    for each in (unborn, gone):
        catalog.archive_product(shop.site, each.product_id, by=an_actor(), now=utc_now())
    visitor = Shopper(shop)
    assert visitor.get("products/secret-jug").status_code == 404
    page = text(visitor.get("products/jug"))
    assert f'href="{shop.at("categories/tableware")}"' in page
    assert "Bowl" in page


def test_the_home_page_shows_large_what_the_merchant_is_proud_of_as_long_as_it_is_sold() -> None:
    shop = Shop()
    lamp = shop.sell("Pebble lamp")
    shop.site.pages = {"featured": {"product": str(lamp.product_id), "heading": "Like something the tide left"}}
    shop.site.save()
    visitor = Shopper(shop)
    assert "Like something the tide left" in text(visitor.get())
    catalog.archive_product(shop.site, lamp.product_id, by=an_actor(), now=utc_now())
    assert "Like something the tide left" not in text(visitor.get())


def test_the_header_names_as_many_categories_as_fit_and_the_menu_all_of_them() -> None:
    shop = Shop()
    for number in range(9):
        a_category(shop.site, f"Large furniture {number}")
    page = text(Shopper(shop).get())
    line, menu = page.split('id="shop-menu"')
    assert [line.count(f">Large furniture {number}<") for number in range(9)] == [1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert all(f">Large furniture {number}<" in menu for number in range(9))


def test_products_looked_at_are_shown_again_on_the_next_one() -> None:
    shop = Shop()
    shop.sell("Mug", categories=())
    shop.sell("Bowl", categories=())
    visitor = Shopper(shop)
    visitor.get("products/mug")
    assert "You looked at" in text(visitor.get("products/bowl"))


def test_the_theme_is_kept_for_ever_at_an_address_that_changes_with_it() -> None:
    shop = Shop(theme={"accent": "#7a1f3d"})
    visitor = Shopper(shop)
    href = text(visitor.get()).split('rel="stylesheet" href="')[2].split('"')[0]
    sheet = visitor.browser.get(href)
    assert sheet["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "#7a1f3d" in sheet.content.decode()
    assert visitor.browser.get(href, headers={"If-None-Match": sheet["ETag"]}).status_code == 304


def test_machines_find_the_sitemap_and_every_page_in_it() -> None:
    shop = Shop()
    shop.sell("Mug")
    visitor = Shopper(shop)
    assert f"Sitemap: http://127.0.0.1:8000{shop.at('sitemap.xml')}" in text(visitor.get("robots.txt"))
    assert "sitemap-1.xml" in text(visitor.get("sitemap.xml"))
    page = text(visitor.get("sitemap-1.xml"))
    assert f"<loc>http://127.0.0.1:8000{shop.at('products/mug')}</loc><lastmod>" in page
    assert visitor.get("sitemap-2.xml").status_code == 404


def test_a_page_of_the_merchants_words_is_shown_without_what_could_do_harm() -> None:
    shop = Shop(pages={"returns": {"title": "Sending back", "html": "<p>Thirty days.</p><script>alert(1)</script>"}})
    page = text(Shopper(shop).get("pages/returns"))
    assert "<p>Thirty days.</p>" in page
    assert "alert(1)" not in page
    assert Shopper(shop).get("pages/unheard-of").status_code == 404


def test_light_or_dark_is_chosen_without_a_script_and_leads_back() -> None:
    visitor = Shopper(Shop())
    chosen = visitor.post("look", theme="dark", back=visitor.shop.at("products"))
    assert (chosen.status_code, chosen["Location"]) == (302, visitor.shop.at("products"))
    assert 'data-theme="dark"' in text(visitor.get())


def test_what_is_not_there_is_said_in_the_shops_own_look_with_something_to_go_on_with() -> None:
    shop = Shop()
    shop.sell("Harbour mug")
    page = Shopper(shop).get("nothing")
    assert page.status_code == 404
    assert "There is nothing here" in text(page)
    assert "Harbour mug" in text(page)
    assert page["X-Robots-Tag"] == "noindex"


def test_the_wish_list_is_kept_by_the_browser_and_shown_the_latest_first() -> None:
    shop = Shop()
    mug, bowl = shop.sell("Mug"), shop.sell("Bowl")
    visitor = Shopper(shop)
    assert "Nothing on your list yet" in text(visitor.get("wishlist"))
    wished = visitor.post("wishlist/products", product=str(mug.product_id), wanted="1")
    assert (wished.status_code, wished["Location"]) == (303, shop.at("products/mug"))
    assert "On your wish list" in text(visitor.get("products/mug"))
    visitor.post("wishlist/products", product=str(bowl.product_id), wanted="1")
    page = text(visitor.get("wishlist"))
    assert page.index(">Bowl<") < page.index(">Mug<")
    away = visitor.post("wishlist/products", product=str(bowl.product_id), wanted="0", back="list")
    assert away["Location"] == shop.at("wishlist")
    assert ">Bowl<" not in text(visitor.get("wishlist"))
    assert visitor.post("wishlist/products", product="x", wanted="1").status_code == 404


def test_a_phone_is_swiped_on_to_a_product_that_was_not_looked_at_yet() -> None:
    shop = Shop()
    for title in ("Mug", "Bowl", "Jug"):
        shop.sell(title)
    visitor = Shopper(shop)
    first = re.search(r"Next: (\w+)", text(visitor.get("products/mug")))
    assert first
    second = re.search(r"Next: (\w+)", text(visitor.get(f"products/{first[1].lower()}")))
    assert second
    assert {"Mug", first[1], second[1]} == {"Mug", "Bowl", "Jug"}
