"""Counts through the API: started, counted by any scanner's program, looked at and posted."""

from __future__ import annotations

from dramac.commerce.counts.api.counts import router

routers = [router]
