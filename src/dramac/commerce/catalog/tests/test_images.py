"""Pictures of products: uploaded or fetched, made in their sizes, ordered, removed; whatever the other side does."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import jobs, queries
from dramac.commerce.catalog.actions import ImageLoad, ProductLoad, VariantLoad
from dramac.commerce.catalog.models import Product, ProductImage, Variant
from dramac.commerce.catalog.testing import a_product, variants_of
from dramac.kit import media
from dramac.kit.clock import utc_now
from dramac.kit.guarded_http import Blocked
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.kit.pictures import PictureRefused
from dramac.kit.tests import hostile
from dramac.kit.tests.hostile import a_server, redirects, replies
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def a_file(size: tuple[int, int] = (200, 100), colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def done() -> dict[str, Any]:
    return {"by": an_actor(), "now": utc_now()}


def upload(site: Site, product: Product, **more: Any) -> ProductImage:
    key = catalog.upload_image(site, product.pk, more.pop("data", a_file()), **more, **done())
    return ProductImage.objects.of(site).get(pk=key)


def names(site: Site) -> list[str]:
    events = OutboxEvent.objects.filter(site_id=site.pk).order_by("id")
    return [name for name in events.values_list("name", flat=True) if name != "ProductCreated"]


def order(site: Site) -> list[str]:
    return list(ProductImage.objects.of(site).order_by("position", "pk").values_list("alt", flat=True))


def run_jobs(site: Site) -> int:
    found = jobs.fetch_waiting_images.call(str(site.pk))
    assert isinstance(found, int)
    return found


def test_an_upload_is_shown_at_once_and_in_its_sizes_a_little_later() -> None:
    site = a_site()
    product = a_product(site)
    row = upload(site, product, alt="  Front  ")
    assert (row.state, row.width, row.height, row.alt, row.position) == ("waiting", 200, 100, "Front", 0)
    assert row.file.startswith(f"{site.pk}/products/{row.pk}/")
    assert names(site) == ["ProductUpdated", "PicturesWaiting"]
    card = queries.product_page(site, queries.ListingQuery()).cards[0]
    shown = queries.picture(card.picture)
    assert shown is not None
    assert (shown.src, shown.sources) == (media.url(row.file), ())
    assert run_jobs(site) == 1
    row.refresh_from_db()
    assert (row.state, row.widths) == ("ready", [160, 200])
    shown = queries.picture(queries.product_page(site, queries.ListingQuery()).cards[0].picture)
    assert shown is not None
    assert [kind for kind, _srcset in shown.sources] == ["image/avif", "image/webp"]
    assert media.exists(f"{row.file.rpartition('.')[0]}-160.avif")
    assert run_jobs(site) == 0
    assert jobs.make_renditions.call(str(site.pk), str(row.pk)) is False


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"MZ" * 100, a_file()[:50]])
def test_what_is_no_picture_is_refused_and_leaves_nothing(data: bytes) -> None:
    site = a_site()
    product = a_product(site)
    with pytest.raises(PictureRefused):
        upload(site, product, data=data)
    assert not ProductImage.objects.of(site).exists()
    assert names(site) == []


def test_an_upload_for_a_product_of_another_site_leaves_no_file(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    here, there = a_site(), a_site()
    with pytest.raises(catalog.NoProduct):
        upload(here, a_product(there))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_picture_by_address_is_fetched_in_the_background(settings: Settings) -> None:
    site = a_site()
    product = a_product(site)
    with a_server(replies(a_file(), headers="Content-Type: text/html\r\n")) as server:
        with pytest.raises(Blocked):
            catalog.add_image_by_url(site, product.pk, server.url, **done())
        settings.GUARDED_HTTP_ALLOW = [server.place]
        key = catalog.add_image_by_url(site, product.pk, server.url, alt="A", **done())
        assert server.hits == 0
        assert run_jobs(site) == 1
        assert server.hits == 1
    row = ProductImage.objects.of(site).get(pk=key)
    assert (row.state, row.width, row.file.endswith(".jpg"), row.source_url) == ("ready", 200, True, server.url)


@pytest.mark.parametrize(
    "manner",
    [
        replies(b"<html>not here</html>"),
        replies(b"", status="404 Not Found"),
        replies(a_file(), status="500 Oops"),
        redirects("http://127.0.0.1:1/"),
        hostile.resets,
        hostile.bomb,
    ],
)
def test_a_picture_that_cannot_be_fetched_says_why_and_can_be_tried_again(
    manner: hostile.Manner, settings: Settings
) -> None:
    site = a_site()
    product = a_product(site)
    with a_server(manner) as server:
        settings.GUARDED_HTTP_ALLOW = [server.place]
        key = catalog.add_image_by_url(site, product.pk, server.url, **done())
        assert run_jobs(site) == 0
    row = ProductImage.objects.of(site).get(pk=key)
    assert (row.state, row.file) == ("failed", "")
    assert row.problem
    assert queries.product_page(site, queries.ListingQuery()).cards[0].picture is None
    catalog.retry_image(site, product.pk, key, **done())
    row.refresh_from_db()
    assert (row.state, row.problem) == ("waiting", "")


def test_many_waiting_pictures_are_done_a_few_at_a_time(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    site = a_site()
    with a_server(replies(a_file((20, 20)))) as server:
        settings.GUARDED_HTTP_ALLOW = [server.place]
        images = tuple(ImageLoad(url=f"{server.url}?{number}") for number in range(jobs.AT_ONCE + 3))
        load = ProductLoad(slug="mug", title="Mug", images=images, variants=(VariantLoad(price=1),))
        catalog.load(site, [load], **done())
        assert run_jobs(site) == jobs.AT_ONCE
    assert run_jobs(site) <= 3
    assert not ProductImage.objects.of(site).filter(state="failed").exists()


def test_pictures_stand_in_the_order_they_are_put_and_the_first_stands_for_the_product() -> None:
    site = a_site()
    product = a_product(site)
    a, b, c = (upload(site, product, alt=alt, data=a_file(colour=alt)) for alt in ("red", "green", "blue"))
    catalog.reorder_images(site, product.pk, [c.pk, a.pk], **done())
    assert order(site) == ["blue", "red", "green"]
    card = queries.product_page(site, queries.ListingQuery()).cards[0]
    assert card.picture is not None
    assert card.picture.id == c.pk
    catalog.describe_image(site, product.pk, b.pk, alt="Grass", **done())
    assert order(site) == ["blue", "red", "Grass"]
    for unknown in (new_id(), upload(a_site_of(product), a_product(a_site_of(product), "Cup")).pk):
        with pytest.raises(catalog.CannotChangePictures):
            catalog.reorder_images(site, product.pk, [unknown], **done())
        with pytest.raises(catalog.CannotChangePictures):
            catalog.remove_images(site, product.pk, [unknown], **done())
    with pytest.raises(catalog.CannotChangePictures) as refused:
        catalog.describe_image(site, product.pk, b.pk, alt="x" * 100_000, **done())
    assert refused.value.code == "too_long"


def a_site_of(product: Product) -> Site:
    return Site.objects.get(pk=product.site_id)


def test_a_variant_shows_its_own_picture_until_that_is_removed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    site = a_site()
    product = a_product(site, options={"Size": ["S", "M"]})
    first, own = upload(site, product), upload(site, product, data=a_file(colour="blue"))
    small = variants_of(product)[0]
    catalog.assign_image(site, product.pk, own.pk, variant_ids=[small.pk], **done())
    assert queries.variants_for_sale(site, [small.pk])[small.pk].image_file == own.file
    run_jobs(site)
    with django_capture_on_commit_callbacks(execute=True):
        catalog.remove_images(site, product.pk, [own.pk], **done())
    assert Variant.objects.of(site).get(pk=small.pk).image_id is None
    assert queries.variants_for_sale(site, [small.pk])[small.pk].image_file == first.file
    assert not media.place(own.file).exists()
    assert list(media.place(own.file).parent.iterdir()) == []
    assert media.exists(first.file)


def test_a_picture_is_given_to_no_variant_of_another_product() -> None:
    site = a_site()
    product, other = a_product(site), a_product(site)
    own = upload(site, product)
    with pytest.raises(catalog.CannotChangePictures) as refused:
        catalog.assign_image(site, product.pk, own.pk, variant_ids=[variants_of(other)[0].pk], **done())
    assert (refused.value.code, refused.value.field) == ("unknown_variant", "variant_ids")


def test_a_product_has_so_many_pictures_and_no_more() -> None:
    site = a_site()
    images = tuple(ImageLoad(url=f"https://cdn.example/{number}.jpg") for number in range(250))
    report = catalog.load(
        site, [ProductLoad(slug="m", title="M", images=images, variants=(VariantLoad(price=1),))], **done()
    )
    key = report.outcomes[0].product_id
    assert key is not None
    with pytest.raises(catalog.CannotChangePictures) as refused:
        catalog.add_image_by_url(site, key, "https://cdn.example/x.jpg", **done())
    assert refused.value.code == "too_many_pictures"
