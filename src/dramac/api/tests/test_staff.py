"""Staff and the trail through the API: a key works within its own scopes, and never makes or unmakes an owner."""

from __future__ import annotations

import pytest

from dramac.api.testing import a_client
from dramac.tenancy.models import AuditEntry, Membership
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_site

pytestmark = pytest.mark.django_db

MEMBERS = "/api/v1/members"
JSON = "application/json"


def test_someone_is_invited_given_another_role_and_removed() -> None:
    site = a_site()
    client = a_client(site)
    asked = {"email": "new@example.com", "role": "viewer"}
    made = client.post(MEMBERS, asked, content_type=JSON)
    assert (made.status_code, made.json()["role"]) == (201, "viewer")
    path = made.headers["Location"]
    assert client.put(f"{path}/role", {"role": "manager"}, content_type=JSON).json()["role"] == "manager"
    assert client.delete(path).status_code == 204
    assert client.get(path).json()["is_active"] is False
    told = [entry["action"] for entry in client.get("/api/v1/trail").json()["data"]]
    assert told[:3] == ["staff.removed", "staff.role_changed", "staff.invited"]


def test_no_key_makes_an_owner() -> None:
    site = a_site()
    client, member = a_client(site), a_member(site, Role.VIEWER)
    invited = client.post(MEMBERS, {"email": "new@example.com", "role": "owner"}, content_type=JSON)
    raised = client.put(f"{MEMBERS}/{member.pk}/role", {"role": "owner"}, content_type=JSON)
    assert [(one.status_code, one.json()["code"]) for one in (invited, raised)] == [(422, "only_owners")] * 2
    assert not Membership.objects.of(site).filter(role=Role.OWNER).exists()


def test_no_key_unmakes_an_owner() -> None:
    site = a_site()
    owners = [a_member(site), a_member(site)]
    client = a_client(site)
    lowered = client.put(f"{MEMBERS}/{owners[0].pk}/role", {"role": "viewer"}, content_type=JSON)
    removed = client.delete(f"{MEMBERS}/{owners[1].pk}")
    assert (lowered.status_code, removed.status_code) == (422, 422)
    assert Membership.objects.of(site).filter(role=Role.OWNER, is_active=True).count() == 2


def test_a_key_gives_no_role_more_than_it_has_itself() -> None:
    site = a_site()
    client, member = a_client(site, ["staff.*", "*.view"]), a_member(site, Role.FULFILMENT)
    refused = client.put(f"{MEMBERS}/{member.pk}/role", {"role": "manager"}, content_type=JSON)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/role")
    assert "catalog.*" in refused.json()["detail"]
    assert client.put(f"{MEMBERS}/{member.pk}/role", {"role": "viewer"}, content_type=JSON).status_code == 200


def test_the_trail_is_narrowed_by_what_was_changed_and_shown_for_its_own_site_only() -> None:
    site, other = a_site(), a_site()
    for place in (site, other):
        AuditEntry.objects.create(site=place, actor="Ann", action="order.noted", subject="order:1")
    client = a_client(site)
    listed = client.get("/api/v1/trail", {"subject": "order:1"}).json()["data"]
    assert [(one["actor"], one["action"]) for one in listed] == [("Ann", "order.noted")]
    assert client.get("/api/v1/trail", {"until": "2020-01-01T00:00:00Z"}).json()["data"] == []


def test_roles_say_what_they_give() -> None:
    roles = {one["name"]: one["permissions"] for one in a_client(a_site()).get("/api/v1/roles").json()["data"]}
    assert roles["owner"] == ["*"]
    assert "orders.fulfil" in roles["fulfilment"]
