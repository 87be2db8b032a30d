"""The document and the page that is written from it."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest
from django.test import Client

from dramac.api import document, reference
from dramac.api.document import sample
from dramac.api.pages import with_code
from dramac.api.tests.pretend import api

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.api.tests.pretend")]


def test_the_document_is_served_without_a_key() -> None:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json() == document.build(api)
    assert response.json()["openapi"] == "3.1.0"


def test_every_operation_says_who_may_call_it_and_how_it_fails() -> None:
    paths = document.build(api)["paths"]
    edit = paths["/api/v1/notes/{note_id}"]["patch"]
    assert edit["security"] == [{"secretKey": ["notes.edit"]}]
    assert " ".join(sorted(edit["responses"])) == "200 400 401 403 404 406 409 412 413 415 422 428 429 500 503"
    assert " ".join(sorted(paths["/api/v1/notes"]["get"]["responses"])) == "200 400 401 403 404 406 422 429 500 503"
    assert "304" in paths["/api/v1/notes/{note_id}"]["get"]["responses"]
    assert next(iter(paths["/api/v1/notes/{note_id}"]["delete"]["responses"])) == "204"


def test_examples_are_of_the_shape_they_are_examples_of() -> None:
    drawn = document.build(api)
    schemas = drawn["components"]["schemas"]
    for name, schema in schemas.items():
        whole = {**schema, "components": {"schemas": schemas}}
        assert jsonschema_rs.is_valid(whole, sample(schema, schemas)), name


def test_the_page_shows_every_operation_with_a_command() -> None:
    page = Client().get("/api/v1/docs").content.decode()
    for operations in reference.sections(document.build(api)).values():
        for each in operations:
            assert f'id="{each.name}"' in page
            assert each.path in page
    assert "curl -X POST &#34;https://shop.example/api/v1/notes&#34;" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_words_in_backticks_are_code_and_the_rest_is_escaped() -> None:
    assert with_code("a `<b>` <i>") == "a <code>&lt;b&gt;</code> &lt;i&gt;"


def test_a_command_sends_the_key_and_an_idempotency_key() -> None:
    told = {each.name: each for each in reference.sections(document.build(api))["Notes"]}
    command = told["pretend_write_note"].command
    assert '-H "Authorization: Bearer $DRAMAC_SECRET_KEY"' in command
    assert '-H "Idempotency-Key: $(openssl rand -hex 16)"' in command
    assert "Idempotency-Key" not in told["pretend_list_notes"].command
    assert '"https://shop.example/api/v1/notes/$NOTE_ID"' in told["pretend_get_note"].command
    assert "-H 'If-Match: \"7-1f0c2a9be4d3\"'" in told["pretend_edit_note"].command
    assert [(field.name, field.required) for field in told["pretend_write_note"].fields] == [
        ("text", True),
        ("count", False),
    ]
