"""Asking to be told when something is back, on the pages of the shop."""

from __future__ import annotations

import pytest

from dramac.commerce.customers.testing import mailed_code
from dramac.commerce.inventory.testing import stocked
from dramac.commerce.waitlist.rules import WaitlistSettings
from dramac.commerce.waitlist.testing import a_request
from dramac.commerce.waitlist.tokens import token_of
from dramac.kit.settings import written
from dramac.storefront.tests.shop import Shop, Shopper, text

pytestmark = pytest.mark.django_db


def waiting(shop: Shop) -> list[str]:
    rows = shop.rows("waitlist.RestockRequest").filter(sent_at=None, cancelled_at=None)
    return sorted(rows.values_list("email", flat=True))


def test_a_shopper_without_javascript_leaves_an_address_and_reads_that_it_is_kept() -> None:
    shop = Shop()
    mug, shopper = shop.sell(units=0), Shopper(shop)
    assert "Tell me when it is back" in text(shopper.get("products/mug"))
    answer = shopper.post("restock-requests", variant=mug.pk, email="ann@example.com")
    assert answer.status_code == 303
    assert answer["Location"].endswith(f"/products/mug?variant={mug.pk}&waiting=1#restock")
    assert "We will tell you" in text(shopper.get(f"products/mug?variant={mug.pk}&waiting=1"))
    assert waiting(shop) == ["ann@example.com"]


def test_what_is_in_stock_has_no_such_form() -> None:
    shop = Shop()
    shop.sell()
    assert "Tell me when it is back" not in text(Shopper(shop).get("products/mug?waiting=1"))


def test_a_shop_may_leave_it_out() -> None:
    shop = Shop(settings={"waitlist": written(WaitlistSettings(is_offered=False))})
    shop.sell(units=0)
    assert "Tell me when it is back" not in text(Shopper(shop).get("products/mug"))


def test_a_bad_address_is_said_beside_the_field_with_what_was_typed() -> None:
    shop = Shop()
    mug = shop.sell(units=0)
    answer = Shopper(shop).post("restock-requests", variant=mug.pk, email="ann@nowhere<b>")
    assert answer.status_code == 422
    assert "Give an e-mail address" in text(answer)
    assert "ann@nowhere&lt;b&gt;" in text(answer)
    assert waiting(shop) == []


def test_too_many_are_asked_to_come_back_later() -> None:
    shop = Shop()
    mug, shopper = shop.sell(units=0), Shopper(shop)
    for _ in range(21):
        answer = shopper.post("restock-requests", variant=mug.pk, email="ann@example.com")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_what_came_back_meanwhile_is_shown_to_be_bought() -> None:
    shop = Shop()
    mug, shopper = shop.sell(units=0), Shopper(shop)
    stocked(shop.site, {mug.pk: 2})
    answer = shopper.post("restock-requests", variant=mug.pk, email="ann@example.com")
    assert (answer.status_code, waiting(shop)) == (303, [])


@pytest.mark.parametrize("variant", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_nonsense_is_not_there(variant: str) -> None:
    assert Shopper(Shop()).post("restock-requests", variant=variant, email="ann@example.com").status_code == 404


def test_another_shops_variant_is_not_there() -> None:
    mug = Shop().sell(units=0)
    other = Shop(slug="other")
    assert Shopper(other).post("restock-requests", variant=mug.pk, email="ann@example.com").status_code == 404


def test_the_link_of_the_e_mail_changes_nothing_until_its_button_is_pressed() -> None:
    shop = Shop()
    wish = a_request(shop.site, shop.sell(units=0), "ann@example.com")
    shopper, path = Shopper(shop), f"restock-requests/{token_of(wish.pk)}"
    page = shopper.get(path)
    assert (page.status_code, page["Referrer-Policy"], page["X-Robots-Tag"]) == (200, "no-referrer", "noindex")
    assert waiting(shop) == ["ann@example.com"]
    assert "ann@example.com" not in text(page)
    assert shopper.post(f"{path}/cancellation").status_code == 303
    assert waiting(shop) == []
    assert "Done." in text(shopper.get(f"{path}?ended=1"))
    assert [
        shopper.get("restock-requests/guess").status_code,
        shopper.post("restock-requests/g/cancellation").status_code,
    ] == [404, 404]


def test_an_account_lists_what_is_waited_for_and_ends_it() -> None:
    shop = Shop()
    mug, shopper = shop.sell(units=0), Shopper(shop)
    other = a_request(shop.site, mug, "bo@example.com")
    shopper.post("account/sign-in", email="ann@example.com")
    shopper.post("account/sign-in/code", email="ann@example.com", code=mailed_code(shop.site))
    assert 'value="ann@example.com"' in text(shopper.get("products/mug"))
    shopper.post("restock-requests", variant=mug.pk, email="ann@example.com")
    assert "Stop waiting for Mug" in text(shopper.get("account"))
    own = shop.rows("waitlist.RestockRequest").get(email="ann@example.com")
    assert shopper.post(f"account/restock-requests/{other.pk}/cancellation").status_code == 404
    assert shopper.post(f"account/restock-requests/{own.pk}/cancellation").status_code == 303
    assert waiting(shop) == ["bo@example.com"]
