"""Who acts is named in words that those who read it understand."""

from __future__ import annotations

from django.utils import translation

from dramac.tenancy.actors import guest


def test_a_guest_is_named_in_the_language_of_the_site_whatever_is_spoken_now() -> None:
    with translation.override("de"):
        assert guest("en").label == "Guest"
    assert guest("de").label == "Gast"
    assert guest("de").kind == "customer"
