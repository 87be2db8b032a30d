"""Writes the document of the API beside its test, to be reviewed with the change: `python -m tests.architecture.openapi`."""

from __future__ import annotations

import json
import os
from pathlib import Path

SNAPSHOT = Path(__file__).with_name("openapi.json")


def written() -> str:
    """The document as it is now, as the snapshot is written."""
    from tests.architecture.operations import drawn

    return json.dumps(drawn(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    SNAPSHOT.write_text(written(), encoding="utf-8")
