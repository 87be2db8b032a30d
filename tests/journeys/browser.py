"""A real browser for the journeys: opened in the sizes people use, its pages looked at by axe and kept as pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Page, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
PHONE, DESKTOP = (390, 844), (1440, 900)
BROWSER = os.environ.get("DRAMAC_BROWSER", "")


@dataclass
class Visit:
    """A browser window on its way through a story; `name` begins the names of its pictures."""

    page: Page
    name: str
    runs_scripts: bool

    def keep(self, what: str) -> None:
        """Take a picture of the whole page and let axe look at it; nothing may be found."""
        folder = Path(settings.VAR) / "journeys"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(folder / f"{self.name}-{what}.png"), full_page=True)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{what} is wider than its window"
        )
        if self.runs_scripts:
            assert self.violations() == [], what

    def violations(self) -> list[str]:
        """What axe finds wrong with the page, in words."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found: Any = self.page.evaluate("axe.run()")
        return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found["violations"]]


@contextmanager
def visiting(name: str, *, size: tuple[int, int] = PHONE, dark: bool = False, scripts: bool = True) -> Iterator[Visit]:
    """A browser window of this size; it is closed whatever happens. Faults of the page's scripts fail the story."""
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        try:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                has_touch=size == PHONE,
                color_scheme="dark" if dark else "light",
                java_script_enabled=scripts,
            )
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            page.on(
                "console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None
            )
            yield Visit(page, name, scripts)
        finally:
            browser.close()
    assert faults == []
