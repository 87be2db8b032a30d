"""Serves product pictures from the media folder: picture types only, never as pages, kept for ever because names never repeat."""

from __future__ import annotations

from pathlib import PurePosixPath
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
}


@require_safe
def media(request: HttpRequest, site_id: UUID, path: str) -> HttpResponseBase:
    """A picture of a site. 404 for anything that is not a picture or lies outside the site's folder."""
    kind = TYPES.get(PurePosixPath(path).suffix.lower())
    if kind is None or "\x00" in path or ".." in PurePosixPath(path).parts:
        raise Http404
    response = serve(request, f"{site_id}/{path}", document_root=str(settings.MEDIA_ROOT))
    response["Content-Type"] = kind
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
