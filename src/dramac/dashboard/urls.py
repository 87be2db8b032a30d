"""Addresses of the frame: the entrance, before a shop is known, and below each shop's name the frame's own screens."""

from __future__ import annotations

from django.urls import include, path

from dramac.dashboard import home, profile
from dramac.dashboard.entrance import passwords, sessions, sites
from dramac.dashboard.settings import general, hub, people

app_name = "dashboard"

screens = [
    path("", home.home, name="home"),
    path("profile/", profile.profile, name="profile"),
    path("profile/password/", profile.password, name="password"),
    path("settings/", hub.hub, name="settings"),
    path("settings/general/", general.general, name="general"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invitation/", people.invitation, name="invitation"),
    path("settings/people/<uuid:member_id>/role", people.role, name="role"),
    path("settings/people/<uuid:member_id>/removal", people.removal, name="removal"),
]

urlpatterns = [
    path("", sites.chooser, name="sites"),
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("password/", passwords.forgotten, name="forgotten"),
    path("password/<str:token>/", passwords.new_password, name="new-password"),
    path("<slug:site_slug>/", include(screens)),
]
