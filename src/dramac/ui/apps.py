"""Tells Django that the design system is an application, so that its tests and commands are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system as a Django application labelled `ui`."""

    name = "dramac.ui"
    label = "ui"
