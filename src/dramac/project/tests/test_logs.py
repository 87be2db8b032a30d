"""A line of the log says when, as the standard library writes it."""

from __future__ import annotations

import logging

import msgspec
import pytest

from dramac.project.logs import JsonLines


@pytest.mark.parametrize("moment", [0.0, 1795437000.0, 1795437000.9999, 1795437001.0005])
def test_the_time_of_a_line_is_that_of_the_standard_library(moment: float) -> None:
    record = logging.LogRecord("shop", logging.INFO, "", 0, "said %s", ("much",), None)
    record.created, record.msecs = moment, (moment - int(moment)) * 1000
    line = msgspec.json.decode(JsonLines("%(asctime)s %(levelname)s %(name)s %(message)s").format(record))
    assert line == {
        "asctime": logging.Formatter().formatTime(record), "levelname": "INFO", "name": "shop", "message": "said much",
    }  # fmt: skip
