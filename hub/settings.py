"""Every setting of the hub, read from the environment by helpers that refuse bad values.

Nothing here has a silent default for a misspelt value, and no secret has a usable default outside DEBUG.
"""

import os
import re
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import dj_database_url
import orjson
import structlog
from django.core.exceptions import ImproperlyConfigured

from hub.api.openapi.about import TITLE, VERSION
from hub.languages import wording
from hub.logs import stream

BASE_DIR = Path(__file__).resolve().parent.parent


def env_bool(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name}={value!r} is neither true nor false. Write 1 or 0.")
    return default


def env_int(name: str, default: int, least: int, most: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number from {least} to {most}.")
    return int(value)


def env_list(name: str, default: list[str]) -> list[str]:
    value = os.environ.get(name, "")
    return [item.strip() for item in value.split(",") if item.strip()] or default


def env_secret(name: str, debug_only: str) -> str:
    value = os.environ.get(name, "")
    if value:
        return value
    if DEBUG:
        return debug_only
    raise ImproperlyConfigured(f"{name} is not set. Give it a long random value, or set DEBUG=1 for development.")


def env_origin(name: str, default: str) -> str:
    """A scheme and a host, from which absolute addresses are made."""
    value = os.environ.get(name, "").strip().rstrip("/") or default
    if value and not re.fullmatch(r"https?://[^\s/?#@]+", value):
        raise ImproperlyConfigured(f"{name}={value!r} is no address of a server. Write https://hub.example.org")
    return value


def env_folder(name: str, default: Path) -> Path:
    """A folder we can write to; an unwritable one is said at start, not at the first publication."""
    folder = Path(os.environ.get(name) or default)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: the folder {folder} cannot be written: {error.strerror}.") from error
    return folder


SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # A writer waits at BEGIN instead of failing half-way through.
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def sqlite(path: str) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": SQLITE_OPTIONS}


def database(url: str) -> dict[str, Any]:
    """The database named by DATABASE_URL: PostgreSQL or SQLite, nothing else."""
    try:
        parts = urlsplit(url)
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except (dj_database_url.UnknownSchemeError, dj_database_url.ParseError, ValueError):
        parts, config = urlsplit("unreadable:"), {}
    if parts.scheme == "sqlite" and config.get("NAME"):
        return sqlite(config["NAME"])
    if parts.scheme not in {"postgres", "postgresql"} or not config.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. Write postgres://user:password@host:5432/name or sqlite:///path."
        )
    # A database that does not answer must fail a curator's request in seconds, not hang it.
    options = {"connect_timeout": 5, **config.get("OPTIONS", {})}
    return {**config, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}


# Development mode. Never set it on a machine that the public can reach.
DEBUG = env_bool("DEBUG", False)
# Signs the curators' sessions. Long and random; changing it logs everybody out.
SECRET_KEY = env_secret("SECRET_KEY", "development-only-" + "0" * 40)
# Host names the curators' desk answers to, separated by commas. The public API does not look at the host.
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
# Origins the desk's forms are trusted from when it is behind a TLS proxy, e.g. https://desk.example.org
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [])
# Where the embedded database, the editions on disk and the withdrawals live.
VAR = env_folder("HUB_VAR", BASE_DIR / "var")
# PostgreSQL for a team; without it an SQLite file under var/ serves a single machine.
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'hub.sqlite3'}")}
# Whether one person may publish alone. Says so in the manifest.
PUBLISH_ALONE = env_bool("PUBLISH_ALONE", DEBUG)
# How many editions are kept to roll back to.
KEEP_EDITIONS = env_int("KEEP_EDITIONS", 30, 2, 1000)
# Seconds between two looks at the database for a newer edition, and at the disk for a newer pointer.
SYNC_SECONDS = env_int("SYNC_SECONDS", 10, 1, 3600)
# Whether texts that no clinician and no Urdu editor has signed are shown, each saying so. For development.
PUBLISH_DRAFT_RESOURCES = env_bool("PUBLISH_DRAFT_RESOURCES", DEBUG)
# Where `make run` serves.
PORT = env_int("PORT", 8000, 1, 65535)
# Where the public finds the hub, e.g. https://help.example.org: makes links whole that are read elsewhere, such as
# those of news feeds and the sitemap. Unset, they are relative or left out: the Host of a request may be anybody's.
PUBLIC_URL = env_origin("PUBLIC_URL", f"http://127.0.0.1:{PORT}" if DEBUG else "")

INSTALLED_APPS = [
    "hub",  # Before the admin, whose templates it replaces.
    "modeltranslation",
    "hub.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",  # The files of the page at /api/v1/docs/: it asks nobody else for them.
    "simple_history",
    "csp",
    "hub.curation",
    "hub.editions",
    "partners",
    "helplines",
    "hub.content",
]

# What an edition is made of, in the order of the feed; the first is what the directory is of.
# The one place that names every subject.
EDITION_KINDS = (
    "helplines.documents.HELPLINES",
    "partners.documents.PARTNERS",
    "hub.documents.TOPICS",
    "hub.documents.AUDIENCES",
    "hub.documents.REGIONS",
    "hub.content.campaigns.CAMPAIGNS",
    "hub.content.resources.RESOURCES",
    "hub.content.voices.VOICES",
    "hub.content.announcements.ANNOUNCEMENTS",
    "hub.content.about.ABOUT",
)
# What `load_directory` loads, in this order: a record names others that are there already.
SEEDS = ("helplines.importing.seeds", "hub.content.importing.seeds")
# The screens of the curators' desk beside its forms, in the order of its menu.
DESK_SCREENS = (
    "helplines.queue.SCREENS",
    "helplines.checking.SCREENS",
    "helplines.desk.screens.SCREENS",
    "hub.desk.proposals.SCREENS",
    "hub.desk.corrections.SCREENS",
    "hub.desk.dates.SCREENS",
    "hub.desk.translations.SCREENS",
    "hub.desk.undoing.SCREENS",
    "hub.desk.public.SCREENS",
    "hub.desk.previews.SCREENS",
)
# What stands on the first page of the desk, in this order.
DESK_BLOCKS = (
    "hub.desk.today.WAITING",
    "helplines.today.BLOCKS",
    "hub.desk.translations.BLOCKS",
    "hub.content.today.BLOCKS",
    "hub.desk.today.EDITIONS",
)
# Who tells what needs the person at the desk today.
DESK_TASKS = ("helplines.today.claimed",)
# What the home screen shows beside help and the lists of every kind.
HOME_BLOCKS = "hub.content.home.BLOCKS"

# The desk's path. Everything else is public: no session, no cookie, no database.
DESK_PATH = "/desk/"
MIDDLEWARE = [
    "hub.api.middleware.PublicMiddleware",
    "hub.middleware.DeskSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.middleware.DeskSessions",
    "hub.middleware.DeskLocale",
    "hub.middleware.DeskCommon",
    "hub.middleware.DeskCsrf",
    "hub.middleware.DeskAuthentication",
    "hub.middleware.DeskMessages",
    "hub.middleware.DeskFrames",
    "hub.middleware.DeskPolicy",
    "hub.middleware.desk_history",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
APPEND_SLASH = False  # hub.api.errors answers a missing slash itself, in the shape of every other answer.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ur", "اردو")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["hub.formats"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = ("en", "ur")
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = wording
MODELTRANSLATION_ENABLE_FALLBACKS = False  # hub.documents falls back itself, and marks it.
FORMS_URLFIELD_ASSUME_HTTPS = True
USE_TZ = True
TIME_ZONE = "Asia/Karachi"

STATIC_URL = "/static/"
# For a proxy that serves the files itself, after `manage.py collectstatic`. We find them where they lie.
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["hub.api.rendering.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "hub.api.rendering.AlwaysJson",
    "EXCEPTION_HANDLER": "hub.api.errors.answer_exception",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.1",
    "TITLE": TITLE,
    "VERSION": VERSION,
    "SERVERS": [{"url": "/", "description": "The server that this schema comes from."}],
    "DEFAULT_GENERATOR_CLASS": "hub.api.openapi.generator.DeclaredGenerator",
    "POSTPROCESSING_HOOKS": [],  # They would close our open codes into enumerations.
}

# Whether a proxy terminates TLS and sets X-Forwarded-Proto itself; without one anybody could send that header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY", False) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = DESK_PATH
SESSION_COOKIE_HTTPONLY = True
# The language that a curator has chosen for the desk.
LANGUAGE_COOKIE_PATH, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SECURE = DESK_PATH, True, not DEBUG
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
# What a page of the desk may load and send: nothing but our own, and nothing that stands in the page is run.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"

# Route, status and milliseconds only: no address, no query, no person.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(orjson.dumps),
    ],
    logger_factory=structlog.BytesLoggerFactory(cast(BinaryIO, stream)),
    cache_logger_on_first_use=True,  # One line for every answer: it must not cost more than the answer.
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Django's request logger writes the path with what a visitor typed in it.
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
