"""Categories named by files: found by the names on the way to them, made where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from dramac.commerce.catalog.events import CategoryChanged
from dramac.commerce.catalog.models import Category
from dramac.commerce.catalog.rules import slugs, trees
from dramac.kit import bulk
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.text import fold, one_line

LONGEST_NAME = 120
Path: TypeAlias = tuple[str, ...]
FIELDS = ("id", "site", "parent", "name", "slug", "path", "depth", "position", "created_at", "updated_at")
PLAIN = ("description_html", "image_file", "seo_title", "seo_description", "is_visible", "version")
PLAIN_VALUES = ("", "", "", "", True, 1)


def ensured(site_id: UUID, paths: Iterable[Path], *, now: datetime) -> Mapping[Path, UUID]:
    """The key of the category at each path of names, from the root; missing ones are made, visible, last among theirs.

    Names compare however they are capitalised. A path deeper than categories may be ends at the deepest level; one
    without a name is left out. Two statements, one when nothing is missing, none without paths.
    """
    wanted = {path: cleaned for path in paths if (cleaned := _cleaned(path))}
    if not wanted:
        return {}
    tree = _Tree(site_id, now)
    found = {path: tree.at(names) for path, names in wanted.items()}
    tree.write()
    return found


def _cleaned(path: Path) -> Path:
    names = (one_line(name)[:LONGEST_NAME].strip() for name in path)
    return tuple(name for name in names if name)[: trees.DEEPEST]


class _Tree:
    """The categories of a site by parent and name, and those to be made."""

    def __init__(self, site_id: UUID, now: datetime) -> None:
        self._site_id, self._now = site_id, now
        self._keys: dict[tuple[UUID | None, str], UUID] = {}
        self._paths: dict[UUID | None, str] = {None: ""}
        self._slugs: set[str] = set()
        self._new: list[tuple[object, ...]] = []
        self._made_keys: list[UUID] = []
        rows = Category.objects.of(site_id).order_by("depth", "position", "pk")
        for key, parent, name, slug, path in rows.values_list("pk", "parent_id", "name", "slug", "path"):
            self._keys.setdefault((parent, fold(name)), key)
            self._paths[key] = path
            self._slugs.add(slug)

    def at(self, names: Path) -> UUID:
        """The category at the end of the names."""
        parent: UUID | None = None
        for depth, name in enumerate(names):
            parent = self._keys.get((parent, fold(name))) or self._made(parent, name, depth)
        assert parent is not None
        return parent

    def _made(self, parent: UUID | None, name: str, depth: int) -> UUID:
        key = new_id()
        slug = slugs.free(slugs.wanted_for_category("", name), self._slugs)
        self._slugs.add(slug)
        self._keys[parent, fold(name)] = key
        self._paths[key] = trees.path(self._paths[parent], slug)
        position = sum(1 for above, _name in self._keys if above == parent)
        row = (key, self._site_id, parent, name, slug, self._paths[key], depth, position, self._now, self._now)
        self._new.append((*row, *PLAIN_VALUES))
        self._made_keys.append(key)
        return key

    def write(self) -> None:
        """Make what is missing, parents first, and tell."""
        bulk.insert(Category, [*FIELDS, *PLAIN], self._new)
        publish(
            *(
                CategoryChanged(site_id=self._site_id, occurred_at=self._now, category_id=key, verb="created")
                for key in self._made_keys
            )
        )
