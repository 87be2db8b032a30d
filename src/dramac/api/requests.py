"""What a request to the API carries once the door has let it in; for type checkers and readers."""

from __future__ import annotations

from dramac.api.limits import Standing
from dramac.api.models import ApiKey
from dramac.tenancy.requests import SiteRequest


class ApiRequest(SiteRequest):
    """A request to the API of one site, which its key has named.

    `now` is the one moment at which everything in it happens; `actor` the key, as ledgers and timelines name it.
    `expected_version` is the version an edit was made from (If-Match), None where the caller did not say.
    """

    key: ApiKey
    standing: Standing | None
    expected_version: int | None
