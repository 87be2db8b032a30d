"""Sealed secrets open under their own key and purpose only."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from dramac.kit.secrets import Unreadable, open_sealed, seal


def test_a_sealed_secret_opens_again_and_does_not_show() -> None:
    sealed = seal("JBSWY3DP", purpose="tests")
    assert "JBSWY3DP" not in sealed
    assert open_sealed(sealed, purpose="tests") == "JBSWY3DP"


def test_another_purpose_another_key_or_an_altered_seal_does_not_open(settings: Settings) -> None:
    sealed = seal("JBSWY3DP", purpose="tests")
    for other, purpose in ((sealed, "others"), (sealed[:-4] + "AAA=", "tests"), ("", "tests")):
        with pytest.raises(Unreadable):
            open_sealed(other, purpose=purpose)
    settings.SECRET_KEY = "another"
    with pytest.raises(Unreadable):
        open_sealed(sealed, purpose="tests")
