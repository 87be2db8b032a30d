"""The document as people read it: sections of operations with their fields, examples and a command to try. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
HOST = "https://shop.example"
PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field or parameter: where it goes, what it is, and what is said of it."""

    name: str
    kind: str
    required: bool
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as it is shown."""

    name: str
    method: str
    path: str
    summary: str
    text: str
    scope: str
    open_to_shoppers: bool
    parameters: list[FieldRow]
    fields: list[FieldRow]
    status: str
    answer: str
    failures: list[str]
    command: str


def sections(document: Json) -> dict[str, list[Described]]:
    """Every operation, by the section it belongs to, in the order of the document."""
    found: dict[str, list[Described]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_described(document, path, method.upper(), operation))
    return found


def problems(document: Json) -> list[tuple[int, str, str]]:
    """Every way to fail: status, an example of its code, and when."""
    listed = []
    for response in document["components"]["responses"].values():
        example = response["content"]["application/problem+json"]["example"]
        listed.append((example["status"], example["code"], response["description"]))
    return sorted(listed)


def _described(document: Json, path: str, method: str, operation: Json) -> Described:
    parameters = [_parameter(_followed(document, one)) for one in operation["parameters"]]
    sent: Json = operation.get("requestBody", {}).get("content", {})
    content_type = next(iter(sent), "")
    body: Json = sent.get(content_type, {})
    status, success = next(iter(operation["responses"].items()))
    answer = success.get("content", {}).get("application/json", {}).get("example")
    return Described(
        name=operation["operationId"],
        method=method,
        path=path,
        summary=operation["summary"],
        text=operation.get("description", ""),
        scope=operation["security"][0]["secretKey"][0],
        open_to_shoppers=len(operation["security"]) > 1,
        parameters=[one for one in parameters if one.name != "Dramac-Version"],
        fields=list(_fields(document, body.get("schema", {}))),
        status=status,
        answer="" if answer is None else _written(answer),
        failures=[status for status in operation["responses"] if status > "3"],
        command=_command(document, path, method, operation),
    )


def _parameter(parameter: Json) -> FieldRow:
    return FieldRow(
        name=parameter["name"],
        kind=_kind(parameter["schema"]),
        required=parameter.get("required", False),
        text=parameter.get("description", ""),
        place=parameter["in"],
    )


def _fields(document: Json, schema: Json) -> Iterator[FieldRow]:
    whole = _followed(document, schema)
    for name, field in whole.get("properties", {}).items():
        yield FieldRow(name, _kind(field), name in whole.get("required", []), field.get("description", ""))


def _kind(schema: Json) -> str:
    """The type of a value in a few words: `text`, `list of LineItem`, `integer 1–250`."""
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(_kind(choice) for choice in schema[several]))
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " | ".join(str(choice) for choice in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if isinstance(kind, list):
        kind = " or ".join(kind)
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind)


def _followed(document: Json, thing: Json) -> Json:
    if "$ref" not in thing:
        return thing
    found: Any = document
    for step in thing["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found  # type: ignore[no-any-return]  # a document holds mappings at its references


def _command(document: Json, path: str, method: str, operation: Json) -> str:
    """A command that can be pasted: what names records are variables of the shell, such as `$ORDER_ID`."""
    parameters = [_followed(document, one) for one in operation["parameters"]]
    key = "DRAMAC_PUBLISHABLE_KEY" if "/storefront/" in path else "DRAMAC_SECRET_KEY"
    verb = "" if method == "GET" else f"-X {method} "
    lines = [f'curl {verb}"{HOST}{_address(path, parameters)}"', f'-H "Authorization: Bearer ${key}"']
    if method in UNSAFE:
        lines.append('-H "Idempotency-Key: $(openssl rand -hex 16)"')
    lines += [_header(one) for one in parameters if one["in"] == "header" and one.get("required")]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        body = content.get("example")
        if kind == "application/json":
            lines += ['-H "Content-Type: application/json"', "-d '" + _written(body).replace("'", "'\\''") + "'"]
        else:
            lines += [_form_field(name, field) for name, field in content["schema"]["properties"].items()]
    if "binary" in str(next(iter(operation["responses"].values())).get("content")):
        lines.append("-OJ")
    return " \\\n  ".join(lines)


def _address(path: str, parameters: list[Json]) -> str:
    asked = {one["name"]: one for one in parameters if one["in"] == "query" and one.get("required")}
    query = "&".join(f"{name}={one.get('example', one['schema'].get('default', ''))}" for name, one in asked.items())
    return PART.sub(lambda found: f"${found[1].upper()}", path) + (f"?{query}" if query else "")


def _header(parameter: Json) -> str:
    name = parameter["name"]
    value = f"${name.upper().replace('-', '_')}"
    return f"-H '{name}: {parameter['example']}'" if name == "If-Match" else f'-H "{name}: {value}"'


def _form_field(name: str, field: Json) -> str:
    return (
        f'-F "{name}=@{name}"'
        if field.get("format") == "binary"
        else f'-F "{name}={(field.get("examples") or [""])[0]}"'
    )


def _written(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
