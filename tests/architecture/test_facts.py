"""Facts are promises to developers outside: their names and shapes change on purpose, and every change tells one."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from pathlib import Path

from dramac.project import wiring
from tests.architecture.facts import SNAPSHOT, SOURCE, our_facts, written

COMMERCE = SOURCE / "dramac" / "commerce"
SILENT = {
    "cart.accept": "writes down that the shopper saw a notice",
    "cart.add": "a cart is the shopper's own until it is ordered",
    "cart.open_cart": "the same",
    "cart.remove": "the same",
    "cart.sweep_carts": "the same",
    "catalog.discard_chosen": "files that were chosen and never became a product's",
    "catalog.set_availability": "a copy of what stock tells, which tells it itself",
    "catalog.sweep_chosen": "the same",
    "customers.checked_address": "decides and writes nothing",
    "customers.sign_out": "a session is the shopper's own",
    "customers.sweep_sign_ins": "the same",
    "importing.sweep_files": "an old file is no news, and its report stays",
    "inventory.sentence": "puts a difference in words and writes nothing",
    "inventory.default_location": "made on first use, without anybody's decision",
    "inventory.lock_levels": "locks for a decision and changes no number",
    "inventory.name_batches": "opens a batch for the goods that come in, which are told",
    "inventory.preview_asides": "decides and writes nothing",
    "inventory.preview_many": "decides and writes nothing",
    "inventory.release_reserved": "a shopper's cart is kept nothing any more, as if by the clock",
    "inventory.sweep_reservations": "what lives is read off the clock",
    "inventory.refresh_availability": "copies levels that were told as they changed",
    "payments.begin": "the order that it is for tells it",
    "payments.open_payment": "the same",
    "tax.open_classes": "made on first use, without anybody's decision",
    "waitlist.adopt_requests": "whose a wish is changes nothing of it",
    "waitlist.forget_customer": "that they were erased is told by the customers",
    "waitlist.sweep_requests": "wishes that were answered long ago are no news",
}
"""Writing actions that tell nobody, and why."""


def test_the_shapes_of_facts_are_the_reviewed_ones() -> None:
    fresh = "python -m tests.architecture.facts"
    assert json.loads(written()) == json.loads(SNAPSHOT.read_text("utf-8")), f"if it is meant: {fresh}"


def test_every_listener_in_the_table_is_there_and_hears_a_fact_that_is_told() -> None:
    told = {kind.__name__ for kind in our_facts()}
    for name, listeners in wiring.LISTENERS.items():
        assert name in told, name
        assert all(callable(wiring.resolve(dotted)) for dotted in listeners)


def test_no_two_facts_share_a_public_name() -> None:
    topics = [topic for kind in our_facts() if (topic := getattr(kind, "topic", ""))]
    assert sorted(topics) == sorted(set(topics))


def test_every_action_tells_a_fact_or_is_listed_as_silent() -> None:
    telling = _telling()
    mute = {
        f"{module.parents[1].name}.{name}"
        for module in sorted(COMMERCE.glob("*/actions/__init__.py"))
        for name in _offered(module)
        if name not in telling
    }
    assert mute == set(SILENT)


def _offered(module: Path) -> list[str]:
    """The functions that a slice's actions offer: what stands in `__all__` and begins with a small letter."""
    for node in ast.parse(module.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return [name for name in names if name[0].islower()]
    return []


def _telling() -> set[str]:
    """The names of functions that publish, themselves or by what they call."""
    calls: dict[str, set[str]] = defaultdict(set)
    for path in COMMERCE.glob("*/actions/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                called = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
                calls[node.name] |= {ast.unparse(one).rsplit(".", 1)[-1] for one in called}
    found = {"publish"}
    while new := {name for name, called in calls.items() if called & found} - found:
        found |= new
    return found
