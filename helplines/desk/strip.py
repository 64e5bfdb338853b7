"""The strip on the desk: the order of the lines that every page shows, and what every region sees of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helplines.desk.preview import uuid
from helplines.models import Helpline, OperatingStatus
from helplines.moments import dialable, says
from helplines.strip import Strip, StripHasMoved, candidates, give_places, places
from hub.curation.models import State
from hub.desk.pages import page
from hub.documents import translated
from hub.editions.contract import Document
from hub.languages import DEFAULT

MOST = 9999


@dataclass
class Asked:
    """The order that a curator asks for, as far as it can be read."""

    places: dict[UUID, int]
    typed: dict[UUID, str] = field(default_factory=dict)
    errors: dict[UUID, str] = field(default_factory=dict)
    taken_off: set[UUID] = field(default_factory=set)
    added: UUID | None = None
    """The line that is to be added, last."""


@dataclass(frozen=True)
class Row:
    line: Helpline
    name: str
    place: str
    error: str
    is_off: bool
    hidden_because: str
    """Why nobody sees it although it has a place."""


def strip(request: HttpRequest) -> HttpResponse:
    stand = places()
    if request.method != "POST":
        return screen(request, stand, Asked(dict(stand)))
    asked = read(request.POST, stand)
    if seen(stand) != request.POST.get("seen"):
        return moved(request)
    if request.POST.get("act") != "save":
        return screen(request, stand, asked, status=400 if asked.errors else 200)
    if asked.errors or (list(drawn(asked).faults()) and not request.POST.get("sure")):
        return screen(request, stand, asked, status=400)
    try:
        count = give_places(asked.places, seen=stand)
    except StripHasMoved:
        return moved(request)
    messages.success(
        request, _("Saved: {count} moved. The new order is public with the next edition.").format(count=count)
    )
    return redirect("admin:strip")


def moved(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Somebody else has changed the strip meanwhile. This is how it stands now."))
    stand = places()
    return screen(request, stand, Asked(dict(stand)), status=409)


def screen(request: HttpRequest, stand: Mapping[UUID, int], asked: Asked, status: int = 200) -> HttpResponse:
    would_be = drawn(asked)
    context = {
        "rows": list(rows(stand, asked, would_be)),
        "candidates": [(line, name(line), line.pk == asked.added) for line in candidates()],
        "regions": [(one["name"], list(named(would_be.seen_in(one["slug"])))) for one in would_be.regions],
        "everywhere": list(named(would_be.seen_in(None))),
        "faults": list(would_be.faults()),
        "is_changed": asked.places != stand,
        "seen": seen(stand),
        "most": MOST,
    }
    return page(request, "strip", title=_("The strip"), status=status, **context)


def seen(stand: Mapping[UUID, int]) -> str:
    """What the order was when the form was shown: it is not saved over a later one."""
    return " ".join(f"{pk}={place}" for pk, place in stand.items())


def drawn(asked: Asked) -> Strip:
    return Strip(asked.places, get_language() or DEFAULT)


def named(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """The name of each line and its number, which is left out where the name says it."""
    for document in documents:
        number = dialable(document)[0]["display"]
        yield document["name"], "" if says(document["name"], number) else number


def name(line: Helpline) -> str:
    return translated(line, "name", get_language() or DEFAULT)[0] or line.slug


# What was asked


def read(data: Mapping[str, str], stand: Mapping[UUID, int]) -> Asked:
    asked = Asked({})
    for pk, place in stand.items():
        asked.typed[pk] = str(data.get(f"place-{pk}", place))
        if data.get(f"off-{pk}"):
            asked.taken_off.add(pk)
        else:
            read_place(asked, pk, place)
    refuse_twins(asked)
    addition = uuid(data.get("add"))
    if addition in {line.pk for line in candidates()}:
        asked.added = addition
        asked.places[addition] = max(asked.places.values(), default=0) + 1
    return asked


def read_place(asked: Asked, pk: UUID, before: int) -> None:
    typed = asked.typed[pk].strip()
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= MOST:
        asked.places[pk] = int(typed)
    else:
        asked.places[pk] = before
        asked.errors[pk] = _("Write a whole number from 1 to {most}.").format(most=MOST)


def refuse_twins(asked: Asked) -> None:
    counts = Counter(asked.places.values())
    for pk, place in asked.places.items():
        if counts[place] > 1:
            asked.errors.setdefault(
                pk, _("Two lines have the place {place}. Give one of them another.").format(place=place)
            )


# What is shown


def rows(stand: Mapping[UUID, int], asked: Asked, would_be: Strip) -> Iterator[Row]:
    lines = {line.pk: line for line in would_be.lines}
    if off := [pk for pk in stand if pk not in lines]:
        lines |= Helpline.objects.in_bulk(off)
    for pk in sorted(stand, key=lambda pk: asked.places.get(pk, stand[pk])):
        yield Row(
            line=lines[pk],
            name=name(lines[pk]),
            place=asked.typed.get(pk, str(stand[pk])),
            error=asked.errors.get(pk, ""),
            is_off=pk in asked.taken_off,
            hidden_because="" if pk in asked.taken_off else hidden_because(lines[pk], would_be),
        )


def hidden_because(line: Helpline, would_be: Strip) -> Any:
    if str(line.pk) in would_be.shown:
        return ""
    if line.state != State.LIVE:
        return _("Nobody sees it: it is a draft.")
    if line.operating_status != OperatingStatus.ACTIVE:
        return _("Nobody sees it: it is not in operation.")
    return _("Nobody sees it: it has no number that can be rung.")
