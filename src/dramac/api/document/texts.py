"""What the document says about the whole: how to identify oneself, how lists, edits, retries, limits and versions work."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

SUCCESS = {
    200: "Done.",
    201: "Made.",
    202: "Taken on; it is done in the background.",
    204: "Done; there is nothing to say.",
}

SECURITY: Json = {
    "secretKey": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "dramac_sk_…",
        "description": "A secret key acts for staff within its scopes (`orders.view`, `catalog.*`). Keep it on your server.",
    },
    "publishableKey": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "dramac_pk_…",
        "description": "A publishable key may stand in a web page or an app. It reaches only what shoppers may.",
    },
}

GUIDE: tuple[tuple[str, str], ...] = (
    (
        "Keys",
        "Send a key with every request: `Authorization: Bearer dramac_sk_…`. The key names the site, and every answer is of that "
        "site alone. A secret key acts for staff within its scopes, such as `orders.view` or `catalog.*`, and belongs on a server. "
        "A publishable key may stand in a web page and reaches only what shoppers may, below `/api/v1/storefront/`. Cookies mean "
        "nothing here. A key is shown once, when it is made; it can expire, and it can be revoked.",
    ),
    (
        "Shapes",
        "Bodies and answers are JSON in UTF-8. Ids are UUIDs without meaning. Times are RFC 3339 in UTC. Amounts are whole minor "
        'units with their currency: `{"amount": 1250, "currency": "EUR"}` is 12.50 EUR. A body may hold only the fields that are '
        "listed; an unknown field or parameter is refused, so that a misspelt one is not silently ignored.",
    ),
    (
        "Lists",
        "Lists come in pages of `limit` (50, at most 250). `next` is the `cursor` of the page after it, null on the last. A cursor "
        "names the last row shown, so rows that come and go in between are neither shown twice nor left out. There is no total.",
    ),
    (
        "Edits",
        "Records with a `version` are sent with an `ETag`. Send it as `If-Match` with an edit, and a change that somebody else has "
        "made since is not lost: the answer is 412. Send it as `If-None-Match` with a read, and 304 says that nothing has changed.",
    ),
    (
        "Retries",
        "Send an `Idempotency-Key` of your own with what must not be done twice. The same key with the same request gives the same "
        "answer for two days, with `Idempotent-Replayed: true`; with another request it is refused (422); while the first is still "
        "being done it is 409. A request that was refused wrote nothing and leaves its key free.",
    ),
    (
        "Limits",
        "Requests are counted by key, for publishable keys by address as well. `RateLimit` and `RateLimit-Policy` say how many are "
        "left in the present window; 429 comes with `Retry-After`.",
    ),
    (
        "Versions",
        "`Dramac-Version` is a date; without one the newest version answers, and every answer names its own. Within a version "
        "things are only added: new fields, parameters and codes are no break. A version is answered for at least a year after the "
        "next one appears; its answers then carry `Deprecation` and `Sunset`.",
    ),
)

DESCRIPTION = "The API of a shop: everything its dashboard and its storefront do.\n\n" + "\n\n".join(
    f"**{title}.** {text}" for title, text in GUIDE
)

INFO: Json = {
    "title": "DRAMAC commerce API",
    "description": DESCRIPTION,
    "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
}
