"""The OpenAPI 3.1 document of the API, made from the endpoints themselves: what they take from their parameters, what they give
from their return types, who may call them and how they fail from their contracts."""

from __future__ import annotations

from dramac.api.document.building import build
from dramac.api.document.samples import sample

__all__ = ["build", "sample"]
