"""The schema of the API, and a page to read it: neither needs an edition or a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from rest_framework.request import Request
from rest_framework.views import APIView

from hub.api.openapi.about import TITLE
from hub.api.question import known_tags
from hub.editions.canonical import sha256

CACHE = "public, max-age=300, stale-if-error=86400"
# Swagger UI draws its icons from data: in its style sheet. Nothing else may come from anywhere but here, nothing may be
# run that stands in the page, and nobody may put the page into a frame.
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Prepared:
    """An answer that is made once a process."""

    body: bytes
    media_type: str

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body)[:32]}"'


class PreparedView(APIView):
    http_method_names = ["get", "head", "options"]
    more_headers: Mapping[str, str] = {}

    def get(self, request: Request) -> HttpResponseBase:
        return respond(request._request, self.prepared(), self.more_headers)

    def prepared(self) -> Prepared:
        raise NotImplementedError(f"{type(self).__name__} must prepare an answer.")


class SchemaView(PreparedView):
    def prepared(self) -> Prepared:
        return schema()


class DocsView(PreparedView):
    more_headers = {"Content-Security-Policy": POLICY}

    def prepared(self) -> Prepared:
        return docs()


def respond(request: HttpRequest, prepared: Prepared, more: Mapping[str, str]) -> HttpResponse:
    headers = {"ETag": f"W/{prepared.etag}", "Cache-Control": CACHE, **more}
    if known_tags(request.headers.get("If-None-Match", "")) & {prepared.etag, "*"}:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(prepared.body, content_type=prepared.media_type, headers=headers)


@cache
def schema() -> Prepared:
    # Imported where it is needed: a worker that nobody asks for the schema does without drf-spectacular.
    from hub.api.openapi.generator import DeclaredGenerator

    generator = DeclaredGenerator()  # type: ignore[no-untyped-call]
    return Prepared(orjson.dumps(generator.get_schema(public=True)), "application/json")


@cache
def docs() -> Prepared:
    return Prepared(render_to_string("hub/docs.html", {"title": TITLE}).encode(), "text/html; charset=utf-8")
