"""A record as a card, in every language: roughly what a person will see of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from hub.editions.contract import Document, kind_named
from hub.editions.preview import with_now
from hub.languages import DEFAULT, LANGUAGES


@dataclass(frozen=True)
class Card:
    language: str
    direction: str
    document: Document


def cards(kind: str, record: Mapping[str, Document]) -> list[Card]:
    """Of documents as they are baked, with what is true of them now."""
    known, now = kind_named(kind), timezone.now()
    assert known
    return [
        card(language, with_now(known, document, known.templates(language), now))
        for language, document in record.items()
    ]


def card(language: str, document: Document) -> Card:
    return Card(language, str(LANGUAGES[language].direction), document)


def called(forms: Mapping[str, Document]) -> str:
    """The name of a record that is given in several languages, in that of the desk."""
    form = forms.get(get_language() or DEFAULT) or next(iter(forms.values()))
    return str(form["name"])
