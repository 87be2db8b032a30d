"""Addresses of the design system itself: the gallery, and the choice between light and dark."""

from django.urls import path

from dramac.ui.appearance import appearance
from dramac.ui.gallery import gallery

app_name = "ui"
urlpatterns = [
    path("", gallery, name="gallery"),
    path("appearance/", appearance, name="appearance"),
]
