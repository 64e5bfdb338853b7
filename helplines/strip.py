"""The strip as it would be: whose places are given to whom, what every region would see, what the gate would say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from helplines.checks import check_strip
from helplines.documents import HelplineRows, bare, helpline_documents
from helplines.models import Helpline
from helplines.moments import help_place
from hub.curation.models import State
from hub.documents import region_documents, region_rows
from hub.editions.contract import Document
from hub.editions.state import on_strip

Places = Mapping[UUID, int]
"""Helpline -> its place on the strip, the smaller first."""


class StripHasMoved(Exception):
    """Somebody else has changed the strip since it was shown."""


@dataclass(frozen=True)
class Strip:
    """Some lines on their places, and how that looks in a language."""

    places: Places
    language: str

    @cached_property
    def lines(self) -> list[Helpline]:
        return sorted(bare(Helpline.objects.filter(pk__in=self.places)), key=lambda line: self.places[line.pk])

    @cached_property
    def documents(self) -> list[Document]:
        """Of those that would be published."""
        live = [line for line in self.lines if line.state == State.LIVE]
        rows = HelplineRows(live, {}, [])
        made = helpline_documents(rows, self.language)
        return [document | {"strip": self.places[UUID(document["id"])]} for document in made]

    @cached_property
    def regions(self) -> list[Document]:
        regions = region_documents(region_rows(None), self.language)
        return sorted(regions, key=lambda region: (region["position"], region["slug"]))

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the lines that anybody sees."""
        return frozenset(document["id"] for document in self.documents if help_place(document))

    def seen_in(self, region: str | None) -> list[Document]:
        """What a region sees, by the rule that serves it; None: who has chosen no region."""
        return on_strip(((place, one) for one in self.documents if (place := help_place(one))), region)

    def faults(self) -> Iterator[tuple[str, str]]:
        """(region, reason) for all that the gate would refuse."""
        names = {f"region/{region['slug']}": region["name"] for region in self.regions}
        for fault in check_strip({"helplines": self.documents, "regions": self.regions}):
            yield names[fault.record], fault.reason


def places() -> dict[UUID, int]:
    """As they stand now."""
    rows = Helpline.objects.on_the_strip().values_list("pk", "strip_position")
    return {pk: place for pk, place in rows if place is not None}


def candidates() -> list[Helpline]:
    """Those that may still be added: emergency and crisis lines, drafts too."""
    fit = Helpline.objects.filter(Q(emergency=True) | Q(crisis=True), strip_position=None)
    return list(fit.order_by("position", "slug"))


@transaction.atomic
def give_places(wanted: Places, *, seen: Places) -> int:
    """How many lines have moved. Raises StripHasMoved where the strip is not as its editor has seen it."""
    helplines = Helpline.objects.select_for_update().filter(Q(pk__in=wanted) | Q(strip_position__isnull=False))
    locked = list(helplines.order_by("pk"))
    if {line.pk: line.strip_position for line in locked if line.strip_position is not None} != dict(seen):
        raise StripHasMoved
    moved = [line for line in locked if line.strip_position != wanted.get(line.pk)]
    # A place belongs to one line at any moment: all who move leave theirs before the first takes a new one.
    Helpline.objects.filter(pk__in=[line.pk for line in moved]).update(strip_position=None)
    for line in moved:
        line.strip_position = wanted.get(line.pk)
        if line.state == State.LIVE:
            line.updated_on = timezone.localdate()
        line.save()
    return len(moved)
