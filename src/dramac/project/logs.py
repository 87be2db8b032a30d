"""Lines of the log: what stands in them is made once where it stays the same for a while."""

from __future__ import annotations

import logging
import time
from functools import lru_cache

from pythonjsonlogger.msgspec import MsgspecFormatter


class JsonLines(MsgspecFormatter):
    """A line of JSON for each record, with the time by the machine's clock."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # logging's own name
        """Date, time and milliseconds, as `logging` writes them."""
        if datefmt:
            return super().formatTime(record, datefmt)
        return f"{_second(int(record.created))},{int(record.msecs):03d}"


@lru_cache(maxsize=4)
def _second(since_1970: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(since_1970))
