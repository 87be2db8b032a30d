"""The address of the search."""

from __future__ import annotations

from django.urls import path

from dramac.search.dashboard.views import results

app_name = "search"
urlpatterns = [path("", results, name="results")]
