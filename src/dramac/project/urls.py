"""Addresses outside storefronts: dashboard, API, health. A storefront's own are in `storefront/urls.py`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from dramac.project import health, media, screens

screens.hang()

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health.health),
    path("ready", health.ready),
    path("media/<uuid:site_id>/<path:path>", media.media),
    path("api/", include("dramac.project.api")),
    path("ui/", include("dramac.ui.urls")),
    path("dashboard/", include("dramac.dashboard.urls")),
    path("dashboard/<slug:site_slug>/", include(screens.urlpatterns)),
]

handler400 = "dramac.dashboard.errors.malformed"
handler403 = "dramac.dashboard.errors.refused"
handler404 = "dramac.dashboard.errors.not_found"
handler500 = "dramac.dashboard.errors.fault"
