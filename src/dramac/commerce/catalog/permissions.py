"""What may be done in the catalogue, by name; `tenancy.roles` says who may."""

from __future__ import annotations

VIEW = "catalog.view"
EDIT = "catalog.edit"
REMOVE = "catalog.remove"
