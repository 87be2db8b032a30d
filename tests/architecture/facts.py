"""Writes the shapes of all facts beside their test, to be reviewed with the change: `python -m tests.architecture.facts`."""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path

import msgspec

SNAPSHOT = Path(__file__).with_name("facts.json")
SOURCE = Path(__file__).resolve().parents[2] / "src"


def our_facts() -> list[type]:
    """Every kind of fact that a module named `events` of the product tells, by name."""
    from dramac.kit.facts import Event, kinds

    for path in sorted((SOURCE / "dramac").rglob("events.py")):
        importlib.import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))
    return [kind for _name, kind in sorted(kinds().items()) if kind is not Event and ".tests." not in kind.__module__]


def written() -> str:
    """Every kind of fact with its public name and the schema of its payload, as the snapshot is written."""
    ours = our_facts()
    schemas, components = msgspec.json.schema_components(ours)
    told = {
        kind.__name__: {
            "topic": getattr(kind, "topic", ""),
            "payload": components[str(schema["$ref"]).rsplit("/", 1)[-1]],
        }
        for kind, schema in zip(ours, schemas, strict=True)
    }
    parts = {name: schema for name, schema in sorted(components.items()) if name not in told}
    return json.dumps({"facts": told, "parts": parts}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    SNAPSHOT.write_text(written(), encoding="utf-8")
