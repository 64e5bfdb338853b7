"""The form in which an answer travels: small, where its reader can unpack it. The network is the slowest of its way."""

import gzip
import re
from collections.abc import Callable, Container, Mapping

import brotli
from django.http import HttpRequest, HttpResponse
from isal import igzip

# Beneath that an answer goes in one packet, whatever its form.
LEAST = 1000
# By encoding, the smallest first.
Forms = Mapping[str, Callable[[bytes], bytes]]
# For JSON, which is soon made: anything smaller would take longer than the answer itself.
QUICK: Forms = {
    "br": lambda data: brotli.compress(data, quality=1),
    "gzip": lambda data: igzip.compress(data, compresslevel=2, mtime=0),
}
# For pages, which take longer. The next quality takes three times as long for a twentieth less.
SMALL: Forms = {
    "br": lambda data: brotli.compress(data, quality=5),
    "gzip": lambda data: gzip.compress(data, compresslevel=6, mtime=0),
}
REFUSED = re.compile(r";\s*q\s*=\s*0(\.0*)?$")


def pack(request: HttpRequest, response: HttpResponse, forms: Forms = QUICK) -> None:
    """Leaves an answer alone whose form is chosen already."""
    vary = response.get("Vary", "")
    if "Accept-Encoding" in vary:
        return
    response.headers["Vary"] = f"{vary}, Accept-Encoding" if vary else "Accept-Encoding"
    encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""), forms)
    if encoding in forms and len(response.content) >= LEAST:
        response.content = forms[encoding](response.content)
        response.headers["Content-Encoding"] = encoding


def best_encoding(header: str, ready: Container[str]) -> str:
    """The smallest form that the client reads."""
    accepted = {item.split(";")[0].strip() for item in header.lower().split(",") if not REFUSED.search(item.strip())}
    return next((one for one in QUICK if one in accepted and one in ready), "identity")
