"""The WSGI application that `dramac serve` runs."""

from __future__ import annotations

import gc
import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

ALLOCATIONS = 20_000
"""How many objects more than were given back make the interpreter look for circles among the young. Its own number, 700, has
it look several times in a request, of which hardly an object outlives the answer."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dramac.project.settings")

application: Any = get_wsgi_application()
if settings.DATABASES["default"]["ENGINE"] == "dramac.kit.embedded":
    from dramac.project.turns import InTurn

    application = InTurn(application)

# All addresses are read now and not by the first who asks. What the program itself consists of stays for good: nobody need
# look for rubbish in it.
_ = get_resolver().url_patterns, get_resolver().reverse_dict
gc.collect()
gc.freeze()
gc.set_threshold(ALLOCATIONS, 10, 10)
