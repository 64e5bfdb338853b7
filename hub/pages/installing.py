"""The hub as an app of its own: what a phone needs to install it, and the worker that keeps its pages."""

from functools import cache

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from hub.api.errors import only_reading
from hub.languages import LANGUAGES
from hub.pages.addresses import address
from hub.pages.assets import address_of, content_of
from hub.pages.ways import DATA

# The colours of the page behind the app's name while it starts.
PAPER, INK = "#faf8f4", "#0b4a45"


@csrf_exempt
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, since it may keep only what lies beneath it. Asked for anew each time: a wrong one must not stay."""
    only_reading(request)
    return HttpResponse(worker(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def worker() -> bytes:
    """With the files that every page needs, so that the first visit is enough; and what is no page of the website."""
    files = [address_of(name) for name in ("hub/pages.js", "hub/icon.svg")]
    apart = [*DATA, settings.DESK_PATH]
    return b"const FILES = %s;\nconst APART = %s;\n%s" % (
        orjson.dumps(files),
        orjson.dumps(apart),
        content_of("hub/worker.js"),
    )


@csrf_exempt
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    only_reading(request)
    with override(language):
        body = orjson.dumps(described(language))
    headers = {"Cache-Control": "public, max-age=86400", "Content-Language": language}
    return HttpResponse(body, content_type="application/manifest+json", headers=headers)


def described(language: str) -> dict[str, object]:
    return {
        "id": "/",
        "name": _("Mental Health Awareness hub"),
        "short_name": _("Mental health help"),
        "description": _("Helplines of Pakistan: whom to ring, who answers, and when."),
        "lang": language,
        "dir": LANGUAGES[language].direction,
        "start_url": address("page-home", language),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [
            {"src": address_of("hub/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(icon(size, purpose) for size in (192, 512) for purpose in ("any", "maskable")),
        ],
    }


def icon(size: int, purpose: str) -> dict[str, str]:
    src = address_of(f"hub/icon-{size}.png")
    return {"src": src, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
