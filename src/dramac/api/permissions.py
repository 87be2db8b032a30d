"""What may be done with the keys of a site, by name; `tenancy.roles` says who may, and that reading everything is not enough."""

from __future__ import annotations

VIEW = "api.view"
MANAGE = "api.manage"
