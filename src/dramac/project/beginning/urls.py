"""Addresses of the first steps, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.project.beginning import screens

app_name = "beginning"
urlpatterns = [
    path("beginning/samples", screens.samples, name="samples"),
    path("beginning/samples/removal", screens.samples_removal, name="samples-removal"),
    path("beginning/dismissal", screens.dismissal, name="dismissal"),
]
