"""The operations of the API as its document lists them, with what it takes to call each: used by the tests of all of them.

What an address or a header needs to name a record comes from `API_PARTS` in the `testing.py` of slices and storeys: a mapping
from the parameter's name to a builder that makes such a record on a site and answers what names it; parameters of which one
belongs to the other (a product and its variant) have one builder together.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from dramac.api import document
from dramac.api.document.samples import BY_FORMAT
from dramac.project.api import api
from dramac.tenancy.models import Site

SOURCE = Path(__file__).resolve().parents[2] / "src"
FILE = BY_FORMAT["binary"]
Json = dict[str, Any]
SECRETS = ("Dramac-Cart", "Dramac-Order", "Dramac-Customer")
"""Headers that name what is a shopper's own."""
Builder = Callable[[Site], Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: how it is called, with an example of its body, and the parameters that name records."""

    name: str
    method: str
    path: str
    permission: str
    is_open_to_shoppers: bool
    parts: tuple[str, ...]
    headers: tuple[str, ...]
    query: Mapping[str, Any]
    content_type: str
    body: Any

    def __str__(self) -> str:
        return self.name

    def call(self, client: Client, known: Mapping[str, str]) -> HttpResponse:
        """Call it with the example of its body, naming records by `known`."""
        path = re.sub(r"\{(\w+)\}", lambda found: known[found.group(1)], self.path)
        sent: Json = {"query_params": dict(self.query)} if self.query else {}
        if self.content_type == "application/json":
            sent |= {"data": self.body, "content_type": self.content_type}
        elif self.content_type:
            sent |= {"data": {name: _file() if value == FILE else value for name, value in self.body.items()}}
        headers = {name: known[name] for name in self.headers}
        answer: HttpResponse = getattr(client, self.method)(path, headers=headers, **sent)
        return answer


@cache
def drawn() -> Json:
    """The whole document."""
    return document.build(api)


@cache
def operations() -> list[Operation]:
    """Every operation of the document."""
    return [
        _operation(path, method, operation)
        for path, methods in drawn()["paths"].items()
        for method, operation in methods.items()
    ]


@cache
def builders() -> dict[tuple[str, ...], Builder]:
    """What the `testing.py` of slices and storeys say about the parameters that name records."""
    known: dict[tuple[str, ...], Builder] = {}
    for path in sorted(SOURCE.glob("dramac/**/testing.py")):
        module = import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))
        for names, build in getattr(module, "API_PARTS", {}).items():
            known[(names,) if isinstance(names, str) else names] = build
    return known


class Records:
    """Records of every kind on a site, made when an operation first needs them; the same operation gets the same ones."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.made: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, operation: Operation) -> dict[str, str]:
        """What names records in this operation, by parameter: those that belong together come from one builder."""
        wanted = [*operation.parts, *operation.headers]
        known: dict[str, str] = {}
        for names in sorted(builders(), key=len, reverse=True):
            if set(names) <= set(wanted) - known.keys():
                known |= dict(zip(names, self.named(names), strict=True))
        return known

    def named(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """What names the record that one builder makes."""
        if names not in self.made:
            found = builders()[names](self.site)
            self.made[names] = tuple(str(one) for one in (found if isinstance(found, tuple) else (found,)))
        return self.made[names]


def _operation(path: str, method: str, operation: Json) -> Operation:
    parameters = [_followed(one) for one in operation["parameters"]]
    content = operation.get("requestBody", {}).get("content", {})
    kind = next(iter(content), "")
    headers = [one["name"] for one in parameters if one["in"] == "header" and one["name"] in SECRETS]
    if "Dramac-Cart" in headers:
        headers = ["Dramac-Cart"]  # a sign-in may stand beside it, and need not
    elif not any(one.get("required") for one in parameters if one["name"] in SECRETS):
        headers = []
    return Operation(
        name=operation["operationId"],
        method=method,
        path=path,
        permission=operation["security"][0]["secretKey"][0],
        is_open_to_shoppers=len(operation["security"]) > 1,
        parts=tuple(re.findall(r"\{(\w+)\}", path)),
        headers=tuple(headers),
        query={one["name"]: _example(one) for one in parameters if one["in"] == "query" and one.get("required")},
        content_type=kind,
        body=content[kind].get("example") if kind else None,
    )


def _file() -> SimpleUploadedFile:
    """A picture of one point."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1)).save(out, "PNG")
    return SimpleUploadedFile("point.png", out.getvalue(), "image/png")


def _followed(thing: Json) -> Json:
    return drawn()["components"]["parameters"][thing["$ref"].rsplit("/", 1)[-1]] if "$ref" in thing else thing


def _example(parameter: Json) -> Any:
    return parameter.get("example", document.sample(parameter["schema"], drawn()["components"]["schemas"]))
