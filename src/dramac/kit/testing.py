"""For tests: the reference data that lies in a `shared` folder beside a checkout, or a loud skip where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[3]


def reference_file(name: str) -> Path:
    """A file of `shared/data` next to the project or one folder above. Skips the test, loudly, when it is not there."""
    places = [folder / "shared" / "data" / name for folder in (_ROOT.parent, _ROOT.parent.parent)]
    for place in places:
        if place.is_file():
            return place
    pytest.skip(f"NOT COMPARED WITH REFERENCE DATA: shared/data/{name} is not beside the project")
