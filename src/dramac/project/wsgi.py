"""The WSGI application that `dramac serve` runs."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dramac.project.settings")

application: Any = get_wsgi_application()
if settings.DATABASES["default"]["ENGINE"] == "dramac.kit.embedded":
    from dramac.project.turns import InTurn

    application = InTurn(application)
