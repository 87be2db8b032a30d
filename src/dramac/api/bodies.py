"""Reading JSON bodies: strict about syntax, types and size, so that nothing half-understood reaches an action."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec
import pydantic
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.params.models import Body, BodyModel

from dramac.api.errors import invalid
from dramac.api.problems import Denied, Fault

Shape = TypeVar("Shape")
NUL = "\x00"


def _with_example(schema: dict[str, Any], shape: type[Any]) -> None:
    if shape.EXAMPLE:
        schema["examples"] = [shape.EXAMPLE]


def _without_defaults(schema: dict[str, Any], shape: type[Any]) -> None:
    _with_example(schema, shape)
    for field in schema.get("properties", {}).values():
        field.pop("default", None)


class Sent(pydantic.BaseModel):
    """What a caller may send: fields that are not listed are refused, and `"5"` is no number.

    `EXAMPLE` is a whole body for the documentation, where the examples of its fields do not make a sensible one together.
    """

    EXAMPLE: ClassVar[dict[str, Any]] = {}

    model_config = pydantic.ConfigDict(extra="forbid", strict=True, frozen=True, json_schema_extra=_with_example)


class Changes(Sent):
    """What should change of a record: fields that are left out stay as they are (`fields.given` tells which were sent)."""

    model_config = pydantic.ConfigDict(json_schema_extra=_without_defaults)


class JsonBody(BodyModel):
    """Reads the one body of an operation as JSON of a declared shape."""

    @classmethod
    def resolve(cls, request: HttpRequest, api: Any, path_params: dict[str, Any]) -> Any:
        """The body, checked. Raises Denied: 400 for what is no JSON, 422 for JSON of another shape."""
        name = cls.__read_from_single_attr__
        field = cls.model_fields[name]
        if not request.body and not field.is_required():
            return {name: field.get_default()}
        check_json(request.body)
        shape: Any = field.annotation
        try:
            return {name: _reader(shape).validate_json(request.body)}
        except pydantic.ValidationError as error:
            raise invalid(
                {**found, "loc": ("body", *found["loc"])} for found in error.errors(include_url=False)
            ) from None


# The parameter class is made here because its ancestor is final to type checkers, and not to the framework.
JsonParameter: Any = type(
    "JsonParameter", (Body,), {"_model": JsonBody, "_param_source": classmethod(lambda _: "body")}
)

Json = Annotated[Shape, JsonParameter(...)]
"""`body: Json[NewProduct]`: the request must carry a body of that shape."""

MaybeJson = Annotated[Shape, JsonParameter(default=None)]
"""`body: MaybeJson[Cancellation | None]`: the request may come without a body."""


@cache
def _reader(shape: Any) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(shape)


def check_json(text: bytes) -> None:
    """Raises Denied (400) for text that is no JSON: bad syntax, not UTF-8, NaN, nested too deep; 422 for NUL in a text."""
    try:
        value = msgspec.json.decode(text)
    except RecursionError:
        raise Denied(400, "malformed_json", _("The JSON is nested too deep.")) from None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise Denied(400, "malformed_json", _("The body is not JSON in UTF-8.")) from None
    if b"\\u0000" in text and (where := _find_nul(value)) is not None:
        detail = _("Texts cannot contain the character NUL.")
        raise Denied(422, "invalid", detail, [Fault(detail=detail, code="nul", pointer=where)])


def _find_nul(value: object) -> str | None:
    if isinstance(value, str):
        return "" if NUL in value else None
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        if NUL in str(name):
            return ""
        if (below := _find_nul(child)) is not None:
            return f"/{name}{below}"
    return None
