"""The gallery and the choice between light and dark, as a browser asks for them."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory, override_settings

from dramac.ui.appearance import appearance
from dramac.ui.gallery import gallery


def choose(theme: str, back: str = "/shop/?page=2") -> HttpResponse:
    return appearance(RequestFactory().post("/ui/appearance/", {"theme": theme, "back": back}))


@override_settings(DEBUG=True)
@pytest.mark.parametrize("look", ["dashboard", "storefront"])
def test_the_gallery_shows_every_component_of_a_look(look: str) -> None:
    page = gallery(RequestFactory().get("/ui/", {"look": look})).content.decode()
    assert f"/static/ui/{look}.css" in page
    assert ('id="index_table"' in page) == (look == "dashboard")
    assert ('id="product_card"' in page) == (look == "storefront")


def test_strangers_find_no_gallery() -> None:
    with pytest.raises(Http404):
        gallery(RequestFactory().get("/ui/"))


def test_a_choice_is_kept_and_leads_back() -> None:
    response = choose("dark")
    assert response.cookies["theme"].value == "dark"
    assert response["Location"] == "/shop/?page=2"


def test_the_systems_choice_forgets_ones_own() -> None:
    assert choose("").cookies["theme"].value == ""


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(back: str) -> None:
    assert choose("dark", back)["Location"] == "/"
