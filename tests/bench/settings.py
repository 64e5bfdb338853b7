"""The hub's settings, with the addresses that it is compared with, and connections to the database that stay open."""

from hub.settings import *  # noqa: F403
from hub.settings import DATABASES

ROOT_URLCONF = "tests.bench.urls"
DATABASES = {"default": {**DATABASES["default"], "CONN_MAX_AGE": None}}
ALLOWED_HOSTS = ["*"]
