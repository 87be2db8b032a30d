"""Transfers through the API: begun, sent, received by any scanner's program, closed."""

from __future__ import annotations

from dramac.commerce.transfers.api.transfers import router

routers = [router]
