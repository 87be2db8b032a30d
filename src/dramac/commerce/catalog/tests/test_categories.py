"""The category tree: what lies below moves along, and nothing is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.actions import CategoryDraft
from dramac.commerce.catalog.models import Category
from dramac.commerce.catalog.testing import a_category, a_product
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def done(**more: Any) -> dict[str, Any]:
    return {"by": an_actor(), "now": utc_now(), **more}


def paths(site: Site) -> list[str]:
    return list(Category.objects.of(site).order_by("path").values_list("path", flat=True))


def a_tree(site: Site) -> tuple[Category, Category, Category]:
    home = a_category(site, "Home")
    kitchen = a_category(site, "Kitchen", parent=home)
    mugs = a_category(site, "Mugs", parent=kitchen)
    a_category(site, "Home & Garden")
    return home, kitchen, mugs


def test_a_category_has_the_path_of_those_above_it() -> None:
    site = a_site()
    a_tree(site)
    assert paths(site) == ["home", "home-garden", "home/kitchen", "home/kitchen/mugs"]
    tree = queries.category_tree(site)
    assert [(node.name, node.depth, len(node.children)) for node in tree] == [("Home", 0, 1), ("Home & Garden", 0, 0)]
    assert tree[0].children[0].children[0].name == "Mugs"


def test_a_moved_category_takes_along_what_lies_below_it_in_one_statement() -> None:
    site = a_site()
    home, kitchen, mugs = a_tree(site)
    garden = Category.objects.of(site).get(slug="home-garden")
    a_product(site, "Mug", categories=[mugs])
    with CaptureQueriesContext(connection) as few:
        catalog.move_category(site, kitchen.pk, parent_id=garden.pk, **done())
    assert paths(site) == ["home", "home-garden", "home-garden/kitchen", "home-garden/kitchen/mugs"]
    assert Category.objects.of(site).get(pk=mugs.pk).depth == 2
    assert [card.title for card in queries.search(site, "garden").cards] == ["Mug"]
    listed = queries.product_page(site, queries.ListingQuery(category="home-garden"))
    assert [card.title for card in listed.cards] == ["Mug"]
    for number in range(30):
        a_category(site, f"Below {number}", parent=mugs)
    with CaptureQueriesContext(connection) as many:
        catalog.move_category(site, kitchen.pk, parent_id=home.pk, **done())
    assert len(many) <= len(few)
    assert len([path for path in paths(site) if path.startswith("home/kitchen/mugs/")]) == 30


def test_a_category_does_not_move_into_itself_nor_too_deep() -> None:
    site = a_site()
    home, kitchen, mugs = a_tree(site)
    for parent in (home, mugs):
        with pytest.raises(catalog.CannotSaveCategory) as refused:
            catalog.move_category(site, home.pk, parent_id=parent.pk, **done())
        assert (refused.value.code, refused.value.field) == ("into_itself", "parent_id")
    deep = mugs
    for number in range(3):
        deep = a_category(site, f"Level {number}", parent=deep)
    with pytest.raises(catalog.CannotSaveCategory) as refused:
        a_category(site, "Too deep", parent=deep)
    assert refused.value.code == "too_deep"
    with pytest.raises(catalog.CannotSaveCategory):
        catalog.move_category(site, kitchen.pk, parent_id=Category.objects.of(site).get(slug="level-2").pk, **done())


def test_a_renamed_address_leads_on_for_itself_and_for_what_lies_below() -> None:
    site = a_site()
    _home, kitchen, _mugs = a_tree(site)
    draft = CategoryDraft(name="Cookery", slug="cookery", parent_id=kitchen.parent_id)
    catalog.save_category(site, draft, category_id=kitchen.pk, **done())
    assert queries.category_by_path(site, "home/kitchen") is None
    assert queries.moved_to(site, "category", "home/kitchen") == "home/cookery"
    assert queries.moved_to(site, "category", "home/kitchen/mugs") == "home/cookery/mugs"
    assert queries.moved_to(site, "category", "home/cookery/mugs") is None
    assert queries.moved_to(site, "category", "nowhere") is None


def test_names_may_be_the_same_and_addresses_not() -> None:
    site = a_site()
    men, women = a_category(site, "Men"), a_category(site, "Women")
    a_category(site, "Shirts", parent=men)
    a_category(site, "Shirts", parent=women)
    assert paths(site) == ["men", "men/shirts", "women", "women/shirts-2"]


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (CategoryDraft(name=" "), "name", "required"),
        (CategoryDraft(name="x" * 121), "name", "too_long"),
        (CategoryDraft(name="x", slug="x" * 100_000), "slug", "too_long"),
        (CategoryDraft(name="x", parent_id=new_id()), "parent_id", "unknown_category"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(draft: CategoryDraft, field: str, code: str) -> None:
    site = a_site()
    with pytest.raises(catalog.CannotSaveCategory) as refused:
        catalog.save_category(site, draft, **done())
    assert (refused.value.field, refused.value.code) == (field, code)
    assert not Category.objects.of(site).exists()


def test_a_category_of_another_site_is_no_parent() -> None:
    here, there = a_site(), a_site()
    with pytest.raises(catalog.CannotSaveCategory):
        a_category(here, parent=a_category(there))


def test_somebody_else_s_change_to_a_category_is_not_overwritten() -> None:
    site = a_site()
    kitchen = a_category(site)
    catalog.save_category(site, CategoryDraft(name="A"), category_id=kitchen.pk, version=1, **done())
    with pytest.raises(catalog.StaleCategory):
        catalog.save_category(site, CategoryDraft(name="B"), category_id=kitchen.pk, version=1, **done())


def test_categories_stand_in_the_order_they_are_put() -> None:
    site = a_site()
    a, b, c = (a_category(site, name) for name in "ABC")
    catalog.reorder_categories(site, [c.pk, a.pk, new_id()], **done())
    assert [node.name for node in queries.category_tree(site)] == ["C", "A", "B"]
    assert b.pk in {node.id for node in queries.category_tree(site)}


def test_only_an_empty_category_is_removed_unless_its_products_go_elsewhere() -> None:
    site = a_site()
    home, kitchen, mugs = a_tree(site)
    a_product(site, "Mug", categories=[mugs])
    a_product(site, "Both", categories=[mugs, home])
    with pytest.raises(catalog.CategoryInUse) as used:
        catalog.remove_category(site, kitchen.pk, **done())
    assert (used.value.products, used.value.categories) == (0, 1)
    with pytest.raises(catalog.CategoryInUse) as used:
        catalog.remove_category(site, mugs.pk, **done())
    assert (used.value.products, used.value.categories) == (2, 0)
    catalog.remove_category(site, mugs.pk, products_to=home.pk, **done())
    listed = queries.product_page(site, queries.ListingQuery(category="home"))
    assert {card.title for card in listed.cards} == {"Mug", "Both"}
    assert [one.used for one in queries.search(site, "mugs").corrections] == ["mug"]
    catalog.remove_category(site, kitchen.pk, **done())
    assert paths(site) == ["home", "home-garden"]
    verbs = OutboxEvent.objects.filter(site_id=site.pk, name="CategoryChanged", payload__contains="removed")
    assert verbs.count() == 2


def test_a_hidden_category_hides_what_is_below_it() -> None:
    site = a_site()
    secret = a_category(site, "Secret", is_visible=False)
    a_category(site, "Below", parent=secret)
    assert queries.category_tree(site) == ()
    assert len(queries.category_tree(site, hidden_too=True)) == 1
    assert queries.category_by_path(site, "secret/below") is None
    assert [(row.path, row.product_count) for row in queries.categories(site)] == [("secret", 0), ("secret/below", 0)]


def test_a_category_s_page_knows_the_way_to_it() -> None:
    site = a_site()
    _home, kitchen, mugs = a_tree(site)
    with CaptureQueriesContext(connection) as statements:
        found = queries.category_by_path(site, mugs.path)
    assert len(statements) == 2
    assert found is not None
    assert [step.name for step in found.trail] == ["Home", "Kitchen", "Mugs"]
    assert found.parent_id == kitchen.pk
    assert queries.category_by_id(a_site(), mugs.pk) is None
    assert queries.category_by_path(site, "\0" * 900) is None
