"""Every word is there in every language that we speak; `bin/check` says whether the catalogues hold every word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import clear_script_prefix

from dramac.dashboard.testing import a_browser
from dramac.project import messages
from dramac.tenancy.actions import prefer
from dramac.tenancy.testing import a_site

HOLE = re.compile(r"%\(\w+\)[sd]")


def holes(text: str) -> list[str]:
    return sorted(set(HOLE.findall(text)))


def forms(said: str | Sequence[str] | None) -> list[str]:
    """The forms of a message or of its translation, of which one with a plural has several."""
    return [said] if isinstance(said, str) else list(said or [])


@pytest.mark.parametrize("path", messages.languages(), ids=lambda path: path.parent.parent.name)
def test_every_word_is_translated_with_the_same_holes(path: Path) -> None:
    with path.open("rb") as source:
        catalog = read_po(source, locale=path.parent.parent.name)
    said = [one for one in catalog if one.id]
    assert not [one.id for one in said if one.fuzzy or not all(forms(one.string))], "translate what is empty"
    assert not [one.id for one in said if holes(forms(one.id)[-1]) != holes(forms(one.string)[-1])]


@pytest.mark.django_db
def test_a_german_shop_speaks_german_and_its_staff_their_own_language() -> None:
    messages.compile_all()
    site = a_site(locale="de-DE", name="Krug")
    shop = Client().get(f"/shop/{site.slug}/cart").content.decode()
    assert 'lang="de-de"' in shop
    assert "Dein Warenkorb ist leer" in shop
    clear_script_prefix()
    browser = a_browser(site)
    assert "Bestellungen" in browser.text("dashboard:home")
    prefer(person=browser.person, language="en")
    assert "Bestellungen" not in browser.text("dashboard:home")
