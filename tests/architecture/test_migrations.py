"""Migrations lead to the very tables that the models describe, on either database, and every one of them can be taken back.

The other tests make their tables from the models at once, which is quicker; this is what makes that right.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
THOROUGH = "DRAMAC_THOROUGH" in os.environ
Picture = dict[str, list[str]]
ON_POSTGRESQL = {
    "columns": """
        SELECT table_name || '.' || column_name, data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') ||
               coalesce(character_maximum_length::text, '')
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """
        SELECT conrelid::regclass::text || ' ' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "triggers": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
BEFORE_STATES = "0002"
"""Where the ledger of stock stood before it knew states and values."""

ITS_STOCK = """
import django
django.setup()
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.tenancy.models import Site

for site in Site.objects.all():
    assert queries.check_ledger(site) == []
    print(list(StockLevel.objects.of(site).order_by("pk").values_list("on_hand", "committed", "incoming", "value")))
    print(Movement.objects.of(site).count())
"""
A_SHOP = f"""
import django
django.setup()
from django.db import transaction
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import NOW, STAFF, a_stocked_product, demand
from dramac.tenancy.testing import a_site

site = a_site()
goods = [a_stocked_product(site, units, cost=cost) for units, cost in ((7, 333), (12, None), (3, 1001))]
told = dict(site=site, reference=Reference("order", "1"), by=STAFF, now=NOW)
actions.take(demands=[demand(goods[0].pk, 2), demand(goods[2].pk, 3)], **told)
{ITS_STOCK}
"""
"""Goods of which some are promised, at several costs; what of it must be the same whenever a migration was taken back."""

FRAMEWORKS = re.compile(r"(table |index )?(auth_|django_)")
ON_SQLITE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


@contextmanager
def an_empty_database(folder: Path) -> Iterator[tuple[dict[str, str], ConnectionHandler]]:
    """A database of its own: what a command needs to find it, and connections to it. It is gone afterwards."""
    one = {**settings.DATABASES["default"]}
    if connection.vendor == "sqlite":
        one["NAME"] = str(folder / "dramac.sqlite3")
        yield {"DRAMAC_VAR": str(folder), "DATABASE_URL": ""}, ConnectionHandler({"default": one})
        return
    name = f"dramac_migrations_{uuid4().hex[:8]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    handler = ConnectionHandler({"default": {**one, "NAME": name}})
    url = re.sub(r"/[^/?]*(\?.*)?$", f"/{name}", os.environ["DATABASE_URL"])
    try:
        yield {"DRAMAC_VAR": str(folder), "DATABASE_URL": url}, handler
    finally:
        handler["default"].close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrate(environment: dict[str, str], *arguments: str) -> None:
    """Run the framework's command with the product's own settings."""
    run(environment, "migrate", "--verbosity", "0", *arguments)


def run(environment: dict[str, str], *arguments: str) -> None:
    """Run a command of the framework with the product's own settings; what it says is shown where it fails."""
    command = [sys.executable, "-m", "django", *arguments]
    asked = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "dramac.project.settings"}
    done = subprocess.run(command, env=asked, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def picture(asked: ConnectionHandler | None = None) -> Picture:
    """Every table, index, constraint and trigger as the database tells them, whatever the order of columns."""
    one = asked["default"] if asked else connection
    with one.cursor() as cursor:
        if one.vendor == "sqlite":
            cursor.execute(ON_SQLITE)
            return {name: _clauses(sql) for name, sql in cursor.fetchall()}
        found: Picture = {}
        for statement in ON_POSTGRESQL.values():
            cursor.execute(statement)
            for name, words in cursor.fetchall():
                found.setdefault(name, []).append(words)
        return {name: sorted(words) for name, words in found.items()}


def _clauses(sql: str) -> list[str]:
    """The parts between the outermost commas of a statement."""
    depth, parts = 0, [""]
    for sign in " ".join(sql.split()).replace('"', "").removesuffix(")"):
        depth += (sign == "(") - (sign == ")")
        if (sign == "(" and depth == 1) or (sign == "," and depth == 1):
            parts.append("")
        else:
            parts[-1] += sign
    return sorted(part.strip() for part in parts)


def told(environment: dict[str, str], *arguments: str) -> str:
    """What a command of the product says."""
    asked = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, *arguments], env=asked, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_migrations_make_what_the_models_say_and_can_all_be_taken_back(tmp_path: Path) -> None:
    with an_empty_database(tmp_path) as (environment, connections):
        migrate(environment)
        run(environment, "makemigrations", "--check", "--dry-run")
        made, meant = picture(connections), picture()
        assert _ours({name: words for name, words in made.items() if meant.get(name) != words}) == {}
        assert set(meant) - set(made) == set()
        connections["default"].close()
        if connection.vendor == "postgresql" or THOROUGH:  # where the data of those lies who would roll back
            for label in ("kit", "tenancy"):
                migrate(environment, label, "zero")
            assert [name for name in picture(connections) if "mod_ecommod01" in name] == []


@pytest.mark.skipif(not THOROUGH, reason="takes minutes: DRAMAC_THOROUGH asks for it")
def test_a_shop_loses_nothing_when_its_stock_goes_back_to_before_states_and_forth_again(tmp_path: Path) -> None:
    with an_empty_database(tmp_path) as (environment, _connections):
        migrate(environment)
        units = told(environment, "-c", A_SHOP)
        migrate(environment, "inventory", BEFORE_STATES)
        migrate(environment)
        assert told(environment, "-c", ITS_STOCK) == units


def _ours(made: Picture) -> Picture:
    """Without the framework's own tables."""
    return {name: words for name, words in made.items() if not FRAMEWORKS.match(name)}
