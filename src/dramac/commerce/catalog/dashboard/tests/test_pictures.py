"""Pictures in the product editor: all of a sending or none, kept while the form is put right, in order, with their words."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog.models import ChosenPicture, Product, ProductImage
from dramac.commerce.catalog.testing import a_product
from dramac.dashboard.testing import Browser, a_browser, filled_in
from dramac.kit import media
from dramac.kit.clock import utc_now

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def a_file(name: str = "mug.png", colour: str = "red") -> SimpleUploadedFile:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def a_bad_file(name: str = "notes.jpg") -> SimpleUploadedFile:
    """Something that is called a picture and is none."""
    return SimpleUploadedFile(name, b"<svg onload=alert(1)>", "image/jpeg")


def send(browser: Browser, product: Product | None, form: dict[str, Any], **typed: Any) -> Any:
    """Send the form with these fields typed over, files among them."""
    data = {**form, **typed}
    if product is None:
        return browser.post("catalog:new", data)
    return browser.post("catalog:product", data, product_id=product.pk)


def form_of(browser: Browser, product: Product | None = None) -> dict[str, list[str]]:
    page = browser.text("catalog:product", product_id=product.pk) if product else browser.text("catalog:new")
    return filled_in(page)


def words(product: Product) -> list[str]:
    """The words of the product's pictures, in their order."""
    rows = ProductImage.objects.of(product.site_id).filter(product_id=product.pk)
    return list(rows.order_by("position", "pk").values_list("alt", flat=True))


def test_of_several_files_with_a_broken_one_none_is_taken_and_the_broken_one_is_named() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug")
    files = [a_file("front.png"), a_bad_file("back <img src=x onerror=alert(1)>.jpg"), a_file("side.png")]
    for step in ("pictures", "save"):
        page = send(browser, mug, form_of(browser, mug), pictures=files, step=step).content.decode()
        assert "back &lt;img src=x onerror=alert(1)&gt;.jpg" in page
        assert "This file is not a picture we can read." in page
        assert "<img src=x" not in page
        for file in files:
            file.seek(0)
    assert not ProductImage.objects.exists()
    assert not ChosenPicture.objects.exists()


def test_files_that_are_all_pictures_are_all_taken_at_once() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug")
    version = form_of(browser, mug)["version"]
    answer = send(
        browser, mug, form_of(browser, mug), pictures=[a_file(), a_file(colour="blue")], step="pictures", title="Typed"
    )
    again = filled_in(answer.content.decode())
    assert words(mug) == ["", ""]
    assert again["title"] == ["Typed"]
    assert again["version"] != version
    assert send(browser, mug, again, step="save").status_code == 302


def test_pictures_chosen_for_a_new_product_are_kept_while_the_rest_is_put_right() -> None:
    browser = a_browser()
    first = send(browser, None, form_of(browser), pictures=[a_file(), a_file(colour="blue")], title="")
    assert first.status_code == 422
    assert not Product.objects.exists()
    form = filled_in(first.content.decode())
    front, back = form["chosen"]
    assert ChosenPicture.objects.count() == 2
    form |= {f"picture-{back}-position": ["0"], f"picture-{front}-position": ["1"], f"picture-{back}-alt": ["Its back"]}
    second = send(browser, None, form, **{"title": "Mug", "variant-0-price": "wrong"})
    form = filled_in(second.content.decode())
    assert second.status_code == 422
    assert form["chosen"] == [back, front]
    assert send(browser, None, form, **{"title": "Mug", "variant-0-price": "12"}).status_code == 302
    mug = Product.objects.get()
    assert words(mug) == ["Its back", ""]
    assert not ChosenPicture.objects.exists()
    row = ProductImage.objects.get(pk=back)
    assert (row.width, row.height, media.exists(row.file)) == (40, 20, True)


def test_pictures_sent_with_a_form_that_is_right_are_taken_once() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug")
    assert send(browser, mug, form_of(browser, mug), pictures=[a_file(), a_file(colour="blue")]).status_code == 302
    assert words(mug) == ["", ""]
    typed = {"title": "Cup", "variant-0-price": "12", "pictures": [a_file()]}
    assert send(browser, None, form_of(browser), **typed).status_code == 302
    assert words(Product.objects.get(title="Cup")) == [""]


def test_pictures_of_a_new_product_are_shown_as_soon_as_they_are_chosen() -> None:
    browser = a_browser()
    page = send(browser, None, form_of(browser), pictures=[a_file()], step="pictures", title="Mug").content.decode()
    kept = ChosenPicture.objects.get()
    assert media.url(kept.file) in page
    assert filled_in(page)["title"] == ["Mug"]


def test_a_chosen_picture_that_is_not_wanted_after_all_is_forgotten_with_its_file(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    browser = a_browser()
    form = filled_in(send(browser, None, form_of(browser), pictures=[a_file()], step="pictures").content.decode())
    kept = ChosenPicture.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        send(
            browser,
            None,
            form,
            **{"title": "Mug", "variant-0-price": "12", "step": "save", f"picture-{kept.pk}-gone": "on"},
        )
    assert words(Product.objects.get()) == []
    assert not ChosenPicture.objects.exists()
    assert not media.exists(kept.file)


def test_what_somebody_else_or_another_shop_has_chosen_is_not_there() -> None:
    ann, stranger = a_browser(), a_browser()
    send(ann, None, form_of(ann), pictures=[a_file()], step="pictures")
    key = str(ChosenPicture.objects.get().pk)
    for other in (a_browser(ann.site), stranger):
        typed = {"title": "Mug", "variant-0-price": "12", "chosen": [key, "nonsense"]}
        assert send(other, None, form_of(other), **typed).status_code == 302
        assert not ProductImage.objects.exists()
    assert ChosenPicture.objects.count() == 1


def test_what_was_chosen_and_left_is_swept_after_a_day(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    browser = a_browser()
    send(browser, None, form_of(browser), pictures=[a_file()], step="pictures")
    kept = ChosenPicture.objects.get()
    assert catalog.sweep_chosen(now=utc_now()) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert catalog.sweep_chosen(now=utc_now() + timedelta(days=1, minutes=1)) == 1
    assert not media.exists(kept.file)


def test_words_that_are_too_long_or_hostile_are_refused_or_shown_as_text() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug")
    send(browser, mug, form_of(browser, mug), pictures=[a_file()], step="pictures")
    key = ProductImage.objects.get().pk
    form = form_of(browser, mug)
    assert send(browser, mug, form, **{f"picture-{key}-alt": "x" * 600}).status_code == 422
    assert send(browser, mug, form, **{f"picture-{key}-alt": SCRIPT}).status_code == 302
    assert words(mug) == [SCRIPT]
    assert SCRIPT not in browser.text("catalog:product", product_id=mug.pk)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x.jpg", "file:///etc/passwd", "javascript:alert(1)", "x" * 100_000, SCRIPT]
)
def test_an_address_where_we_do_not_go_is_refused_beside_its_field(url: str) -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug")
    answer = send(browser, mug, form_of(browser, mug), picture_url=url, title="Kept words")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept words" in page
    assert SCRIPT not in page
    assert not ProductImage.objects.exists()
