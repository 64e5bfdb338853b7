"""A list as it is answered: filtered, ordered, paged. What is found is kept per state, minute and query."""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hub.api.errors import Problem, parameter_error
from hub.api.filters import Asked, EditionFilterSet
from hub.api.help import fragment
from hub.api.meant import Meant, places_of
from hub.api.ordering import RANK
from hub.api.question import Question, invalid, unknown_parameters
from hub.api.selection import UNKNOWN
from hub.editions.contract import Kind
from hub.editions.orders import mask_of
from hub.editions.reader import Feed
from hub.search.numbers import is_a_number
from hub.search.searcher import searcher_of

MOST_KEPT = 2000


@dataclass(frozen=True)
class Found:
    """What a query finds, before it is told as JSON."""

    shown: list[int]
    """The places of the page asked for."""
    count: int
    unknown_count: int
    widened: tuple[str, ...]
    page: int
    pages: int
    instant: datetime
    is_crisis: bool
    regions: tuple[str, ...]


def found_lately(question: Question, kind: Kind) -> Found:
    """Kept with the snapshot, so that it ends with it; what somebody typed is not kept at all."""
    if "q" in question.parameters:
        return find(question, kind)
    found: OrderedDict[tuple[Any, ...], Found] = question.snapshot.found
    key = (question.language, kind.kind, question.instant, question.query)
    if key not in found:
        found[key] = find(question, kind)
        while len(found) > MOST_KEPT:
            found.popitem(last=False)
    return found[key]


def find(question: Question, kind: Kind) -> Found:
    """Raises Problem for anything in the query that cannot be used."""
    filterset = question.filtersets[kind.plural]
    asked = read(question, filterset, filterset.parameters)
    instant = asked.as_of or question.instant
    whole = filterset.whole(instant)
    meant = meant_by(question, instant, asked.words) if asked.words else None
    places = meant.places() if meant else []
    if meant:
        whole = whole.within(mask_of(places, len(whole.shelf)))
    found = filterset.narrowed(whole, asked.filters)
    widened = filterset.widened(asked.filters)
    with_unknown = filterset.narrowed(whole, asked.filters | widened)
    first = (asked.page - 1) * asked.page_size
    if meant and asked.ordering == RANK:  # In the order of the search.
        shown = [place for place in places if found.mask >> place & 1][first : first + asked.page_size]
    else:
        groups = filterset.groups(found, asked.filters, asked.ordering)
        shown = found.page(asked.ordering, groups, first, asked.page_size)
    return Found(
        shown=shown,
        count=len(found),
        unknown_count=(with_unknown.mask & ~found.mask).bit_count(),
        widened=tuple(widened),
        page=asked.page,
        pages=max(1, -(-len(found) // asked.page_size)),  # Page 1 always exists.
        instant=instant,
        is_crisis=is_crisis(question.feed, asked.filters) or bool(meant and meant.understood.is_crisis),
        regions=tuple(asked.filters.get("region", ())),
    )


def meant_by(question: Question, instant: datetime, words: str) -> Meant:
    snapshot, searcher = question.snapshot, searcher_of(question.snapshot)
    numbered = places_of(searcher.numbers.answers(words, snapshot, question.language), question.feed)
    understood = searcher.understand("" if is_a_number(words) else words)
    return Meant(snapshot, searcher, question.language, instant, understood, numbered=numbered)


def read(question: Question, filterset: EditionFilterSet, known: set[str]) -> Asked:
    """What is asked for by the known parameters. Raises Problem for any other, and for values that cannot be used."""
    errors = [*unknown_parameters(question, known)]
    try:
        asked = filterset.read(question.parameters)
    except ValidationError as refused:
        errors += [parameter_error(name, error) for name, found in refused.error_dict.items() for error in found]
    if errors:
        raise invalid(*errors)
    return asked


def is_crisis(feed: Feed, filters: Mapping[str, Any]) -> bool:
    """Whether somebody asks for help in a crisis: by the filter, or by a topic that is one."""
    topics = feed.shelves["topics"]
    crisis = topics.indexes["crisis"].get("true", 0)
    asked = [topics.places[slug] for slug in filters.get("topic", ())]
    return "true" in filters.get("crisis", ()) or any(crisis >> place & 1 for place in asked)


def answer_list(question: Question, kind: Kind) -> bytes:
    found = found_lately(question, kind)
    if found.page > found.pages:
        detail = _("The last page is {pages}.").format(pages=found.pages)
        raise Problem(404, "no-such-page", detail, pages=found.pages, first=page_link(question, found, 1))
    return orjson.dumps(list_body(question, kind, found))


def list_body(question: Question, kind: Kind, found: Found) -> dict[str, Any]:
    minute = question.feed.shelves[kind.plural].at(found.instant)
    helps = found.is_crisis or not found.count
    return {
        "edition": edition_block(question),
        "language": question.language,
        "count": found.count,
        "unknown_count": found.unknown_count,
        "with_unknown": with_unknown_link(question, found),
        "page": found.page,
        "pages": found.pages,
        "next": page_link(question, found, found.page + 1) if found.page < found.pages else None,
        "previous": page_link(question, found, found.page - 1) if found.page > 1 else None,
        "results": [orjson.Fragment(minute.json(place)) for place in found.shown],
        "help": fragment(question.snapshot, question.language, found.instant, found.regions) if helps else [],
    }


def edition_block(question: Question) -> dict[str, Any]:
    return {"number": question.snapshot.number, "state": question.snapshot.state}


def page_link(question: Question, found: Found, page: int) -> str:
    """Pinned to the minute, since the rank depends on what is open."""
    pinned = [*asked_beside_the_page(question), ("page", page), ("as_of", found.instant.isoformat())]
    return f"{question.request.path}?{urlencode(pinned)}"


def with_unknown_link(question: Question, found: Found) -> str | None:
    if not found.unknown_count:
        return None
    asked = defaultdict[str, list[str]](list)
    for name, value in asked_beside_the_page(question):
        asked[name].append(value)
    widened = {name: [",".join([*asked[name], UNKNOWN])] for name in found.widened}
    return f"{question.request.path}?{urlencode(asked | widened, doseq=True, safe=',:')}"


def asked_beside_the_page(question: Question) -> list[tuple[str, str]]:
    moved = ("page", "as_of")
    return [(name, one) for name, values in question.parameters.lists() if name not in moved for one in values]
