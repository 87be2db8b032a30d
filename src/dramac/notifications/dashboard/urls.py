"""Addresses of the settings of e-mails, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.notifications.dashboard import previews, settings

app_name = "notifications"
urlpatterns = [
    path("settings/notifications/", settings.notifications, name="settings"),
    path("settings/notifications/<slug:kind>/", previews.preview, name="preview"),
    path("settings/notifications/<slug:kind>/letter", previews.letter, name="letter"),
    path("settings/notifications/<slug:kind>/test", previews.test, name="test"),
]
