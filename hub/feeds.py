"""The localized feed: a manifest, and the whole directory in one file a language, as it lies on the disk."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hub.api.errors import Problem, only_reading
from hub.api.filters import nearest
from hub.api.packing import best_encoding
from hub.api.question import Question, question_of, refuse_unknown
from hub.editions.canonical import sha256
from hub.editions.contract import FORMAT, kinds, subject
from hub.editions.reader import Snapshot, archive, reader
from hub.editions.store import ENCODINGS, StoreRefused, encoded
from hub.languages import LANGUAGES
from hub.seed import seed as seed_of

MANIFEST_URL = "/feed/v1/manifest.json"
POLICY = {"refresh_after_s": 3600, "warn_after_days": 7}
MANIFEST_CACHE = "public, max-age=30"
CURRENT_CACHE = "public, max-age=60"
CONFORMANCE_CACHE = "public, max-age=86400"
STATE_CACHE = "public, max-age=86400, immutable"


@csrf_exempt
def manifest(request: HttpRequest) -> HttpResponse:
    """What to fetch: the first thing a client reads, and all it needs to know of us."""
    question = asked(request)
    files = {"identity": orjson.dumps(manifest_body(question.snapshot))}
    return respond(request, files, question, MANIFEST_CACHE, "manifest", str(question.snapshot.number))


@csrf_exempt
def seed(request: HttpRequest) -> HttpResponse:
    """The strip in both languages, to be bundled with an app."""
    question = asked(request)
    files = {"identity": orjson.dumps(seed_of(question.snapshot))}
    return respond(request, files, question, CURRENT_CACHE, "seed")


@csrf_exempt
def conformance(request: HttpRequest) -> HttpResponse:
    """Cases to test a client's own clock with."""
    question = asked(request)
    files = conformance_files()
    return respond(request, files, question, CONFORMANCE_CACHE, "conformance", sha256(files["identity"])[:16])


@cache
def conformance_files() -> Mapping[str, bytes]:
    """Of the kind that the directory is of, by encoding: made once, since they are the same always."""
    cases = subject().conformance
    return encoded(orjson.dumps(cases() if cases else {}))


@csrf_exempt
def current(request: HttpRequest, language: str) -> HttpResponse:
    """The whole directory in one language, as it is now."""
    question = asked(request)
    refuse_language(language)
    response = respond(request, question.snapshot.feeds[language].files, question, CURRENT_CACHE, language)
    response.headers["Content-Language"] = language
    return response


@csrf_exempt
def of_state(request: HttpRequest, state: str, language: str) -> HttpResponse:
    """The same at an address that never changes its bytes: of this state, or of another on the disk."""
    question = asked(request)
    refuse_language(language)
    snapshot = question.snapshot
    files = snapshot.feeds[language].files if state == snapshot.state else on_disk(snapshot, state, language)
    response = respond(request, files, question, STATE_CACHE, language, state)
    response.headers["Content-Language"] = language
    return response


def asked(request: HttpRequest) -> Question:
    only_reading(request)
    question = question_of(request)
    refuse_unknown(question, {"lang"})
    return question


def refuse_language(language: str) -> None:
    if language not in LANGUAGES:
        near = nearest(language, LANGUAGES)
        raise Problem(404, "not-found", _("There is no feed in this language."), nearest=near, manifest=MANIFEST_URL)


def on_disk(snapshot: Snapshot, state: str, language: str) -> dict[str, bytes]:
    """Another state from the disk, unless it holds something that has been withdrawn since."""
    store = reader.store()
    # A worker beside us may have told a client of a state a moment before we hear of it.
    facts = snapshot.archive.get(state) or archive(store).get(state)
    if not facts:
        raise Problem(404, "not-found", _("This state is not kept any more."), manifest=MANIFEST_URL)
    try:
        files = {
            encoding: store.read(path, facts[path]["sha256"])
            for encoding, suffix in ENCODINGS.items()
            for path in [f"feeds/{state}/{language}.json{suffix}"]
        }
    except StoreRefused as refusal:
        raise Problem(404, "not-found", _("This state is not kept any more."), manifest=MANIFEST_URL) from refusal
    if any((one["contact"] or one["id"]).encode() in files["identity"] for one in snapshot.manifest["withdrawn"]):
        detail = _("This state holds a record that has been withdrawn since. Please fetch the manifest.")
        raise Problem(410, "withdrawn", detail, manifest=MANIFEST_URL)
    return files


def respond(
    request: HttpRequest, files: Mapping[str, bytes], question: Question, cache: str, *name: str
) -> HttpResponse:
    """The best form of a file; `name` is what its bytes depend on beside the state, for the ETag."""
    encoding = best_encoding(request.headers.get("Accept-Encoding", ""), files)
    tag = f'"{"-".join([question.snapshot.state, *name, encoding])}"'
    # What lies ready in one form only gets another on its way, like any other answer.
    form = {"ETag": tag, "Vary": "Accept-Encoding"} if len(files) > 1 else {"ETag": f"W/{tag}"}
    headers = form | {"Cache-Control": cache, "X-Edition": str(question.snapshot.number)}
    if question.is_known_to_client(tag, "*"):
        return HttpResponse(status=304, headers=headers)
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    return HttpResponse(files[encoding], content_type="application/json", headers=headers)


def manifest_body(snapshot: Snapshot) -> dict[str, Any]:
    edition = snapshot.manifest["edition"]
    return {
        "format": FORMAT,
        "number": snapshot.number,
        "state": snapshot.state,
        "published_at": edition["published_at"],
        "published_alone": edition["alone"],
        "policy": POLICY,
        "languages": {language: language_facts(snapshot, language) for language in snapshot.feeds},
        "withdrawn": snapshot.withdrawn,
        "links": {
            "changes": f"/api/v1/changes/?since={snapshot.number}",
            "seed": "/feed/v1/seed.json",
            "conformance": "/feed/v1/conformance.json",
        },
    }


def language_facts(snapshot: Snapshot, language: str) -> dict[str, Any]:
    feed = snapshot.feeds[language]
    return {
        "url": f"/feed/v1/{snapshot.state}/{language}.json",
        "current_url": f"/feed/v1/{language}.json",
        "sha256": snapshot.sha256(language),
        "bytes": feed.files.sizes,
        "counts": {kind.plural: len(feed.shelves[kind.plural]) for kind in kinds()},
    }
