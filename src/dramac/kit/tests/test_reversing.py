"""An address that is remembered is the one Django would make now."""

from __future__ import annotations

import pytest
from django import urls
from django.urls import NoReverseMatch, get_script_prefix, set_script_prefix

from dramac.kit.reversing import reverse

STOREFRONT = "dramac.storefront.urls"


def test_an_address_is_the_one_that_django_makes() -> None:
    assert reverse("dashboard:sign-in") == urls.reverse("dashboard:sign-in")


def test_each_beginning_has_its_own_addresses() -> None:
    before = get_script_prefix()
    urls.set_urlconf(STOREFRONT)
    try:
        set_script_prefix("/shop/one/")
        assert reverse("shop:product", {"slug": "oak bowl"}) == "/shop/one/products/oak%20bowl"
        set_script_prefix("/shop/two/")
        assert reverse("shop:product", {"slug": "oak bowl"}) == "/shop/two/products/oak%20bowl"
    finally:
        set_script_prefix(before)
        urls.set_urlconf(None)


def test_a_page_of_another_part_has_no_address_here() -> None:
    reverse("dashboard:sign-in")
    urls.set_urlconf(STOREFRONT)
    try:
        with pytest.raises(NoReverseMatch):
            reverse("dashboard:sign-in")
    finally:
        urls.set_urlconf(None)
