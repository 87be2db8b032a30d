"""Addresses of the frame: the entrance, before a shop is known, and below each shop's name the frame's own screens."""

from __future__ import annotations

from django.urls import include, path

from dramac.dashboard import home, profile
from dramac.dashboard.entrance import passwords, second_factor, sessions, sites
from dramac.dashboard.index import addresses
from dramac.dashboard.security import second_factor as own_factor
from dramac.dashboard.security import sessions as own_sessions
from dramac.dashboard.settings import domains, general, hub, legal, people, security
from dramac.dashboard.settings.audit import AuditTrail

app_name = "dashboard"

screens = [
    path("", home.home, name="home"),
    path("profile/", profile.profile, name="profile"),
    path("profile/password/", profile.password, name="password"),
    path("profile/second-factor/", own_factor.second_factor, name="second-factor"),
    path("profile/second-factor/recovery", own_factor.recovery, name="recovery"),
    path("profile/second-factor/removal", own_factor.second_factor_removal, name="second-factor-removal"),
    path("profile/sessions/", own_sessions.sessions, name="sessions"),
    path("profile/sessions/end", own_sessions.sessions_end, name="sessions-end"),
    path("profile/sessions/<slug:mark>/end", own_sessions.session_end, name="session-end"),
    path("settings/", hub.hub, name="settings"),
    path("settings/general/", general.general, name="general"),
    path("settings/security/", security.security, name="security"),
    path("settings/domains/", domains.domains, name="domains"),
    path("settings/domains/<uuid:domain_id>/preference", domains.domain_preference, name="domain-preference"),
    path("settings/domains/<uuid:domain_id>/removal", domains.domain_removal, name="domain-removal"),
    path("settings/policies/", legal.policies, name="policies"),
    path("settings/policies/<slug:policy>/", legal.policy, name="policy"),
    *addresses(AuditTrail, "settings/audit/", name="audit"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invitation/", people.invitation, name="invitation"),
    path("settings/people/<uuid:member_id>/role", people.role, name="role"),
    path("settings/people/<uuid:member_id>/removal", people.removal, name="removal"),
]

urlpatterns = [
    path("", sites.chooser, name="sites"),
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-in/code/", second_factor.second_step, name="second-step"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("password/", passwords.forgotten, name="forgotten"),
    path("password/<str:token>/", passwords.new_password, name="new-password"),
    path("<slug:site_slug>/", include(screens)),
]
