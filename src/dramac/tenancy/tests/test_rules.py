"""Who may give and take which role, and which names a site may have."""

from __future__ import annotations

import pytest

from dramac.tenancy import rules
from dramac.tenancy.roles import Role
from dramac.tenancy.rules import RoleFault


@pytest.mark.parametrize("slug", ["a", "mugs", "mugs-2", "2", "a" * 63])
def test_short_names_of_letters_digits_and_hyphens_can_be_taken(slug: str) -> None:
    assert rules.is_free_to_take(slug)


@pytest.mark.parametrize("slug", ["", "-a", "a-", "Mugs", "mü", "a" * 64, "a b", "sign-in", "password", "a\n"])
def test_other_short_names_cannot(slug: str) -> None:
    assert not rules.is_free_to_take(slug)


@pytest.mark.parametrize("host", ["shop.example.com", "a-b.example", "xn--caf-dma.example"])
def test_host_names_have_two_labels_or_more(host: str) -> None:
    assert rules.is_host(host)


@pytest.mark.parametrize("host", ["", "localhost", "-a.example", "a..example", "a.example/x", "a" * 254, "a_b.example"])
def test_what_is_no_host_name_is_told_from_one(host: str) -> None:
    assert not rules.is_host(host)


@pytest.mark.parametrize(
    ("by", "before", "after", "owners", "fault"),
    [
        (Role.OWNER, Role.VIEWER, Role.OWNER, 1, None),
        (Role.ADMIN, Role.VIEWER, Role.OWNER, 1, RoleFault.ONLY_OWNERS),
        (Role.ADMIN, Role.OWNER, Role.VIEWER, 2, RoleFault.ONLY_OWNERS),
        (Role.ADMIN, Role.OWNER, None, 2, RoleFault.ONLY_OWNERS),
        (Role.ADMIN, Role.OWNER, Role.OWNER, 1, None),
        (Role.ADMIN, Role.VIEWER, Role.ADMIN, 1, None),
        (Role.OWNER, Role.OWNER, Role.ADMIN, 1, RoleFault.LAST_OWNER),
        (Role.OWNER, Role.OWNER, None, 1, RoleFault.LAST_OWNER),
        (Role.OWNER, Role.OWNER, None, 2, None),
        (None, Role.VIEWER, Role.OWNER, 0, None),
        (None, Role.OWNER, None, 1, RoleFault.LAST_OWNER),
    ],
)
def test_only_owners_make_and_unmake_owners_and_the_last_one_stays(
    by: Role | None, before: Role, after: Role | None, owners: int, fault: RoleFault | None
) -> None:
    assert rules.fault_in_change(by=by, before=before, after=after, owners=owners) is fault
