"""Tells Django that the merchant frame is an application, so that its tables, tests and templates are found."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """The merchant frame as a Django application labelled `dashboard`."""

    name = "dramac.dashboard"
    label = "dashboard"
