"""What search engines are told: nothing of the desk, and every page in every language."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from hub.api.errors import Problem, only_reading
from hub.api.question import CACHE, Question, question_of
from hub.editions.contract import shown
from hub.languages import DEFAULT
from hub.pages.addresses import absolute, address, in_languages, list_page, record_page

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


@csrf_exempt
def robots(request: HttpRequest) -> HttpResponse:
    only_reading(request)
    lines = ["User-agent: *", f"Disallow: {settings.DESK_PATH}", "Disallow: /*/search/"]
    if settings.PUBLIC_URL:
        lines += ["", f"Sitemap: {absolute('/sitemap.xml')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain", headers={"Cache-Control": CACHE})


@csrf_exempt
def sitemap(request: HttpRequest) -> HttpResponse:
    """Only where we know how the world reaches us: its addresses must be whole. Raises Problem."""
    only_reading(request)
    if not settings.PUBLIC_URL:
        raise Problem(404, "not-found")
    question = question_of(request)
    headers = {"Cache-Control": CACHE, "X-Edition": str(question.snapshot.number)}
    return HttpResponse(written(question), content_type="application/xml", headers=headers)


def written(question: Question) -> bytes:
    urlset = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for path, changed in pages(question):
        for own in in_languages(path).values():
            add(urlset, own, changed)
    return bytes(tostring(urlset, encoding="utf-8", xml_declaration=True))


def add(urlset: Element, path: str, changed: str | None) -> None:
    url = SubElement(urlset, "url")
    SubElement(url, "loc").text = absolute(path)
    if changed:
        SubElement(url, "lastmod").text = changed
    for language, other in in_languages(path).items():
        SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": language, "href": absolute(other)})


def pages(question: Question) -> Iterator[tuple[str, str | None]]:
    """(path in the first language, day of the last change) of every page."""
    for name in ("page-home", "page-about", "page-all"):
        yield address(name, DEFAULT), None
    for kind in shown():
        yield list_page(kind.kind, DEFAULT), None
        for document in question.feed.shelves[kind.plural].documents:
            yield record_page(kind.kind, document["slug"], DEFAULT), document.get("updated_on")
