"""The category screens: the tree, its order, one category and its picture, and where products go when it is removed."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from dramac.commerce.catalog import jobs, queries
from dramac.commerce.catalog.models import Category, ProductCategory
from dramac.commerce.catalog.testing import a_category, a_product
from dramac.dashboard.testing import Browser, a_browser, filled_in
from dramac.kit import media
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
HTMX = {"HX-Request": "true"}


def names(browser: Browser) -> list[str]:
    """The tree as the screen shows it, from top to bottom."""
    return re.findall(r'aria-label="Move ([^"]+) up"', browser.text("catalog:categories"))


def form_of(browser: Browser, category: Category) -> dict[str, list[str]]:
    return filled_in(browser.text("catalog:category", category_id=category.pk))


def a_file(colour: str = "red") -> SimpleUploadedFile:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (400, 200), colour).save(out, "PNG")
    return SimpleUploadedFile("shelf.png", out.getvalue(), "image/png")


def upload(browser: Browser, category: Category, file: Any = None, **headers: Any) -> Any:
    """Choose a picture for the category."""
    where = browser.address("catalog:category-picture", category_id=category.pk)
    return browser.client.post(where, {"picture": file or a_file()}, headers=headers.get("headers", HTMX))


def test_a_category_is_made_described_moved_and_hidden() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    data = {
        "name": "Bowls",
        "parent_id": str(kitchen.pk),
        "description": "All **round**.",
        "description_format": "text",
    }
    assert browser.post("catalog:new-category", data).status_code == 302
    bowls = Category.objects.of(browser.site).get(name="Bowls")
    assert (bowls.path, bowls.is_visible) == ("kitchen/bowls", False)
    form = {**form_of(browser, bowls), "parent_id": "", "is_visible": "on"}
    browser.post("catalog:category", form, category_id=bowls.pk)
    bowls.refresh_from_db()
    assert (bowls.path, bowls.is_visible, bowls.description_html) == (
        "bowls",
        True,
        "<p>All <strong>round</strong>.</p>",
    )


@pytest.mark.parametrize(
    "typed",
    [{"name": ""}, {"name": "x" * 100_000}, {"slug": "x" * 200}, {"seo_title": "x" * 300}, {"parent_id": "top"}],
)
def test_what_makes_no_sense_is_refused_with_what_was_typed(typed: dict[str, str]) -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    answer = browser.post(
        "catalog:category",
        {**form_of(browser, kitchen), "seo_description": f"Kept {SCRIPT}", **typed},
        category_id=kitchen.pk,
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept &lt;script&gt;" in page
    assert SCRIPT not in page


def test_a_category_goes_below_neither_itself_nor_what_lies_below_it_nor_another_shops() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    bowls, foreign = a_category(browser.site, "Bowls", parent=kitchen), a_category(a_site(), "Foreign")
    for parent in (kitchen, bowls, foreign):
        form = {**form_of(browser, kitchen), "parent_id": str(parent.pk)}
        assert browser.post("catalog:category", form, category_id=kitchen.pk).status_code == 422


def test_of_two_people_who_save_one_category_the_second_is_told() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    form = form_of(browser, kitchen)
    assert browser.post("catalog:category", {**form, "name": "Cooking"}, category_id=kitchen.pk).status_code == 302
    second = browser.post("catalog:category", {**form, "name": "Pans"}, category_id=kitchen.pk)
    assert second.status_code == 422
    assert "Someone else has saved this category" in second.content.decode()
    assert 'value="Pans"' in second.content.decode()


def test_the_order_is_changed_by_buttons_and_by_places() -> None:
    browser = a_browser()
    rows = [a_category(browser.site, name) for name in ("Bath", "Bed", "Kitchen")]
    browser.post("catalog:category-position", {"move": "-1"}, category_id=rows[2].pk)
    assert names(browser) == ["Bath", "Kitchen", "Bed"]
    places = {f"category-{row.pk}-position": str(place) for row, place in zip(rows, (2, 0, 1), strict=True)}
    browser.post("catalog:category-order", places)
    assert names(browser) == ["Bed", "Kitchen", "Bath"]
    assert browser.get("catalog:category-order", f"below={a_category(a_site()).pk}").status_code == 404


def test_the_tree_needs_as_many_statements_for_sixty_categories_as_for_five() -> None:
    few, browser = a_browser(), a_browser()
    for one, number in ((few, 5), (browser, 60)):
        for place in range(number):
            a_category(one.site, f"C{place}")
    assert browser.statements("catalog:categories") == few.statements("catalog:categories") <= 8


def test_products_of_a_removed_category_go_where_they_are_sent() -> None:
    browser = a_browser()
    old, new = a_category(browser.site, f"Old {SCRIPT}"), a_category(browser.site, "New")
    a_product(browser.site, "Mug", categories=(old,))
    refused = browser.post("catalog:category-removal", {"products_to": ""}, category_id=old.pk)
    assert refused.status_code == 422
    assert SCRIPT not in refused.content.decode()
    browser.post("catalog:category-removal", {"products_to": str(new.pk)}, category_id=old.pk)
    assert ProductCategory.objects.of(browser.site).get().category_id == new.pk


def test_a_picture_is_shown_at_once_and_in_its_sizes_a_little_later() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    part = upload(browser, kitchen).content.decode()
    kitchen.refresh_from_db()
    assert media.url(kitchen.image_file) in part
    assert "<html" not in part
    assert "The picture was saved." in part
    assert jobs.make_category_sizes.call(str(browser.site.pk), str(kitchen.pk))
    assert not jobs.make_category_sizes.call(str(browser.site.pk), str(kitchen.pk))
    cover = queries.category_covers(browser.site, [kitchen.pk])[kitchen.pk]
    assert (cover.file, cover.width, cover.height, cover.widths) == (kitchen.image_file, 400, 200, (160, 320, 400))
    detail = queries.category_by_id(browser.site, kitchen.pk)
    assert detail is not None
    assert detail.picture == cover


def test_uploading_a_picture_disturbs_nobody_who_edits_the_category() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    form = form_of(browser, kitchen)
    upload(browser, kitchen)
    assert browser.post("catalog:category", {**form, "name": "Cooking"}, category_id=kitchen.pk).status_code == 302
    kitchen.refresh_from_db()
    assert (kitchen.name, bool(kitchen.image_file)) == ("Cooking", True)


def test_another_picture_takes_the_place_of_the_first_and_its_files_go(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    upload(browser, kitchen)
    kitchen.refresh_from_db()
    first = kitchen.image_file
    with django_capture_on_commit_callbacks(execute=True):
        upload(browser, kitchen, a_file("blue"))
    kitchen.refresh_from_db()
    assert media.exists(kitchen.image_file)
    assert not media.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("catalog:category-picture-removal", category_id=kitchen.pk)
    assert not media.exists(kitchen.image_file)
    kitchen.refresh_from_db()
    assert (kitchen.image_file, queries.category_covers(browser.site, [kitchen.pk])) == ("", {})


def test_what_is_no_picture_is_refused_by_name_with_and_without_scripts() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    bad = SimpleUploadedFile("<b>notes.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = upload(browser, kitchen, bad)
    assert answer.status_code == 422
    assert "&lt;b&gt;notes.jpg" in answer.content.decode()
    bad.seek(0)
    assert upload(browser, kitchen, bad, headers={}).status_code == 302
    assert browser.post("catalog:category-picture", category_id=kitchen.pk).status_code == 302
    kitchen.refresh_from_db()
    assert kitchen.image_file == ""


def test_a_picture_sent_with_the_form_is_taken_or_refused_with_it() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    form = {**form_of(browser, kitchen), "name": "Cooking"}
    bad = SimpleUploadedFile("notes.jpg", b"words", "image/jpeg")
    assert browser.post("catalog:category", {**form, "picture": bad}, category_id=kitchen.pk).status_code == 422
    kitchen.refresh_from_db()
    assert kitchen.name == "Kitchen"
    assert browser.post("catalog:category", {**form, "picture": a_file()}, category_id=kitchen.pk).status_code == 302
    kitchen.refresh_from_db()
    assert (kitchen.name, bool(kitchen.image_file)) == ("Cooking", True)


def test_who_may_only_look_cannot_change_the_picture() -> None:
    browser = a_browser(role=Role.VIEWER)
    kitchen = a_category(browser.site, "Kitchen")
    assert upload(browser, kitchen).status_code == 403
    assert "Add a picture" not in browser.text("catalog:category", category_id=kitchen.pk)
