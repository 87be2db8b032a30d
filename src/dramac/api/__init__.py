"""The frame of the API: keys, errors, paging, idempotency, rate limits, versions and the OpenAPI document. Slices hang in it."""
