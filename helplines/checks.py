"""What the gate asks of helplines: numbers that can be dialled, hours that can be read, help in every region."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from helplines import phone
from helplines.hours import BadHours, parse_week
from helplines.moments import dialable, help_place
from helplines.refusing import told
from hub.editions.contract import Directory, Document, Fault

# Texts that people write. Names may carry a line's own number; these may carry none.
PROSE = {"summary", "description", "note", "languages_note", "who_answers", "words"}
NAMES = {"name", "alternate_names"}
# Sentences that we make ourselves, of dates and hours.
GENERATED = ("verification.words", "hours.words")
# What texts may stand in.
NESTED = (dict, list)
ROAD_USERS = "road-users"


def check(document: Document) -> Iterator[tuple[str, str]]:
    if document["superseded_by"]:
        return
    for index, contact in enumerate(document["contacts"]):
        yield from check_contact(f"contacts.{index}", contact)
    if not document["contacts"]:
        yield "contacts", _("a helpline needs at least one way to reach it")
    if document["coverage"]["scope"] == "regional" and not document["coverage"]["regions"]:
        yield "coverage.regions", _("a regional helpline names its regions")
    if document["strip"] is not None and ROAD_USERS in {one["slug"] for one in document["audiences"]}:
        yield "strip", _("road services never stand on the strip")


def check_contact(path: str, contact: Document) -> Iterator[tuple[str, str]]:
    yield from check_number(path, contact)
    if contact["hours"]["osm"]:
        try:
            parse_week(contact["hours"]["osm"])
        except BadHours as error:
            yield f"{path}.hours.osm", told(error)


def check_number(path: str, contact: Document) -> Iterator[tuple[str, str]]:
    try:
        phone.check(contact["kind"], contact["value"], contact["dial"])
    except phone.BadContact as error:
        yield f"{path}.value", told(error)
        return
    try:
        phone.check_display(contact["kind"], contact["value"], contact["display"])
    except phone.BadContact as error:
        yield f"{path}.display", told(error)


def check_edition(directory: Directory) -> Iterator[Fault]:
    for documents in directory.values():
        yield from check_strip(documents)
        yield from check_prose(documents)


def check_strip(documents: Mapping[str, Iterable[Document]]) -> Iterator[Fault]:
    """Every region needs a general emergency line and a crisis line on its strip."""
    places = [(help_place(helpline), helpline) for helpline in documents["helplines"]]
    for region in documents["regions"]:
        there = [
            helpline
            for place, helpline in places
            if place and (place.regions is None or region["slug"] in place.regions)
        ]
        for field, reason in (
            ("emergency", _("no emergency line that can be rung stands on the strip of this region")),
            ("crisis", _("no crisis line that can be rung stands on the strip of this region")),
        ):
            if not any(helpline[field] for helpline in there):
                yield Fault(f"region/{region['slug']}", field, reason)


def check_prose(documents: Mapping[str, Iterable[Document]]) -> Iterator[Fault]:
    """No text carries a number of ours: it would outlive the number's withdrawal."""
    known = known_numbers(documents["helplines"])
    for records in documents.values():
        for record in records:
            for path, text in texts(record):
                for spelling, slug in phone.numbers_in(text, known):
                    if not (is_name(path) and spelling in numbers_of(record)):
                        reason = _("the number {number} stands in the text; write {token} instead")
                        token = "{{helpline:" + slug + "}}"
                        yield Fault(
                            f"{record['type']}/{record['slug']}", path, reason.format(number=spelling, token=token)
                        )


def known_numbers(helplines: Iterable[Document]) -> dict[str, str]:
    """Every spelling of every number -> the line it is best known as: several share 15 or 1099."""
    known: dict[str, str] = {}
    for helpline in sorted(helplines, key=lambda one: (one["strip"] is None, one["strip"], one["position"])):
        for contact in dialable(helpline):
            for spelling in phone.spellings(contact["value"]):
                known.setdefault(spelling, helpline["slug"])
    return known


def numbers_of(record: Document) -> frozenset[str]:
    """Its own: none where it is no helpline."""
    return frozenset(known_numbers([record]) if record["type"] == "helpline" else ())


def is_name(path: str) -> bool:
    return path.split(".", maxsplit=1)[0] in NAMES


def texts(record: Document) -> Iterator[tuple[str, str]]:
    """Every text of a record that somebody wrote, with its path."""
    for key in NAMES & record.keys():
        yield from strings(key, record[key])
    yield from prose(record)


def prose(record: Document) -> Iterator[tuple[str, str]]:
    """A record has some fifty dictionaries and lists, so that each is only looked through, and told a path by its
    keys."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), record)]
    while waiting:
        keys, value = waiting.pop()
        for key, inner in value.items() if type(value) is dict else enumerate(value):
            if type(inner) is str:
                if key in PROSE and not (path := joined(*keys, key)).endswith(GENERATED):
                    yield path, inner
            elif inner and type(inner) in NESTED:
                waiting.append(((*keys, key), inner))


def joined(*keys: str | int) -> str:
    return ".".join(map(str, keys))


def strings(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    else:
        for index, inner in enumerate(value or ()):
            yield from strings(f"{path}.{index}", inner)
