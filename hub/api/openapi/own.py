"""The schema's own address, and the page to read it."""

from collections.abc import Iterator

from hub.api.openapi.answers import CACHE_CONTROL, ETAG, EVERYWHERE, Answer, Header, not_modified
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import IF_NONE_MATCH
from hub.schema import STRING, Schema, told

HEADERS = {"ETag": ETAG, "Cache-Control": CACHE_CONTROL, **EVERYWHERE}
POLICY = {"Content-Security-Policy": Header("Only what comes from this server is loaded or run.")}
DOCUMENT: Schema = {
    "type": "object",
    "properties": {"openapi": told(STRING, "The version of OpenAPI that it is written in.", "3.1.1")},
    "required": ["openapi"],
}
PAGE: Schema = {"type": "string"}


def operations() -> Iterator[Operation]:
    yield Operation(
        path="/api/v1/schema/",
        name="getSchema",
        tag="directory",
        summary="This description, for programs",
        words="OpenAPI 3.1 in JSON, in English. It is of the program, not of the edition: it needs none.",
        parameters={"If-None-Match": IF_NONE_MATCH},
        answers=[Answer(status=200, words="The schema.", schema=DOCUMENT, headers=HEADERS), not_modified(HEADERS)],
    )
    yield Operation(
        path="/api/v1/docs/",
        name="getDocs",
        tag="directory",
        summary="This description, for people",
        words="A page to read it and to try it out. It loads nothing from anywhere else.",
        parameters={"If-None-Match": IF_NONE_MATCH},
        answers=[
            Answer(status=200, words="The page.", schema=PAGE, media_type="text/html", headers=HEADERS | POLICY),
            not_modified(HEADERS),
        ],
    )
