"""The hub's settings, with the addresses that it is compared with, and connections to the database that stay open."""

import sys

from hub.settings import *  # noqa: F403
from hub.settings import DATABASES

# DRF takes it along where it finds it: 6 MB that a machine with the runtime's packages alone does not spend.
sys.modules.setdefault("requests", None)  # type: ignore[arg-type]

ROOT_URLCONF = "tests.bench.urls"
DATABASES = {"default": {**DATABASES["default"], "CONN_MAX_AGE": None}}
ALLOWED_HOSTS = ["*"]
