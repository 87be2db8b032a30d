"""What may be done to a site itself and to its staff, by name; `roles` says who may."""

from __future__ import annotations

SETTINGS_VIEW = "settings.view"
SETTINGS_EDIT = "settings.edit"
STAFF_VIEW = "staff.view"
STAFF_EDIT = "staff.edit"
AUDIT_VIEW = "audit.view"
