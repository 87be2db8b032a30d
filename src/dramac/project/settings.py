"""Django settings, all from the environment; without any the program runs on an embedded database under `var/`.

Every variable is described in docs/production.md.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("DRAMAC_HOME", Path.cwd())).resolve()
VAR = Path(os.environ.get("DRAMAC_VAR", HOME / "var")).resolve()


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _secret_key() -> str:
    """The key from the environment, or one kept in `var/` that only its owner can read."""
    if key := os.environ.get("DRAMAC_SECRET_KEY"):
        return key
    kept = VAR / "secret-key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()


DEBUG = _flag("DRAMAC_DEBUG", False)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = _words("DRAMAC_HOSTS", "*")  # sites are resolved by their own domains; unknown hosts get 404
HTTPS = _flag("DRAMAC_HTTPS", False)
SITE_BY_PATH = _flag("DRAMAC_SITE_BY_PATH", True)
PUBLIC_URL = os.environ.get("DRAMAC_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "dramac.kit",
    "dramac.tenancy",
    "dramac.ui",
    "dramac.api",
    "dramac.dashboard",
    "dramac.commerce.catalog",
    "dramac.commerce.customers",
    "dramac.commerce.tax",
    "dramac.commerce.inventory",
    "dramac.commerce.alerts",
    "dramac.commerce.purchasing",
    "dramac.commerce.counts",
    "dramac.commerce.transfers",
    "dramac.commerce.waitlist",
    "dramac.commerce.cart",
    "dramac.commerce.payments",
    "dramac.commerce.shipping",
    "dramac.commerce.orders",
    "dramac.commerce.checkout",
    "dramac.commerce.importing",
    "dramac.notifications",
    "dramac.storefront",
]

MIDDLEWARE = [
    "dramac.project.middleware.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "dramac.api.entrance.Entrance",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dramac.project.middleware.CompressedPages",
    "dramac.project.middleware.ContentPolicy",
    "dramac.tenancy.middleware.SiteOfRequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "dramac.project.urls"
WSGI_APPLICATION = "dramac.project.wsgi.application"
AUTH_USER_MODEL = "tenancy.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "dramac.ui.environment.environment", "auto_reload": DEBUG},
    },
]


def _database() -> dict[str, Any]:
    """The embedded SQLite database, or the server that DATABASE_URL names."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        VAR.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{VAR / 'dramac.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    if found["ENGINE"].endswith("sqlite3"):
        found["ENGINE"] = "dramac.kit.embedded"
        found["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        found["OPTIONS"] = {**found.get("OPTIONS", {}), "server_side_binding": True, "prepare_threshold": 2}
    return found


DATABASES = {"default": _database()}

CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if _redis := os.environ.get("REDIS_URL"):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _redis}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "dashboard:sign-in"
PASSWORD_RESET_TIMEOUT = 60 * 60

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("ui", PACKAGE / "ui" / "vendor" / "static")]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a product of two thousand variants is saved as one form

SESSION_ENGINE = "dramac.dashboard.entrance.store"
SESSION_COOKIE_NAME = "dramac_staff"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dramac.storefront.errors.stale_form"
CSRF_TRUSTED_ORIGINS = _words("DRAMAC_TRUSTED_ORIGINS")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _flag("DRAMAC_SSL_REDIRECT", False)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if _flag("DRAMAC_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

EMAIL_BACKEND = os.environ.get(
    "DRAMAC_EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("DRAMAC_SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = os.environ.get("DRAMAC_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("DRAMAC_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("DRAMAC_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DRAMAC_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("DRAMAC_SMTP_TLS", bool(EMAIL_HOST))
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("DRAMAC_FROM_EMAIL", "shop@localhost")

KEPT_PAGES = int(os.environ.get("DRAMAC_KEPT_PAGES", "1024"))  # drawn storefront pages that a web process remembers

API_RATES: dict[str, str] = {  # requests/seconds of each kind of caller; 0 is no limit
    "secret": os.environ.get("DRAMAC_API_RATE_SECRET", "1200/60"),
    "publishable": os.environ.get("DRAMAC_API_RATE_PUBLISHABLE", "600/60"),
    "anonymous": os.environ.get("DRAMAC_API_RATE_ANONYMOUS", "60/60"),
}

GUARDED_HTTP_ALLOW = _words("DRAMAC_HTTP_ALLOW")  # host:port pairs that outgoing requests may reach though private

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "dramac.project.logs.JsonLines",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": os.environ.get("DRAMAC_LOG_FORMAT", "json"),
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("DRAMAC_LOG_LEVEL", "INFO")},
}
