"""Before a person is known, the door speaks the language that their browser asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

View = Callable[..., HttpResponse]


def in_readers_language(view: View) -> View:
    """Answer in the signed-in person's language, else in the browser's first that we speak."""

    @wraps(view)
    def speaking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        preferences = getattr(request.user, "preferences", {})
        translation.activate(preferences.get("language") or translation.get_language_from_request(request))
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return speaking
