"""The style and the scripts of the pages.

The style stands in every page: on a slow network a second journey for it costs more than its few kilobytes, and a page
that somebody has kept is whole.
"""

import base64
import hashlib
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders

from hub.editions.canonical import sha256


@cache
def content_of(name: str) -> bytes:
    path = finders.find(name)
    assert path, f"There is no static file {name}."
    with open(path, "rb") as file:
        return file.read()


def address_of(name: str) -> str:
    """With a version, so that a browser never runs an old script on a new page."""
    return f"{settings.STATIC_URL}{name}?v={sha256(content_of(name))[:8]}"


@cache
def style() -> str:
    """With the fonts at addresses of their own version."""
    text = content_of("hub/pages.css").decode()
    return text.replace("url(fonts/", f"url({settings.STATIC_URL}hub/fonts/")


@cache
def policy() -> str:
    """What a page may load: its own style, and files from here. Nothing that stands in it is run."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "script-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
