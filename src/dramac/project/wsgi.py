"""The WSGI application that `dramac serve` runs."""

from __future__ import annotations

import gc
import logging
import os
from typing import Any

import django
from django.conf import settings
from django.urls import get_resolver

ALLOCATIONS = 20_000
"""How many objects more than were given back make the interpreter look for circles among the young. Its own number, 700, has
it look several times in a request, of which hardly an object outlives the answer."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dramac.project.settings")

django.setup(set_prefix=False)

from dramac.project.reading import Program  # noqa: E402  # reads the settings

application: Any = Program()
if settings.DATABASES["default"]["ENGINE"] == "dramac.kit.embedded":
    from dramac.project.turns import InTurn

    application = InTurn(application)

# All addresses are read now and not by the first who asks. What the program itself consists of stays for good: nobody need
# look for rubbish in it.
_ = get_resolver().url_patterns, get_resolver().reverse_dict
gc.collect()
gc.freeze()
gc.set_threshold(ALLOCATIONS, 10, 10)
# What no line of the log shows need not be found out for each (https://docs.python.org/3/howto/logging.html#optimization).
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
logging._srcfile = None  # as that page says
