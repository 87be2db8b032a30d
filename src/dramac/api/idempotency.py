"""The same request twice is done once: answers are kept under the caller's Idempotency-Key and given again.

Most operations run in one transaction with their key: both are kept or neither. An operation that talks to the outside between
two transactions claims its key first; a claim whose request died is free again after `CLAIM`. Only answers of requests that
did something are kept: a refusal wrote nothing, so the same key may be tried again. After draft-ietf-httpapi-idempotency-key-header-07.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from dramac.api.contracts import CUSTOMER
from dramac.api.models import ApiKey, IdempotentAnswer
from dramac.api.problems import Denied, Fault
from dramac.api.requests import ApiRequest
from dramac.tenancy.rows import SiteQuerySet

HEADER = "Idempotency-Key"
CART = "Dramac-Cart"
REPLAYED = "Idempotent-Replayed"
KEY = re.compile(r"\A[\x21-\x7e]{1,255}\Z")
KEPT = timedelta(hours=48)
CLAIM = timedelta(minutes=2)
KEPT_HEADERS = ("Content-Type", "ETag", "Location")

Run = Callable[[], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Claim:
    """A request under its key: whose it is, and the fingerprint that tells another request under the same key."""

    request: ApiRequest
    key: str
    fingerprint: str

    @property
    def caller(self) -> str:
        """Whose idempotency keys these are: the API key's, and of a publishable key those of one shopper."""
        shopper = _shopper(self.request) if _is_publishable(self.request) else ""
        return sha256(f"{self.request.key.pk.hex}:{shopper}".encode()).hexdigest()

    def rows(self) -> SiteQuerySet[IdempotentAnswer]:
        """What is kept under the key: one row or none."""
        return IdempotentAnswer.objects.of(self.request.site).filter(caller=self.caller, key=self.key)

    def kept(self) -> IdempotentAnswer | None:
        """What is kept under the key, once answers that are too old and claims of dead requests are gone."""
        dead = Q(status=None, created_at__lte=self.request.now - CLAIM)
        self.rows().filter(dead | Q(created_at__lte=self.request.now - KEPT)).delete()
        return self.rows().first()


def claim_of(request: ApiRequest) -> Claim | None:
    """The claim that a request makes with its Idempotency-Key; None without one. Raises Denied (400) for a bad key.

    With a publishable key it counts within a cart or a sign-in, and before there is one it does not.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not KEY.match(key):
        detail = _("An idempotency key is 1 to 255 visible ASCII characters, without spaces.")
        raise Denied(400, "invalid_idempotency_key", detail, [Fault(detail=detail, code="invalid", parameter=HEADER)])
    if _is_publishable(request) and not _shopper(request):
        return None  # every shopper has this API key: nothing tells one from another until there is a cart or a sign-in
    return Claim(request, key, _fingerprint(request))


def own_key(request: ApiRequest) -> str:
    """The caller's idempotency key as a name for actions that do something once by themselves; empty without one."""
    claim = claim_of(request)
    return sha256(f"{claim.caller}:{claim.key}".encode()).hexdigest() if claim else ""


def once(claim: Claim, run: Run, *, in_one: bool, redact: tuple[str, ...] = ()) -> HttpResponseBase:
    """Do a request once. `in_one` runs it in one transaction with its key; `redact` names fields not to be kept.

    Raises Denied: 409 while the first request is still being done, 422 when the key was used for another request.
    """
    return _in_one_transaction(claim, run, redact) if in_one else _claimed_first(claim, run, redact)


def sweep(*, now: datetime) -> int:
    """Remove answers older than they are kept; returns how many."""
    removed, _detail = IdempotentAnswer.objects.filter(created_at__lte=now - KEPT).delete()
    return removed


def _shopper(request: ApiRequest) -> str:
    """What tells one shopper from another: the secret of their sign-in, else of their cart."""
    return request.headers.get(CUSTOMER, "") or request.headers.get(CART, "")


def _is_publishable(request: ApiRequest) -> bool:
    return request.key.kind == ApiKey.Kind.PUBLISHABLE


def _in_one_transaction(claim: Claim, run: Run, redact: tuple[str, ...]) -> HttpResponseBase:
    with transaction.atomic():
        _lock(claim)
        if found := claim.kept():
            return _replay(claim, found)
        response = run()
        _keep(claim, response, redact)
    return response


def _lock(claim: Claim) -> None:
    """Keep a second request with the same key out; SQLite's transactions exclude one another already."""
    if connection.vendor != "postgresql":
        return
    name = sha256(f"{claim.request.site.pk}:{claim.caller}:{claim.key}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])
        if not cursor.fetchone()[0]:
            raise _in_progress()


def _claimed_first(claim: Claim, run: Run, redact: tuple[str, ...]) -> HttpResponseBase:
    if found := _take(claim):
        return _replay(claim, found)
    try:
        response = run()
        _keep(claim, response, redact)
    except BaseException:
        claim.rows().delete()
        raise
    return response


def _take(claim: Claim) -> IdempotentAnswer | None:
    """Claim the key; returns the answer that is kept under it already. Raises Denied (409) while another holds it."""
    if found := claim.kept():
        if found.status is None:
            raise _in_progress()
        return found
    try:
        with transaction.atomic():
            IdempotentAnswer.objects.create(
                site=claim.request.site,
                caller=claim.caller,
                key=claim.key,
                fingerprint=claim.fingerprint,
                created_at=claim.request.now,
            )
    except IntegrityError:
        raise _in_progress() from None
    return None


def _keep(claim: Claim, response: HttpResponseBase, redact: tuple[str, ...]) -> None:
    body = response.content.decode() if isinstance(response, HttpResponse) else ""
    if redact:
        body = msgspec.json.encode(msgspec.json.decode(body) | dict.fromkeys(redact)).decode()
    IdempotentAnswer.objects.update_or_create(
        site=claim.request.site,
        caller=claim.caller,
        key=claim.key,
        defaults={
            "fingerprint": claim.fingerprint,
            "status": response.status_code,
            "body": body,
            "headers": {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
            "created_at": claim.request.now,
        },
    )


def _replay(claim: Claim, found: IdempotentAnswer) -> HttpResponse:
    if found.fingerprint != claim.fingerprint:
        detail = _("This idempotency key was used for another request. Use a new key for a new request.")
        raise Denied(422, "idempotency_key_reused", detail)
    headers = {**found.headers, REPLAYED: "true"}
    return HttpResponse(found.body.encode(), status=found.status or 200, headers=headers)


def _fingerprint(request: ApiRequest) -> str:
    """What the request is: method, address and body. Of a form, its fields and files: its wire form differs each time."""
    mark = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        mark.update(request.body)
        return mark.hexdigest()
    for name, values in sorted(request.POST.lists()):
        mark.update(repr((name, values)).encode())
    files: dict[str, Any] = dict(request.FILES.items())
    for name in sorted(files):
        mark.update(f"\n{name}\n".encode())
        for chunk in files[name].chunks():
            mark.update(chunk)
        files[name].seek(0)
    return mark.hexdigest()


def _in_progress() -> Denied:
    detail = _("The first request with this idempotency key is still being done.")
    return Denied(409, "idempotency_in_progress", detail, headers={"Retry-After": "1"})
