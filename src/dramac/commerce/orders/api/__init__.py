"""Orders through the API, for staff: listed, read, paid, sent, cancelled, refunded, commented."""

from __future__ import annotations

from dramac.commerce.orders.api.changes import router as changes
from dramac.commerce.orders.api.reading import router as reading

routers = [reading, changes]
