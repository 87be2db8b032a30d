"""Where the design system's files lie, and the addresses at which a browser gets them."""

from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

UI = Path(__file__).parent
PACKAGE = UI.parent
PROJECT = PACKAGE.parent.parent
MODULES = PROJECT / "node_modules"
VENDOR = UI / "vendor"
ICONS = VENDOR / "lucide"
PUBLIC = VENDOR / "static"


def static_address(path: str) -> str:
    """Return the address of a static file, named by its contents in production so that it may be kept for ever.

    While debugging, sheets and scripts that were edited since the last page are joined again first.
    """
    if settings.DEBUG:
        from dramac.ui.assets import join_when_edited

        join_when_edited()
    return static(path)
