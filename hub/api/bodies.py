"""A body that comes in chunks, as one whose length is known: Django reads no other, and would take it for empty."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.conf import settings

from hub.api.hot import Application, Environ


def with_length(application: Application) -> Application:
    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        is_chunked = environ.get("HTTP_TRANSFER_ENCODING") and not environ.get("CONTENT_LENGTH")
        if is_chunked and environ["REQUEST_METHOD"] == "POST":  # Nothing else that we answer has one.
            # One more than Django takes, so that it refuses what is too long.
            body = environ["wsgi.input"].read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
            environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return application(environ, start_response)

    return answer
