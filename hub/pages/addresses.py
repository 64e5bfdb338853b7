"""Where things stand on the website, and how to write that down for others."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from hub.editions.contract import Document, kind_named
from hub.languages import LANGUAGES


def page_of(document: Document, language: str) -> str:
    """The page of a record, or of what only names one."""
    return record_page(document["type"], document["slug"], language)


def record_page(kind: str, slug: str, language: str) -> str:
    return address(f"page-{kind}", language, key=slug)


def list_page(kind: str, language: str) -> str:
    found = kind_named(kind)
    assert found, kind
    return address(f"page-{found.plural}", language)


def address(name: str, language: str, **parts: Any) -> str:
    return reverse(name, kwargs={"language": language, **parts})


def absolute(path: str) -> str:
    """For search engines and other sites. Never of the Host header: anybody could send one to be kept by a cache."""
    return f"{settings.PUBLIC_URL}{path}"


def in_languages(path: str) -> dict[str, str]:
    """The same page in every language; of what is in none, the first page."""
    _root, language, *parts = path.split("/", 2)
    rest = parts[0] if parts and language in LANGUAGES else ""
    return {language: f"/{language}/{rest}" for language in LANGUAGES}
