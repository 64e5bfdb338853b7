"""Whose number is this? Exactly that number, or none: a near one is how a forwarded list does harm."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hub.editions.contract import kinds, subject
from hub.editions.reader import Feed, Snapshot
from hub.text import ascii_digits, without_marks

# All that people write between the digits of a number, and between one number and the next.
BETWEEN = r"[\s().\-/_~:,;*#|\u2010-\u2015\u2212]{0,3}"
RUN = re.compile(rf"\+?[0-9](?:{BETWEEN}[0-9])*")
AROUND = " \t\r\n?!*#.,;:'\"|()[]{}=…؟۔،"
ROUND_THE_CLOCK = re.compile(r"\b24\s?[/x*]\s?7\b", re.IGNORECASE)
LONGEST = 20
MOST_GROUPS = 40
# Nobody asks after more at once; and whoever pastes a book does not wait for all of it.
MOST = 10
# Two digits among words are an age more often than a line, unless they stand like `Rescue: 15`.
LEAST_AMONG_WORDS = 3
TOLD = re.compile(r"[:=]\s*$")
PHONE = re.compile(r"(?:0|92|3)[0-9]{8,}|111[0-9]{6}")
# A short code that is not ours, where little else is said: `Humraaz 1167`, but not a sum or a year in a story.
SHORT_CODE = re.compile(r"1[0-8][0-9]{1,2}")
LITTLE_ELSE = 2


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


@dataclass(frozen=True)
class Run:
    """Digits that stand together, in the groups in which they were written."""

    groups: tuple[str, ...]
    is_told: bool
    """It stands behind a colon, as in a list of numbers."""

    @property
    def digits(self) -> str:
        return "".join(self.groups)


class Numbers:
    """Who had which number when the state was looked through; what is said of one is asked of the live state."""

    def __init__(self, snapshot: Snapshot) -> None:
        first = next(iter(snapshot.feeds.values()))
        self.listed: defaultdict[str, list[Owner]] = defaultdict(list)
        for kind in kinds():
            for document in first.shelves[kind.plural].documents:
                for number, contact in kind.numbers(document):
                    self.listed[number].append(Owner(kind.plural, document["slug"], contact))

    def answers(self, text: str, snapshot: Snapshot, language: str) -> list[Answer]:
        """Of every number in a text, as far as it may be one that people ring."""
        found = dict.fromkeys(self.asked(text, snapshot, language))
        return [self.answer(digits, snapshot, language) for digits in found][:MOST]

    def asked(self, text: str, snapshot: Snapshot, language: str) -> Iterator[str]:
        def is_known(digits: str) -> bool:
            return self.answer(digits, snapshot, language).status != "unknown"

        plain = plainly(text)
        if RUN.fullmatch(plain):
            run = Run(groups_of(plain), is_told=False)
            yield from split(run.groups, is_known) or ([run.digits] if 2 <= len(run.digits) <= LONGEST else [])
            return
        said_little = len(re.findall(r"[^\W\d]+", plain)) <= LITTLE_ELSE
        for run in runs(plain):
            yield from among_words(run, is_known, said_little=said_little)

    def answer(self, digits: str, snapshot: Snapshot, language: str) -> Answer:
        feed = snapshot.feeds[language]
        forms = subject().number_forms(digits)
        owners = dict.fromkeys(owner for form in forms for owner in self.listed.get(form, ()))
        if live := [owner for owner in owners if is_live(owner, feed)]:
            return Answer(digits, "listed", live, [])
        stubs = [stub for stub in feed.superseded if not forms.isdisjoint(stub["numbers"])]
        if stubs:
            return Answer(digits, "superseded", [], [stub["replaced_by"] for stub in stubs if stub["replaced_by"]])
        is_lost = not forms.isdisjoint(snapshot.manifest.get("lost", ()))
        return Answer(digits, "withdrawn" if is_lost else "unknown", [], [])


def is_live(owner: Owner, feed: Feed) -> bool:
    """Whether it has the number still: it may have been withdrawn since the state was looked through."""
    shelf = feed.shelves[owner.plural]
    place = shelf.find(owner.slug)
    return place is not None and any(one["id"] == owner.contact for one in shelf.documents[place]["contacts"])


def plainly(text: str) -> str:
    """With the digits of every script as ASCII, and without what is no number though it looks like one."""
    plain = ascii_digits(without_marks(unicodedata.normalize("NFKC", text)))
    return ROUND_THE_CLOCK.sub(" ", plain).strip(AROUND)


def runs(plain: str) -> Iterator[Run]:
    for found in RUN.finditer(plain):
        groups = groups_of(found[0])
        if len("".join(groups)) <= LONGEST:
            yield Run(groups, bool(TOLD.search(plain[: found.start()])))


def groups_of(written: str) -> tuple[str, ...]:
    return tuple(re.findall("[0-9]+", written))


def split(groups: Sequence[str], is_known: Any) -> list[str]:
    """The numbers that the groups are, where all of them are known: one, or `1122/115`; else none."""
    if len(groups) > MOST_GROUPS:
        return []
    for end in range(len(groups), 0, -1):
        digits = "".join(groups[:end])
        if len(digits) <= LONGEST and is_known(digits):
            if end == len(groups):
                return [digits]
            if others := split(groups[end:], is_known):
                return [digits, *others]
    return []


def among_words(run: Run, is_known: Any, *, said_little: bool) -> Iterator[str]:
    least = 2 if run.is_told else LEAST_AMONG_WORDS
    whole = split(run.groups, is_known)
    if whole and max(map(len, whole)) >= least:
        yield from whole
    elif PHONE.fullmatch(run.digits):
        yield run.digits
    elif not any(group.startswith("0") for group in run.groups):  # Else it is a part of a number that is not ours.
        for group in run.groups:
            if (len(group) >= least and is_known(group)) or (said_little and SHORT_CODE.fullmatch(group)):
                yield group


def is_a_number(text: str) -> bool:
    """Whether a text is digits and nothing else, in whatever script."""
    return RUN.fullmatch(plainly(text)) is not None
