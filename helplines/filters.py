"""How lists of helplines are filtered and ordered."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext as _

from helplines import rank
from hub.api.filters import (
    CodesFilter,
    EditionFilterSet,
    ListOfText,
    Refused,
    WholeNumberField,
    YesNoFilter,
    read_instant,
    yes_no,
)
from hub.api.ordering import Order, by_name, newest_first
from hub.api.selection import UNKNOWN, Selection
from hub.editions.contract import Document
from hub.filters import codes, slugs


def named(field: str, key: str = "slug") -> Any:
    """The codes of a list of nested records; `unknown` where it is not stated."""
    return lambda helpline: [one[key] for one in helpline[field]] if helpline[field] is not None else [UNKNOWN]


def regions(helpline: Document) -> Iterable[str]:
    """A line for the whole country serves every region."""
    coverage = helpline["coverage"]
    return [region["code"] for region in coverage["regions"]] if coverage["scope"] == "regional" else [EVERYWHERE]


EVERYWHERE = "everywhere"


def languages(helpline: Document) -> set[str]:
    """Spoken on the line, or on one of its contacts."""
    spoken = [*(helpline["languages"] or ()), *(one for c in helpline["contacts"] for one in c["languages"] or ())]
    return {language["code"] for language in spoken} or {UNKNOWN}


def always_open(helpline: Document) -> bool | None:
    """As for open: by the contacts on which a person answers."""
    answers = [contact["hours"]["always_open"] for contact in helpline["contacts"] if contact["kind"] in LIVE]
    return True if True in answers else None if None in answers or not answers else False


LIVE = {"phone", "sms", "whatsapp", "webchat"}


class RegionFilter(CodesFilter):
    def filter(self, selection: Selection, values: list[str]) -> Selection:
        return super().filter(selection, [*values, EVERYWHERE] if values else values)


class AgeFilter(django_filters.Filter):
    """Lines for a person of this age; a line that states no limit matches."""

    def __init__(self) -> None:
        super().__init__(label="")

    @property
    def field(self) -> WholeNumberField:
        return WholeNumberField(least=0, most=120)

    def filter(self, selection: Selection, age: int | None) -> Selection:
        if age is None:
            return selection
        return selection.where(lambda place, helpline: fits(helpline["age"], age))


def fits(limits: Document, age: int) -> bool:
    return (limits["min"] is None or limits["min"] <= age) and (limits["max"] is None or age <= limits["max"])


class OpenAtField(forms.Field):
    """One time; beside it `unknown`, for lines whose hours are not known."""

    widget = ListOfText

    def clean(self, value: list[str] | None) -> list[Any]:
        if value is None:
            return []
        instants = [read_instant(item) for item in value if item != UNKNOWN]
        if len(instants) != 1:
            raise Refused(_("This parameter takes one time."), ",".join(value))
        return [*instants, *(item for item in value if item == UNKNOWN)]


class OpenAtFilter(django_filters.Filter):
    """Lines that are open at an instant."""

    unknown = True

    def __init__(self) -> None:
        super().__init__(label="")

    @property
    def field(self) -> OpenAtField:
        return OpenAtField(required=False)

    def filter(self, selection: Selection, values: list[Any]) -> Selection:
        if not values:
            return selection
        instant, wanted = values[0], {"true", *values[1:]}
        clocks = selection.shelf.clocks
        return selection.where(lambda place, _: yes_no(clocks[place](instant)["now"]["open"]) in wanted)


class HelplineFilterSet(EditionFilterSet):
    DEFAULT_ORDERING = "rank"

    topic = CodesFilter(rank.slugs_of_topics, slugs("topics"))
    audience = CodesFilter(named("audiences"), slugs("audiences"))
    channel = CodesFilter(lambda helpline: {one["kind"] for one in helpline["contacts"]}, codes("channel"))
    language = CodesFilter(languages, codes("language"), unknown=True)
    region = RegionFilter(regions, codes("region"))
    category = CodesFilter(lambda helpline: (helpline["category"]["slug"],), codes("category"))
    partner = CodesFilter(
        lambda helpline: (helpline["partner"]["slug"],) if helpline["partner"] else (), slugs("partners")
    )
    cost = CodesFilter(lambda helpline: (helpline["cost"] or UNKNOWN,), codes("cost"), unknown=True)
    answered_by_women = CodesFilter(
        lambda helpline: (helpline["answered_by_women"] or UNKNOWN,), codes("answered_by_women"), unknown=True
    )
    open_now = YesNoFilter(lambda helpline: helpline["now"]["open"], unknown=True, moment=True)
    open_at = OpenAtFilter()
    always_open = YesNoFilter(always_open, unknown=True)
    crisis = YesNoFilter(lambda helpline: helpline["crisis"])
    emergency = YesNoFilter(lambda helpline: helpline["emergency"])
    police = YesNoFilter(lambda helpline: helpline["police"])
    confidential = YesNoFilter(lambda helpline: helpline["confidential"], unknown=True)
    anonymous = YesNoFilter(lambda helpline: helpline["anonymous"], unknown=True)
    verified = YesNoFilter(lambda helpline: helpline["now"]["verification"] in {"verified", "due"}, moment=True)
    age = AgeFilter()
    strip = YesNoFilter(lambda helpline: helpline["strip"] is not None)

    def orderings(self) -> dict[str, Order]:
        return {
            "rank": self.ranked,
            "name": by_name,
            "-updated_on": newest_first,
            "-verified_on": lambda selection: selection.ordered("-verified_on", verified_key, newest_first=True),
        }

    def ranked(self, selection: Selection) -> list[int]:
        return rank.ranked(selection, frozenset(self.asked().get("topic", ())))


def verified_key(helpline: Document) -> tuple[str, str]:
    """Never verified comes last."""
    return helpline["verification"]["verified_on"] or "", helpline["slug"]
