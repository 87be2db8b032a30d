"""Opening and editing shops, host names, and who works there: the effect, the trail, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dramac.kit.models import OutboxEvent
from dramac.tenancy import actions as tenancy
from dramac.tenancy import audit, queries
from dramac.tenancy.actions import NewSite
from dramac.tenancy.actors import SYSTEM, Actor
from dramac.tenancy.models import AuditEntry, Domain, Membership, Site, User
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_person, a_site

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def acting(member: Membership) -> Actor:
    return Actor("staff", str(member.user), member.user_id)


def trail(site: Site) -> list[tuple[str, str]]:
    return list(AuditEntry.objects.of(site).order_by("id").values_list("actor", "action"))


def facts(site: Site) -> list[str]:
    return list(OutboxEvent.objects.filter(site_id=site.pk).order_by("id").values_list("name", flat=True))


def test_a_new_shop_has_its_owner_its_host_name_and_its_trail() -> None:
    plan = NewSite("mugs", "Mugs", currency="GBP", country="GB", domain="Mugs.Example.")
    site = tenancy.create_site(plan=plan, owner="Olga@Example.com", by=SYSTEM, now=NOW)
    assert (site.slug, site.currency, site.country, site.created_at) == ("mugs", "GBP", "GB", NOW)
    assert [(member.user.email, member.role) for member in queries.staff_of(site)] == [("olga@example.com", "owner")]
    assert list(Domain.objects.values_list("host", "is_primary")) == [("mugs.example", True)]
    assert trail(site) == [("DRAMAC", "site.created"), ("DRAMAC", "domain.added"), ("DRAMAC", "staff.invited")]
    assert facts(site) == ["StaffInvited"]


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (NewSite("Mugs", "Mugs"), "slug"),
        (NewSite("sign-in", "Mugs"), "slug"),
        (NewSite("taken", "Mugs"), "slug"),
        (NewSite("mugs", "  "), "name"),
        (NewSite("mugs", "M" * 121), "name"),
        (NewSite("mugs", "Mugs", currency="XYZ"), "currency"),
        (NewSite("mugs", "Mugs", country="Eire"), "country"),
        (NewSite("mugs", "Mugs", time_zone="Mars/Olympus"), "time_zone"),
        (NewSite("mugs", "Mugs", locale="klingon"), "locale"),
        (NewSite("mugs", "Mugs", domain="no host"), "host"),
    ],
)
def test_a_shop_that_cannot_be_is_refused_with_its_field_and_nothing_is_written(plan: NewSite, field: str) -> None:
    a_site("taken")
    with pytest.raises((tenancy.CannotCreateSite, tenancy.CannotEditSite, tenancy.CannotAddDomain)) as refused:
        tenancy.create_site(plan=plan, owner="olga@example.com", by=SYSTEM, now=NOW)
    assert refused.value.field == field
    assert (Site.objects.count(), User.objects.count(), AuditEntry.objects.count()) == (1, 0, 0)


def test_an_edit_writes_what_changed_and_what_it_was() -> None:
    site = a_site(name="Mugs", country="IE")
    edited = tenancy.edit_site(site=site, by=SYSTEM, now=NOW, name="Mugs & Pots", country="IE")
    assert edited.name == "Mugs & Pots"
    entry = AuditEntry.objects.of(site).get()
    assert (entry.action, entry.details) == ("site.edited", {"name": ["Mugs", "Mugs & Pots"]})
    assert facts(site) == ["SiteEdited"]


def test_an_edit_that_changes_nothing_writes_nothing() -> None:
    site = a_site(name="Mugs")
    tenancy.edit_site(site=site, by=SYSTEM, now=NOW, name="Mugs")
    assert (trail(site), facts(site)) == ([], [])


@pytest.mark.parametrize(
    ("field", "value"),
    [("currency", "USD"), ("slug", "pots"), ("time_zone", "nowhere"), ("name", ""), ("tagline", "t" * 201)],
)
def test_what_stays_for_good_and_what_cannot_be_is_refused(field: str, value: str) -> None:
    site = a_site()
    particulars: dict[str, Any] = {field: value}
    with pytest.raises(tenancy.CannotEditSite) as refused:
        tenancy.edit_site(site=site, by=SYSTEM, now=NOW, **particulars)
    assert refused.value.field == field
    assert trail(site) == []


def test_an_edited_shop_is_seen_at_once_where_it_was_remembered() -> None:
    site = a_site("mugs", name="Mugs")
    tenancy.add_domain(site=site, host="mugs.example", by=SYSTEM, now=NOW)
    assert queries.site_by_slug("mugs") == queries.site_by_host("mugs.example") == site
    tenancy.edit_site(site=site, by=SYSTEM, now=NOW, name="Pots")
    found = (queries.site_by_slug("mugs"), queries.site_by_host("mugs.example"))
    assert [one.name for one in found if one] == ["Pots", "Pots"]


def test_a_host_name_belongs_to_one_shop_and_the_first_is_its_address() -> None:
    site = a_site()
    assert queries.primary_host(site) is None
    tenancy.add_domain(site=site, host="mugs.example", by=SYSTEM, now=NOW)
    tenancy.add_domain(site=site, host="www.mugs.example", by=SYSTEM, now=NOW)
    assert queries.primary_host(site) == "mugs.example"
    with pytest.raises(tenancy.CannotAddDomain):
        tenancy.add_domain(site=a_site(), host="MUGS.example", by=SYSTEM, now=NOW)


def test_an_invitation_makes_a_person_without_a_password_and_tells_of_it() -> None:
    site = a_site()
    owner = a_member(site)
    member = tenancy.invite(site=site, email=" Bo@Example.com ", role=Role.MANAGER, by=acting(owner), now=NOW)
    assert (member.user.email, member.role, member.user.has_usable_password()) == ("bo@example.com", "manager", False)
    assert trail(site) == [("Ann Staff", "staff.invited")]
    assert facts(site) == ["StaffInvited"]


def test_someone_known_elsewhere_keeps_their_password_and_someone_who_left_comes_back() -> None:
    site, person = a_site(), a_person("bo@example.com")
    member = tenancy.invite(site=site, email="bo@example.com", role=Role.VIEWER, by=SYSTEM, now=NOW)
    assert member.user == person
    assert member.user.has_usable_password()
    tenancy.remove_member(site=site, member=member, by=SYSTEM, now=NOW)
    back = tenancy.invite(site=site, email="bo@example.com", role=Role.ANALYST, by=SYSTEM, now=NOW)
    assert (back.pk, back.role, back.is_active) == (member.pk, "analyst", True)


@pytest.mark.parametrize("email", ["", "bo", "bo@", "a@b c.example", "x" * 250 + "@example.com", "bo@example.com\n"])
def test_what_is_no_address_is_refused(email: str) -> None:
    site = a_site()
    a_member(site, person=a_person("bo@example.com"))
    with pytest.raises(tenancy.CannotInvite) as refused:
        tenancy.invite(site=site, email=email, role=Role.VIEWER, by=SYSTEM, now=NOW)
    assert refused.value.field == "email"


def test_someone_who_works_here_is_not_invited_again() -> None:
    site = a_site()
    a_member(site, Role.OWNER, person=a_person("bo@example.com"))
    with pytest.raises(tenancy.CannotInvite):
        tenancy.invite(site=site, email="bo@example.com", role=Role.VIEWER, by=SYSTEM, now=NOW)
    assert Membership.objects.of(site).get().role == "owner"


def test_an_admin_gives_every_role_but_the_owners() -> None:
    site = a_site()
    a_member(site)
    admin = a_member(site, Role.ADMIN)
    with pytest.raises(tenancy.CannotChangeRole):
        tenancy.invite(site=site, email="bo@example.com", role=Role.OWNER, by=acting(admin), now=NOW)
    member = tenancy.invite(site=site, email="bo@example.com", role=Role.ADMIN, by=acting(admin), now=NOW)
    with pytest.raises(tenancy.CannotChangeRole):
        tenancy.change_role(site=site, member=member, role=Role.OWNER, by=acting(admin), now=NOW)
    assert Membership.objects.of(site).get(pk=member.pk).role == "admin"


def test_a_role_of_another_site_gives_no_right_here() -> None:
    site = a_site()
    owner, elsewhere = a_member(site), a_member(a_site())
    a_member(site)
    with pytest.raises(tenancy.CannotChangeRole):
        tenancy.change_role(site=site, member=owner, role=Role.VIEWER, by=acting(elsewhere), now=NOW)


def test_the_last_owner_is_neither_demoted_nor_removed() -> None:
    site = a_site()
    owner = a_member(site)
    with pytest.raises(tenancy.CannotChangeRole):
        tenancy.change_role(site=site, member=owner, role=Role.ADMIN, by=acting(owner), now=NOW)
    with pytest.raises(tenancy.CannotChangeRole):
        tenancy.remove_member(site=site, member=owner, by=acting(owner), now=NOW)
    second = a_member(site)
    tenancy.remove_member(site=site, member=owner, by=acting(second), now=NOW)
    with pytest.raises(tenancy.CannotChangeRole):
        tenancy.change_role(site=site, member=second, role=Role.VIEWER, by=acting(second), now=NOW)
    assert [member.pk for member in queries.staff_of(site) if member.is_active] == [second.pk]


def test_a_changed_role_is_on_the_trail_with_both_roles() -> None:
    site = a_site()
    owner, member = a_member(site), a_member(site, Role.VIEWER)
    tenancy.change_role(site=site, member=member, role=Role.MANAGER, by=acting(owner), now=NOW)
    tenancy.change_role(site=site, member=member, role=Role.MANAGER, by=acting(owner), now=NOW)
    entry = AuditEntry.objects.of(site).get()
    assert (entry.action, entry.details) == ("staff.role_changed", {"from": "viewer", "to": "manager"})
    assert entry.subject == f"member:{member.pk}"


def test_removing_twice_is_removing_once() -> None:
    site = a_site()
    a_member(site)
    member = a_member(site, Role.VIEWER)
    for _time in range(2):
        tenancy.remove_member(site=site, member=member, by=SYSTEM, now=NOW)
    assert trail(site) == [("DRAMAC", "staff.removed")]


def test_a_preference_is_kept_and_forgotten_beside_the_others() -> None:
    person = a_person()
    tenancy.prefer(person=person, language="de", tables={"orders": {"per": 25}})
    tenancy.prefer(person=User.objects.get(pk=person.pk), language="")
    person.refresh_from_db()
    assert person.preferences == {"tables": {"orders": {"per": 25}}}


def test_the_trail_cannot_be_written_outside_a_change(transactional_db: None) -> None:
    site = a_site()
    with pytest.raises(RuntimeError):
        audit.write(site, by=SYSTEM, action="x", subject="y", now=NOW)
