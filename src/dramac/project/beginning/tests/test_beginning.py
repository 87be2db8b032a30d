"""A new shop's owner sees what is to do, and samples come and go without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from dramac.commerce.orders.testing import an_order
from dramac.dashboard.testing import a_browser
from dramac.kit.clock import utc_now
from dramac.project.beginning import samples
from dramac.project.demo import gallery
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_pictures(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any) -> None:
    """Pictures are drawn small and at once, and files lie in a folder of their own."""
    settings.VAR = settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(gallery, "WIDTH", 80)
    monkeypatch.setattr(samples, "Gallery", AtOnce)


class AtOnce(gallery.Gallery):
    def __enter__(self) -> AtOnce:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def file(self, name: str) -> Any:
        gallery._draw(name, self._path(name))
        return self._path(name)


def rows(site: Site, name: str) -> Any:
    model: Any = apps.get_model(name)
    return model.objects.of(site)


def test_a_new_shop_says_what_is_to_do_until_it_is_hidden() -> None:
    browser = a_browser()
    page = browser.text("dashboard:home")
    assert "Get your shop ready" in page
    assert "0 of 5 done" in page
    browser.post("beginning:dismissal")
    assert "Get your shop ready" not in browser.text("dashboard:home")
    assert "Get your shop ready" in a_browser(browser.site).text("dashboard:home")


def test_who_cannot_do_it_is_not_bothered() -> None:
    assert "Get your shop ready" not in a_browser(role=Role.FULFILMENT).text("dashboard:home")


def test_samples_come_once_with_pictures_and_go_without_a_trace() -> None:
    browser = a_browser()
    site = browser.site
    assert samples.bring(site, now=utc_now()) == len(samples.HANDLES)
    assert samples.bring(site, now=utc_now()) == 0
    assert rows(site, "catalog.ProductImage").count() == len(samples.HANDLES)
    assert not rows(site, "inventory.Movement").exists()
    assert "Remove the sample products" in browser.text("dashboard:home")
    browser.post("beginning:samples-removal")
    assert not rows(site, "catalog.Product").exists()


def test_a_sample_that_was_ordered_is_archived_for_the_books() -> None:
    site = a_site()
    samples.bring(site, now=utc_now())
    variant = rows(site, "catalog.Variant").first()
    an_order(site, [(variant, 1)])
    removed, archived = samples.remove(site, by=an_actor(), now=utc_now())
    assert (removed, archived) == (len(samples.HANDLES) - 1, 1)
    assert samples.found(site) == []
