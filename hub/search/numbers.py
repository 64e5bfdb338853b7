"""Whose number is this? Exactly that number, or none: a near one is how a forwarded list does harm."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hub.editions.contract import kinds, subject
from hub.editions.reader import Snapshot
from hub.text import ascii_digits, without_marks

# All that people write between the digits of a number.
NUMBER = re.compile(r"[+(]?[0-9][0-9 ().\-/–]*")
LONGEST = 20
# Two digits among words are an age more often than a line.
LEAST_AMONG_WORDS = 3


@dataclass(frozen=True)
class Owner:
    """A record that has a number."""

    plural: str
    slug: str
    contact: str


@dataclass(frozen=True)
class Answer:
    """`status` is `listed`, `superseded`, `withdrawn` or `unknown`."""

    digits: str
    status: str
    owners: list[Owner]
    replaced_by: list[Any]


class Numbers:
    def __init__(self, snapshot: Snapshot) -> None:
        first = next(iter(snapshot.feeds.values()))
        self.listed: defaultdict[str, list[Owner]] = defaultdict(list)
        for kind in kinds():
            for document in first.shelves[kind.plural].documents:
                for number, contact in kind.numbers(document):
                    self.listed[number].append(Owner(kind.plural, document["slug"], contact))
        self.superseded = {
            language: {number: stub for stub in feed.superseded for number in stub["numbers"]}
            for language, feed in snapshot.feeds.items()
        }
        self.withdrawn = frozenset(snapshot.manifest.get("lost", ()))

    def answer(self, digits: str, language: str) -> Answer:
        forms = subject().number_forms(digits)
        owners = [owner for form in forms for owner in self.listed.get(form, ())]
        if owners:
            return Answer(digits, "listed", list(dict.fromkeys(owners)), [])
        stubs = [stub for form in forms if (stub := self.superseded[language].get(form))]
        if stubs:
            return Answer(digits, "superseded", [], [stub["replaced_by"] for stub in stubs if stub["replaced_by"]])
        return Answer(digits, "withdrawn" if self.withdrawn & forms else "unknown", [], [])

    def within(self, text: str, language: str) -> Answer | None:
        """The first number among other words that we know something of; ages and sums are none of ours."""
        found = (self.answer(digits, language) for digits in digits_among(text))
        return next((answer for answer in found if answer.status != "unknown"), None)


def digits_among(text: str) -> Iterator[str]:
    for written in NUMBER.findall(ascii_digits(without_marks(text))):
        digits = re.sub("[^0-9]", "", written)
        if LEAST_AMONG_WORDS <= len(digits) <= LONGEST:
            yield digits


def digits_in(text: str) -> str | None:
    """The digits of a text that is a number and nothing else, in whatever script; None for any other text."""
    plain = ascii_digits(without_marks(text)).strip()
    if not NUMBER.fullmatch(plain):
        return None
    digits = re.sub("[^0-9]", "", plain)
    return digits if 2 <= len(digits) <= LONGEST else None
