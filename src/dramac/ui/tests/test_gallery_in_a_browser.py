"""The gallery in a real browser: nothing that axe finds, nothing wider than the window, no complaint in the console."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright

from dramac.ui import assets
from dramac.ui.files import PUBLIC
from dramac.ui.gallery import gallery

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"
WIDTHS = {"phone": 390, "desktop": 1440}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=os.environ.get("DRAMAC_BROWSER"), args=list(QUIET))
        yield found
        found.close()


def answer(route: Route) -> None:
    """Answer the browser as the server would, under the strict content policy."""
    asked = urlsplit(route.request.url)
    if asked.path.startswith("/static/ui/"):
        route.fulfill(path=PUBLIC / asked.path.removeprefix("/static/ui/"))
    else:
        page = gallery(RequestFactory().get(f"{asked.path}?{asked.query}"))
        route.fulfill(body=page.content, content_type="text/html", headers={"Content-Security-Policy": POLICY})


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now, as "rule: where"."""
    page.evaluate(assets.TOOL.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run(document).then((result) => result.violations)")
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


@pytest.mark.journey
@pytest.mark.parametrize("look", assets.LOOKS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_gallery_is_accessible_and_fits(
    browser: Browser, settings: Any, look: str, scheme: Any, width: int
) -> None:
    settings.DEBUG = True
    complaints: list[str] = []
    window: Any = {"width": width, "height": 900}
    with browser.new_context(viewport=window, color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", answer)
        page.goto(f"http://gallery.test/ui/?look={look}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert complaints == []
