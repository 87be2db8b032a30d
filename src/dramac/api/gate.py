"""What every request passes before its endpoint: form, key, rate, scope, size, precondition, idempotency. In this order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from dramac.api import actions, errors, etags, idempotency, limits, queries, scopes
from dramac.api.contracts import CUSTOMER, MOST_JSON, Contract
from dramac.api.models import ApiKey
from dramac.api.problems import Denied, Fault
from dramac.api.requests import ApiRequest
from dramac.tenancy.actors import Actor, guest
from dramac.tenancy.middleware import speak_for

Run = Callable[..., HttpResponseBase]

ACCEPTABLE = {"*/*", "application/*", "application/json", "application/problem+json"}
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="DRAMAC"'}
SAFE = ("GET", "HEAD")


def gated(run: Run, contract: Contract) -> Run:
    """The operation with everything before it."""

    def pass_gate(request: ApiRequest, **path: Any) -> HttpResponseBase:
        _check_accept(request, contract.media)
        _let_in(request)
        require(request, contract.permission)
        _check_form(request, contract)
        _check_secret(request, contract)
        if any("\x00" in str(name) for name in path.values()):
            raise errors.not_found()  # no database keeps NUL in a text, so nothing is called so
        if contract.if_match != "none":
            request.expected_version = etags.expected_version(request, required=contract.if_match == "required")
        claim = None if request.method in SAFE else idempotency.claim_of(request)
        if claim is None:
            return run(request, **path)
        return idempotency.once(claim, lambda: run(request, **path), in_one=contract.in_one, redact=contract.redact)

    return pass_gate


def require(request: ApiRequest, permission: str) -> None:
    """Raises Denied (403), naming the scope, unless the key may do `permission`."""
    shopper = request.key.kind == ApiKey.Kind.PUBLISHABLE
    if not scopes.allows((scopes.STOREFRONT,) if shopper else request.key.scopes, permission):
        raise _lacking(permission)


def _check_accept(request: ApiRequest, media: str) -> None:
    offered = [part.split(";")[0].strip().lower() for part in request.headers.get("Accept", "*/*").split(",")]
    if not ACCEPTABLE.intersection(offered) and not (media and media in offered):
        wanted = media or "application/json"
        raise Denied(406, "not_acceptable", _("Answers here are of another type: accept %(kind)s.") % {"kind": wanted})


def _check_secret(request: ApiRequest, contract: Contract) -> None:
    """Raises Denied (422) where the header that names a cart, an order or a sign-in is missing."""
    if contract.signed_in and request.headers.get(CUSTOMER):
        return
    if contract.secret and not request.headers.get(contract.secret):
        raise _bad_parameter(contract.secret, "missing", _("This is required."))


def _let_in(request: ApiRequest) -> None:
    """Find the key, and with it the site and the actor; count the request. Raises Denied (401, 429)."""
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise queries.KeyRefused(_("Send your API key: Authorization: Bearer dramac_…"), code="missing_key")
        key = queries.key_of(text.strip(), now=request.now)
    except queries.KeyRefused as refused:
        request.standing = limits.count(limits.policy("anonymous"), limits.address_of(request))
        raise Denied(401, refused.code, refused.message, headers=CHALLENGE) from None
    request.key, request.site = key, key.site
    publishable = key.kind == ApiKey.Kind.PUBLISHABLE
    caller = f"{key.pk.hex}:{limits.address_of(request)}" if publishable else key.pk.hex
    request.standing = limits.count(limits.policy(key.kind), caller)
    request.actor = guest(key.site.locale) if publishable else Actor("key", key.name, key.pk)
    request.expected_version = None
    speak_for(key.site, _language(request, publishable))
    actions.note_use(key=key, now=request.now)


def _language(request: ApiRequest, publishable: bool) -> str:
    """Programs are told in English and shoppers in the language of the site, unless the request asks for another."""
    if "Accept-Language" in request.headers:
        return translation.get_language_from_request(request)
    return "" if publishable else "en"


def _lacking(permission: str) -> Denied:
    if permission == scopes.STOREFRONT:
        detail = _("This needs a publishable key, or a secret one with the scope “%(scope)s”.")
    else:
        detail = _("This needs a secret key with the scope “%(scope)s”.")
    return Denied(403, "missing_scope", detail % {"scope": permission})


def _check_form(request: ApiRequest, contract: Contract) -> None:
    """Raises Denied for a body that is too large or of another type, and for parameters that nobody reads."""
    size = _size(request)
    most = contract.uploads or MOST_JSON
    if size > most:
        raise Denied(
            413, "too_large", _("This is more than the %(most)s bytes that can be sent here.") % {"most": most}
        )
    kind = "multipart/form-data" if contract.uploads else "application/json"
    if contract.has_body and size and request.content_type != kind:
        raise Denied(415, "unsupported_media_type", _("Send the body as %(kind)s.") % {"kind": kind})
    if request.META.get("QUERY_STRING"):
        _check_names(request.GET, contract.parameters)
    if contract.form_fields and size:
        _check_names(request.POST, contract.form_fields)
        _check_names(dict.fromkeys(request.FILES), contract.form_fields)


def _size(request: ApiRequest) -> int:
    """Bytes of the body, as the request says. Raises Denied (400) where it says no number."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise Denied(400, "malformed", _("The request could not be read."))
    return int(said)


def _check_names(sent: Mapping[str, object], known: frozenset[str]) -> None:
    """Raises Denied for a parameter or form field that nobody reads, and for NUL in one, which no database keeps."""
    for name in sent:
        if name not in known:
            raise _bad_parameter(name, "unknown_parameter", _("There is no such parameter."))
        values = sent.getlist(name) if isinstance(sent, MultiValueDict) else []
        if any("\x00" in value for value in values):
            raise _bad_parameter(name, "nul", _("Texts cannot contain the character NUL."))


def _bad_parameter(name: str, code: str, detail: str) -> Denied:
    return Denied(422, code, detail, [Fault(detail=detail, code=code, parameter=name[:100])])
