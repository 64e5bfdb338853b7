"""How helplines are looked for: by name, by number, and by filters that stand in the words."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import orjson

from helplines import phone
from helplines.moments import dialable
from hub.editions.contract import Document
from hub.search.lexicon import Phrase

WORDS_FILE = Path(__file__).resolve().parent / "data" / "words.json"


def lexicon(helpline: Document) -> Iterator[Phrase]:
    yield from map(Phrase, (helpline["name"], *helpline["alternate_names"], helpline["slug"]))


def numbers(helpline: Document) -> Iterator[tuple[str, str]]:
    for contact in dialable(helpline):
        yield from ((form, contact["id"]) for form in phone.forms(contact["value"]))


@cache
def filter_words() -> tuple[tuple[str, str, str], ...]:
    """(parameter, value, words) as people type them, cities for their province among them."""
    rows = orjson.loads(WORDS_FILE.read_bytes())["words"]
    return tuple((row["filter"], row["value"], words) for row in rows for words in row["words"])
