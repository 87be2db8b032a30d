"""The shop's own settings: security, domains, policies, and the trail of who did what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import clear_script_prefix

from dramac.dashboard.testing import a_browser
from dramac.tenancy import addresses
from dramac.tenancy.models import AuditEntry, Domain, Site
from dramac.tenancy.roles import Role
from dramac.tenancy.rules import is_factor_required
from dramac.tenancy.testing import a_domain, a_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _addresses_begin_afresh() -> Iterator[None]:
    yield
    clear_script_prefix()


def test_the_rule_of_a_second_factor_is_kept_and_written_down() -> None:
    browser = a_browser()
    assert browser.post("dashboard:security", {"second_factor": "on"}).status_code == 302
    site = Site.objects.get(pk=browser.site.pk)
    assert is_factor_required(site.settings)
    entry = AuditEntry.objects.of(site).get()
    assert (entry.action, entry.details) == ("site.settings_changed", {"second_factor": [False, True]})


def test_who_may_only_look_changes_no_setting() -> None:
    viewer = a_browser(role=Role.VIEWER)
    assert viewer.post("dashboard:security", {"second_factor": "on"}).status_code == 403
    assert "<save-bar" not in viewer.text("dashboard:security")


def test_the_shop_answers_at_its_domains_and_links_use_the_preferred_one() -> None:
    browser = a_browser()
    for host in ("Shop.Example.com", "www.example.com"):
        assert browser.post("dashboard:domains", {"host": host}).status_code == 302
    first, second = Domain.objects.filter(site=browser.site).order_by("host")
    assert (first.host, first.is_primary, second.is_primary) == ("shop.example.com", True, False)
    browser.post("dashboard:domain-preference", domain_id=second.pk)
    assert addresses.shop_url(browser.site).endswith("//www.example.com")
    assert Client(HTTP_HOST="shop.example.com").get("/").status_code == 200
    clear_script_prefix()
    browser.post("dashboard:domain-removal", domain_id=first.pk)
    assert Client(HTTP_HOST="shop.example.com").get("/").status_code != 200


def test_the_domain_in_links_is_not_removed_before_another_takes_its_place() -> None:
    browser = a_browser()
    kept, other = a_domain(browser.site, primary=True), a_domain(browser.site)
    browser.post("dashboard:domain-removal", domain_id=kept.pk)
    assert Domain.objects.filter(pk=kept.pk).exists()
    browser.post("dashboard:domain-removal", domain_id=other.pk)
    browser.post("dashboard:domain-removal", domain_id=kept.pk)
    assert not Domain.objects.filter(site=browser.site).exists()


@pytest.mark.parametrize("host", ["", "shop", "https://shop.example.com", "shop.example.com/cart", "-a.example.com"])
def test_what_is_no_host_name_is_told_so(host: str) -> None:
    browser = a_browser()
    answer = browser.post("dashboard:domains", {"host": host})
    assert answer.status_code == 422
    assert not Domain.objects.exists()


def test_another_shops_domain_cannot_be_taken() -> None:
    a_domain(a_site(), "shop.example.com")
    assert a_browser().post("dashboard:domains", {"host": "shop.example.com"}).status_code == 422


def test_a_policy_is_written_in_plain_paragraphs_and_read_by_shoppers_without_what_could_harm() -> None:
    browser = a_browser()
    text = "We run the shop.\n\nWrite to us."
    browser.post("dashboard:policy", {"title": "", "html": text}, policy="imprint")
    harm = '<h2>Terms</h2><script>alert(1)</script><p onclick="x()">Fair.</p>'
    browser.post("dashboard:policy", {"title": "Our terms", "html": harm}, policy="terms")
    shop = f"/shop/{browser.site.slug}"
    imprint, terms = (Client().get(f"{shop}/pages/{name}").content.decode() for name in ("imprint", "terms"))
    assert "<p>We run the shop.</p>" in imprint
    assert ">Imprint<" in terms
    assert "<h2>Terms</h2>" in terms
    assert "Our terms" in terms
    assert "alert(1)" not in terms
    assert "onclick" not in terms


def test_an_emptied_policy_says_how_to_reach_the_shop_again() -> None:
    browser = a_browser(a_site(contact_email="hello@example.com"))
    for html in ("<p>Never.</p>", ""):
        browser.post("dashboard:policy", {"title": "", "html": html}, policy="returns")
    assert "returns" not in Site.objects.get(pk=browser.site.pk).pages
    assert browser.get("dashboard:policy", policy="home").status_code == 404


def test_the_trail_tells_who_did_what_and_can_be_narrowed() -> None:
    browser = a_browser()
    browser.post("dashboard:security", {"second_factor": ""})
    browser.post("dashboard:domains", {"host": "shop.example.com"})
    page = browser.text("dashboard:audit")
    assert "Domains · added" in page
    assert "Ann Staff" in page
    assert "shop.example.com" in page
    assert "Domains · added" not in browser.text("dashboard:audit", "area=staff")
    assert "Domains · added" in browser.text("dashboard:audit", "area=domain&who=Ann+Staff")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ANALYST, Role.VIEWER])
def test_the_trail_is_not_for_everyone(role: Role) -> None:
    assert a_browser(role=role).get("dashboard:audit").status_code == 403


def test_settings_that_stay_the_same_are_not_written() -> None:
    browser = a_browser()
    browser.post("dashboard:security", {})
    assert not AuditEntry.objects.exists()
    assert Site.objects.get(pk=browser.site.pk).settings == {}
