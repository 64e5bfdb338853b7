"""How a voice looks to the world: a translation never passes for somebody's own words."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from hub.content import schema
from hub.content.documents import OldSlugs, iso, named, rows, sources
from hub.content.filters import VoiceFilterSet
from hub.content.models import (
    Voice,
    VoiceKind,
)
from hub.content.parameters import VOICES as VOICE_PARAMETERS
from hub.documents import Texts, head, labels, links
from hub.editions.contract import Document, Kind
from hub.rows import Rows
from hub.search.lexicon import Phrase

OF_A_VOICE = ("partner", "campaign")


def voice_rows(only: UUID | None) -> Rows:
    return rows("voice", Voice.objects.select_related(*OF_A_VOICE), ("sources",), only)


def voice_documents(rows: Rows, language: str) -> Iterator[Document]:
    for voice in rows.records:
        with override(language):
            document = voice_document(voice, language, rows.old_slugs)
        yield document


def voice_document(voice: Voice, language: str, old: OldSlugs) -> Document:
    """Call with the language active."""
    texts = Texts(voice, language)
    return {
        **head(voice, "voice", texts, old),
        "role": texts("role"),
        "kind": voice.kind,
        "partner": named(voice.partner, language),
        "campaign": named(voice.campaign, language),
        "said_on": iso(voice.said_on),
        "quotation": quotation(voice, texts),
        "sources": sources(voice),
        "updated_on": voice.updated_on.isoformat(),
        "text": texts.block(),
        "links": links("voices", voice.slug),
    }


def quotation(voice: Voice, texts: Texts) -> Document:
    """A translation never passes for a person's own words."""
    text = texts("quotation")
    served = texts.fallback.get("quotation", texts.language)
    is_original = served == voice.language
    return {
        "text": text,
        "language": served,
        "is_original": is_original,
        "original": getattr(voice, f"quotation_{voice.language}") or None,
        "original_language": voice.language,
        "translated_by": None if is_original else voice.translated_by,
        "words": None if is_original else translated_words(voice),
    }


def translated_words(voice: Voice) -> str:
    tongue = {"en": _("Translated from English by {translator}."), "ur": _("Translated from Urdu by {translator}.")}
    return tongue[voice.language].format(translator=voice.get_translated_by_display())


def voice_vocabulary(language: str) -> dict[str, dict[str, str]]:
    return {"voice": labels(VoiceKind, language)}


def voice_lexicon(voice: Document) -> Iterator[Phrase]:
    yield Phrase(voice["name"])


VOICES = Kind(
    kind="voice",
    plural="voices",
    rows=voice_rows,
    documents=voice_documents,
    schema=schema.VOICE,
    filterset=VoiceFilterSet,
    parameters=VOICE_PARAMETERS,
    vocabulary=voice_vocabulary,
    references={"partner": "partner", "campaign": "campaign"},
    lexicon=voice_lexicon,
)
