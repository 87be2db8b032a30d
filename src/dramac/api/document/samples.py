"""An example of a value, made from its schema and the examples of its fields."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

BY_FORMAT = {
    "uuid": "0199f1d2-7c3a-7b5e-9a41-5d0f3c2b1a90",
    "date-time": "2026-11-22T09:30:00Z",
    "date": "2026-11-22",
    "binary": "(the file)",
    "decimal": "21.0",
}
BY_TYPE: dict[str, Any] = {"string": "text", "integer": 1, "number": 1.0, "boolean": True, "null": None}


def sample(schema: Json, schemas: Json) -> Any:
    """A value that the schema allows; `schemas` are the named ones it may refer to."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    for ready in ("examples", "enum"):
        if schema.get(ready):
            return schema[ready][0]
    for ready in ("example", "const", "default"):
        if ready in schema:
            return schema[ready]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return sample(schema[several][0], schemas)
    return _by_type(schema, schemas)


def _by_type(schema: Json, schemas: Json) -> Any:
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = kind[0]
    if kind == "object":
        return {name: sample(field, schemas) for name, field in schema.get("properties", {}).items()}
    if kind == "array":
        return [sample(schema.get("items", {}), schemas)]
    if kind == "string" and schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    if kind == "integer":
        return max(1, schema.get("minimum", 1))
    return BY_TYPE[kind]
