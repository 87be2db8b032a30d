"""Every test begins as every request does in a server: with no storefront's path in front of addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import clear_script_prefix


@pytest.fixture(autouse=True)
def _addresses_begin_afresh() -> Iterator[None]:
    yield
    clear_script_prefix()
