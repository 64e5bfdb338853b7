"""News of the directory, in one file a language: as JSON Feed 1.1, and the same as Atom (`atom.py`)."""

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from hub import atom
from hub.api.question import Question
from hub.editions.canonical import sha256
from hub.editions.news import Headline
from hub.editions.reader import Snapshot
from hub.feeds import CURRENT_CACHE, asked, refuse_language, respond
from hub.languages import LANGUAGES

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"


@csrf_exempt
def json_updates(request: HttpRequest, language: str) -> HttpResponse:
    """For programs."""
    question = asked(request)
    refuse_language(language)
    return answer(request, question, language, orjson.dumps(feed(question.snapshot, language)), MEDIA_TYPE)


@csrf_exempt
def atom_updates(request: HttpRequest, language: str) -> HttpResponse:
    """For feed readers, of which some know nothing else."""
    question = asked(request)
    refuse_language(language)
    snapshot = question.snapshot
    body = atom.written(feed(snapshot, language), updated(snapshot, language), links(language))
    return answer(request, question, language, body, f"{atom.MEDIA_TYPE}; charset=utf-8")


def answer(request: HttpRequest, question: Question, language: str, body: bytes, media_type: str) -> HttpResponse:
    """The tag is of the bytes: the same state may have come about by other news."""
    response = respond(request, {"identity": body}, question, CURRENT_CACHE, "updates", sha256(body)[:16])
    response.headers["Content-Language"] = language
    response.headers["Content-Type"] = media_type
    return response


def feed(snapshot: Snapshot, language: str) -> dict[str, Any]:
    with override(language):
        return {
            "version": VERSION,
            "title": _("News of the Mental Health Awareness hub"),
            "description": _("New helplines, new numbers, and lines that have closed, come back or been replaced."),
            "language": language,
            "authors": [{"name": _("Mental Health Awareness hub")}],
            **absolute(home_page_url=f"/{language}/", feed_url=address(language, "json")),
            "items": [item(headline) for headline in snapshot.news[language]],
        }


def item(headline: Headline) -> dict[str, Any]:
    """Never a number, nor a slug, which may hold one: readers keep what they have fetched. The link leads to what can
    be rung now."""
    told, words = headline.item, in_words(headline)
    return {
        "id": told.id,
        **absolute(url=f"/go/{told.other or told.record}"),
        "title": words,
        "content_text": words,
        "date_published": told.at,
        "tags": [told.type, told.what],
        "_record": {"type": told.type, "id": told.record},
    }


def address(language: str, form: str) -> str:
    return f"/feed/v1/{language}/updates.{form}"


def links(language: str) -> list[dict[str, str]]:
    """Of the Atom: to itself, to the hub, to the same as JSON, and to the same in other languages."""
    own = [
        link("self", atom.MEDIA_TYPE, address(language, "atom"), hreflang=language),
        link("alternate", "text/html", "/"),
        link("alternate", MEDIA_TYPE, address(language, "json"), hreflang=language),
    ]
    others = (other for other in LANGUAGES if other != language)
    translated = [link("alternate", atom.MEDIA_TYPE, address(other, "atom"), hreflang=other) for other in others]
    return [*own, *translated] if settings.PUBLIC_URL else []


def link(rel: str, media_type: str, path: str, **more: str) -> dict[str, str]:
    return {"rel": rel, "type": media_type, **more, **absolute(href=path)}


def in_words(headline: Headline) -> str:
    """Call with the language active."""
    return _(headline.sentence).format(name=headline.name, other=headline.other)


def absolute(**paths: str) -> dict[str, str]:
    """Addresses as feeds must have them. Nothing where we do not know our own: a request's Host may be anybody's."""
    return {name: f"{settings.PUBLIC_URL}{path}" for name, path in paths.items() if settings.PUBLIC_URL}


def updated(snapshot: Snapshot, language: str) -> str:
    published: str = snapshot.manifest["edition"]["published_at"]
    return next((headline.item.at for headline in snapshot.news[language]), published)
