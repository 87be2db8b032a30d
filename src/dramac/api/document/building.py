"""Putting the document together: the framework's account of what goes in, our contracts' account of what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

import msgspec
from ninja import NinjaAPI
from ninja.openapi import get_schema

from dramac.api.contracts import Contract
from dramac.api.document import errors, headers, texts
from dramac.api.document.samples import sample
from dramac.api.endpoints import CONTRACTS
from dramac.api.problems import Problem
from dramac.api.shapes import Page
from dramac.api.versions import EDITIONS

Json = dict[str, Any]
REFERENCE = "#/components/schemas/{name}"
UNSAFE = ("post", "put", "patch", "delete")


def build(api: NinjaAPI) -> Json:
    """The whole document. Raises KeyError for an operation that was not declared through Endpoints."""
    drawn: Json = dict(get_schema(api, path_prefix="api/v1"))
    operations = list(_operations(drawn["paths"]))
    schemas = drawn["components"]["schemas"] | _schemas([contract for _m, _p, _o, contract in operations])
    for schema in schemas.values():
        _tidy(schema)
    for method, path, operation, contract in operations:
        _complete(operation, contract, method, path, schemas)
    return {
        "openapi": "3.1.0",
        "info": texts.INFO | {"version": EDITIONS[-1]},
        "servers": [{"url": "/", "description": "This installation"}],
        "tags": [{"name": tag} for tag in dict.fromkeys(o["tags"][0] for _m, _p, o, _c in operations)],
        "paths": drawn["paths"],
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "responses": errors.RESPONSES,
            "parameters": headers.PARAMETERS,
            "headers": headers.HEADERS,
            "securitySchemes": texts.SECURITY,
        },
    }


def _operations(paths: Json) -> Iterator[tuple[str, str, Json, Contract]]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield method, path, operation, CONTRACTS[operation["operationId"]]


def _schemas(contracts: list[Contract]) -> Json:
    """The shapes of all answers. Two shapes of one name would hide each other, so msgspec refuses them."""
    given = {_item(contract.gives) for contract in contracts if contract.gives is not None and not contract.media}
    _references, schemas = msgspec.json.schema_components([*given, Problem], ref_template=REFERENCE)
    return schemas


def _item(gives: Any) -> Any:
    return get_args(gives)[0] if get_origin(gives) is Page else gives


def _name(shape: Any) -> str:
    """What a shape is called among the components, as msgspec calls it: `Report[Selling]` is `Report_Selling_`."""
    kind = get_origin(shape)
    return (
        str(shape.__name__) if kind is None else f"{kind.__name__}_{'_'.join(_name(part) for part in get_args(shape))}_"
    )


def _complete(operation: Json, contract: Contract, method: str, path: str, schemas: Json) -> None:
    storefront = "/storefront/" in path
    if operation["description"].rstrip(".") == operation["summary"]:
        del operation["description"]
    operation["security"] = [{"secretKey": [contract.permission]}]
    if storefront:
        operation["security"].append({"publishableKey": []})
    for parameter in operation["parameters"]:
        _tidy_parameter(parameter)
    operation["parameters"] += headers.parameters(
        contract, unsafe=method in UNSAFE, has_version=_has_version(contract, schemas)
    )
    if body := operation.get("requestBody"):
        for kind, content in body["content"].items():
            _tidy(content["schema"])
            if kind == "multipart/form-data":
                content["schema"]["additionalProperties"] = False
            content["example"] = sample(content["schema"], schemas)
    operation["responses"] = {
        str(contract.status): _success(contract, schemas, method),
        **errors.of(contract, method=method, has_version=_has_version(contract, schemas)),
    }


def _success(contract: Contract, schemas: Json, method: str) -> Json:
    shown = headers.shown(contract, unsafe=method in UNSAFE, has_version=_has_version(contract, schemas))
    described: Json = {"description": texts.SUCCESS[contract.status], "headers": shown}
    if contract.media:
        shown["Content-Disposition"] = {"$ref": "#/components/headers/FileName"}
        described["content"] = {contract.media: {"schema": {"type": "string", "format": "binary"}}}
    elif contract.gives is not None:
        schema = _schema_of(contract)
        described["content"] = {"application/json": {"schema": schema, "example": sample(schema, schemas)}}
    return described


def _schema_of(contract: Contract) -> Json:
    reference = {"$ref": REFERENCE.format(name=_name(_item(contract.gives)))}
    if get_origin(contract.gives) is not Page:
        return reference
    return {
        "type": "object",
        "required": ["data", "next"],
        "properties": {
            "data": {"type": "array", "items": reference},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page; null on the last."},
        },
    }


def _has_version(contract: Contract, schemas: Json) -> bool:
    if contract.gives is None or contract.media or get_origin(contract.gives) is Page:
        return False
    return "version" in schemas[_name(contract.gives)].get("properties", {})


def _tidy(schema: Json) -> None:
    """Leave out the titles that are made from field names: they say nothing twice."""
    for field in schema.get("properties", {}).values():
        field.pop("title", None)
    if "description" in schema:
        schema["description"] = " ".join(schema["description"].split())


def _tidy_parameter(parameter: Json) -> None:
    """A parameter that may be left out is not one that may be null."""
    schema = parameter["schema"]
    schema.pop("title", None)
    if "anyOf" in schema:
        choices = [choice for choice in schema.pop("anyOf") if choice != {"type": "null"}]
        schema |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    for ours, theirs in (("ge", "minimum"), ("le", "maximum")):
        if ours in schema:  # pydantic leaves a bound in its own words where it is checked after a reading of our own
            schema[theirs] = schema.pop(ours)
    if "examples" in parameter:  # a list in JSON Schema, a mapping in OpenAPI
        parameter["example"] = parameter.pop("examples")[0]
