"""The documentation as a page, written from the document itself; it needs no script, and none of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from dramac.api import reference
from dramac.api.document.texts import GUIDE

CODE = re.compile(r"`([^`]+)`")


def documentation(build: Callable[[], dict[str, Any]]) -> Callable[[HttpRequest], HttpResponse]:
    """The view of the page for a document, which is built when it is first asked for."""

    @cache
    def parts() -> dict[str, Any]:
        document = build()
        return {
            "title": document["info"]["title"],
            "edition": document["info"]["version"],
            "guide": [(title, with_code(text)) for title, text in GUIDE],
            "problems": [(status, code, with_code(text)) for status, code, text in reference.problems(document)],
            "sections": reference.sections(document),
        }

    @require_safe
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, "api/docs/page.html", {**parts(), "theme": request.COOKIES.get("theme", "")})

    return show


def with_code(text: str) -> Markup:
    """A text whose `words in backticks` are code; everything else is escaped."""
    pieces = enumerate(CODE.split(text))
    return Markup("").join(Markup("<code>{}</code>").format(piece) if odd % 2 else piece for odd, piece in pieces)
