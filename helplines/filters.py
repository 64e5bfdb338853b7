"""How lists of helplines are filtered and ordered."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from helplines import rank
from hub.api.filters import (
    CodesFilter,
    EditionFilter,
    EditionFilterSet,
    ListOfText,
    Refused,
    WholeNumberField,
    YesNoFilter,
    read_instant,
    yes_no,
)
from hub.api.ordering import BY_NAME, NEWEST_FIRST
from hub.api.selection import UNKNOWN, Selection
from hub.editions.contract import Document
from hub.editions.orders import Ordering
from hub.editions.reader import Feed
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
    def filter(self, selection: Selection, value: list[str]) -> Selection:
        return super().filter(selection, [*value, EVERYWHERE])


class AgeFilter(EditionFilter):
    """Lines for a person of this age; a line that states no limit matches."""

    def __init__(self) -> None:
        super().__init__(label="")
        self.facts = lambda helpline: (limits(helpline["age"]),)

    def field_for(self, feed: Feed) -> WholeNumberField:
        return WholeNumberField(least=0, most=120)

    def filter(self, selection: Selection, value: int) -> Selection:
        fitting = [one for one in selection.index(self.field_name) if fits(one, value)]
        return selection.with_any(self.field_name, fitting)


def limits(age: Document) -> str:
    """As in "18-60"; there are few of them, so that they make an index."""
    return f"{age['min'] or 0}-{OLDEST if age['max'] is None else age['max']}"


OLDEST = 120


def fits(limits: str, age: int) -> bool:
    least, most = map(int, limits.split("-"))
    return least <= age <= most


class OpenAtField(forms.Field):
    """One time; beside it `unknown`, for lines whose hours are not known."""

    widget = ListOfText

    def clean(self, value: list[str]) -> list[Any]:
        instants = [read_instant(item) for item in value if item != UNKNOWN]
        if len(instants) != 1:
            raise Refused(_("This parameter takes one time."), ",".join(value))
        return [*instants, *(item for item in value if item == UNKNOWN)]


class OpenAtFilter(EditionFilter):
    """Lines that are open at an instant."""

    unknown = True

    def __init__(self) -> None:
        super().__init__(label="")

    def field_for(self, feed: Feed) -> OpenAtField:
        return OpenAtField(required=False)

    def filter(self, selection: Selection, value: list[Any]) -> Selection:
        instant, wanted = value[0], {"true", *value[1:]}
        return selection.within(selection.shelf.clocks.where(instant, lambda now: yes_no(now["now"]["open"]) in wanted))


def verified_key(helpline: Document) -> tuple[str, str]:
    """Never verified comes last."""
    return helpline["verification"]["verified_on"] or "", helpline["slug"]


class HelplineFilterSet(EditionFilterSet):
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

    ORDERINGS = {
        "rank": rank.RANK,
        "name": BY_NAME,
        "-updated_on": NEWEST_FIRST,
        "-verified_on": Ordering(verified_key, newest_first=True),
    }

    def groups(self, found: Selection, filters: Mapping[str, Any], ordering: str) -> Iterable[int]:
        return rank.groups(found, frozenset(filters.get("topic", ()))) if ordering == "rank" else [found.mask]
