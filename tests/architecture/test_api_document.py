"""The document of the API changes only on purpose, and says everything twice nowhere."""

from __future__ import annotations

from collections import Counter

import jsonschema_rs

from dramac.api.document import sample
from tests.architecture.openapi import SNAPSHOT, written
from tests.architecture.operations import builders, drawn, operations


def test_the_document_is_the_reviewed_one() -> None:
    """After a change on purpose: `python -m tests.architecture.openapi`, and review what it changed."""
    assert written() == SNAPSHOT.read_text(encoding="utf-8")


def test_every_operation_has_a_name_of_its_own_and_a_sentence() -> None:
    assert max(Counter(one.name for one in operations()).values()) == 1
    told = [one for methods in drawn()["paths"].values() for one in methods.values()]
    assert not [one["operationId"] for one in told if " " not in one["summary"] or len(one["summary"]) > 120]


def test_every_parameter_that_names_a_record_has_a_builder() -> None:
    known = {name for names in builders() for name in names}
    assert not {name for one in operations() for name in (*one.parts, *one.headers)} - known


def test_examples_are_of_the_shape_they_are_examples_of() -> None:
    schemas = drawn()["components"]["schemas"]
    for name, schema in schemas.items():
        whole = {**schema, "components": {"schemas": schemas}}
        assert jsonschema_rs.is_valid(whole, sample(schema, schemas)), name


def test_everything_has_a_description() -> None:
    silent = [name for name, schema in drawn()["components"]["schemas"].items() if not schema.get("description")]
    assert not silent


def test_no_write_takes_what_only_the_shop_may_decide() -> None:
    forbidden = {
        "site",
        "site_id",
        "id",
        "version",
        "created_at",
        "created_by",
        "number",
        "token",
        "total",
        "subtotal",
        "tax_total",
    }
    taken = {}
    for methods in drawn()["paths"].values():
        for one in methods.values():
            content = one.get("requestBody", {}).get("content", {})
            for body in content.values():
                name = body["schema"].get("$ref", "").rsplit("/", 1)[-1]
                fields = drawn()["components"]["schemas"].get(name, body["schema"]).get("properties", {})
                if wrong := forbidden & fields.keys():
                    taken[one["operationId"]] = wrong
    assert not taken


def test_every_body_refuses_fields_it_does_not_know() -> None:
    schemas = drawn()["components"]["schemas"]
    bodies = {
        body["schema"]["$ref"].rsplit("/", 1)[-1]
        for methods in drawn()["paths"].values()
        for one in methods.values()
        for body in one.get("requestBody", {}).get("content", {}).values()
        if "$ref" in body["schema"]
    }
    assert not [name for name in bodies if schemas[name].get("additionalProperties") is not False]
