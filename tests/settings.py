"""Settings of the test run: the product's own, with quick hashing, mail kept in memory and a folder for its files."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "DRAMAC_VAR" not in os.environ:
    os.environ["DRAMAC_VAR"] = tempfile.mkdtemp(prefix="dramac-tests-")
    atexit.register(shutil.rmtree, os.environ["DRAMAC_VAR"], ignore_errors=True)
os.environ.setdefault("DRAMAC_LOG_LEVEL", "WARNING")

from dramac.project.settings import *  # noqa: F403  # settings extend settings by importing all of them

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    # What a test wrote need not survive a power cut; commits are several times quicker without waiting for the disk.
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"  # noqa: F405


class NoMigrations(dict[str, None]):
    """No package has migrations: tables are made from the models, which takes a second. That migrations make the very same
    is what tests/architecture/test_migrations.py shows."""

    def __contains__(self, package: object) -> bool:
        return True

    def __getitem__(self, package: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
