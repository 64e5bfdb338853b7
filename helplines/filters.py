"""How lists of helplines are filtered and ordered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helplines import rank
from helplines.moments import Clock
from hub.api.filters import (
    CodesFilter,
    EditionFilter,
    EditionFilterSet,
    ListOfText,
    Option,
    Refused,
    WholeNumberField,
    YesNoFilter,
    read_instant,
    yes_no,
)
from hub.api.ordering import BY_NAME, NEWEST_FIRST
from hub.api.selection import UNKNOWN, Selection
from hub.editions.contract import Document
from hub.editions.orders import Facts, Ordering
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


def channels(helpline: Document) -> set[str]:
    return {contact["kind"] for contact in helpline["contacts"]}


def partners(helpline: Document) -> Iterable[str]:
    return (helpline["partner"]["slug"],) if helpline["partner"] else ()


def stated(field: str) -> Facts:
    return lambda helpline: (helpline[field] or UNKNOWN,)


def always_open(helpline: Document) -> bool | None:
    """As for open: by the contacts on which a person answers."""
    answers = [contact["hours"]["always_open"] for contact in helpline["contacts"] if contact["kind"] in LIVE]
    return True if True in answers else None if None in answers or not answers else False


LIVE = {"phone", "sms", "whatsapp", "webchat"}
VERIFIED = {"verified", "due"}


class RegionFilter(CodesFilter):
    def filter(self, selection: Selection, value: list[str]) -> Selection:
        return super().filter(selection, [*value, EVERYWHERE])


class AgeFilter(EditionFilter):
    """Lines for a person of this age; a line that states no limit matches."""

    facts = staticmethod(lambda helpline: (limits(helpline["age"]),))

    def field_for(self, feed: Feed) -> WholeNumberField:
        return WholeNumberField(least=0, most=OLDEST)

    def filter(self, selection: Selection, value: int) -> Selection:
        fitting = [one for one in selection.index(self.field_name) if fits(one, value)]
        return selection.with_any(self.field_name, fitting)

    def options(self, whole: Selection) -> list[Option]:
        """The stretches of life within which every age finds the same lines, each by its first year."""
        bounds = [bounds_of(one) for one in whole.index(self.field_name)]
        firsts = sorted({0, *(least for least, _ in bounds), *(most + 1 for _, most in bounds if most < OLDEST)})
        lasts = [*(first - 1 for first in firsts[1:]), OLDEST]
        return [Option(str(first), f"{first}–{last}", first) for first, last in zip(firsts, lasts, strict=True)]


def limits(age: Document) -> str:
    """As in "18-60"; there are few of them, so that they make an index."""
    return f"{age['min'] or 0}-{OLDEST if age['max'] is None else age['max']}"


OLDEST = 120


def bounds_of(limits: str) -> tuple[int, int]:
    least, most = limits.split("-")
    return int(least), int(most)


def fits(limits: str, age: int) -> bool:
    least, most = bounds_of(limits)
    return least <= age <= most


class OpenAtField(forms.Field):
    """One time; beside it `unknown`, for lines whose hours are not known."""

    widget = ListOfText

    def clean(self, value: list[str]) -> list[Any]:
        instants = [read_instant(item) for item in value if item != UNKNOWN]
        if len(instants) != 1:
            raise Refused(gettext("This parameter takes one time."), ",".join(value))
        return [*instants, *(item for item in value if item == UNKNOWN)]


class OpenAtFilter(EditionFilter):
    """Lines that are open at an instant."""

    unknown = True

    def field_for(self, feed: Feed) -> OpenAtField:
        return OpenAtField(required=False)

    def filter(self, selection: Selection, value: list[Any]) -> Selection:
        instant, *others = value
        index = selection.shelf.clocks.index(instant, is_open)
        return selection.within(index.get("true", 0) | (index.get(UNKNOWN, 0) if others else 0))


def is_open(clock: Clock, instant: datetime) -> str:
    return yes_no(clock.is_open(instant))


def verified_key(helpline: Document) -> tuple[str, str]:
    """Never verified comes last."""
    return helpline["verification"]["verified_on"] or "", helpline["slug"]


class HelplineFilterSet(EditionFilterSet):
    topic = CodesFilter(_("Topic"), rank.slugs_of_topics, slugs("topics"))
    audience = CodesFilter(_("For whom"), named("audiences"), slugs("audiences"))
    channel = CodesFilter(_("How to reach"), channels, codes("channel"))
    language = CodesFilter(_("Spoken language"), languages, codes("language"), unknown=True)
    region = RegionFilter(_("Region"), regions, codes("region"))
    category = CodesFilter(_("Category"), lambda helpline: (helpline["category"]["slug"],), codes("category"))
    partner = CodesFilter(_("Organisation"), partners, slugs("partners"))
    cost = CodesFilter(_("Cost"), stated("cost"), codes("cost"), unknown=True)
    answered_by_women = CodesFilter(
        _("Answered by women"), stated("answered_by_women"), codes("answered_by_women"), unknown=True
    )
    open_now = YesNoFilter(_("Open now"), lambda moments: moments["now"]["open"], unknown=True, moment=True)
    open_at = OpenAtFilter(label=_("Open at"))
    always_open = YesNoFilter(_("Open 24 hours"), always_open, unknown=True)
    crisis = YesNoFilter(_("Help in a crisis"), itemgetter("crisis"))
    emergency = YesNoFilter(_("Emergency service"), itemgetter("emergency"))
    police = YesNoFilter(_("Run by the police"), itemgetter("police"))
    confidential = YesNoFilter(_("Confidential"), itemgetter("confidential"), unknown=True)
    anonymous = YesNoFilter(_("Anonymous"), itemgetter("anonymous"), unknown=True)
    verified = YesNoFilter(_("Verified"), lambda moments: moments["now"]["verification"] in VERIFIED, moment=True)
    age = AgeFilter(label=_("Age"))
    strip = YesNoFilter(_("Among the first numbers to ring"), lambda helpline: helpline["strip"] is not None)

    SEARCHED = True
    ORDERINGS = {
        "rank": rank.RANK,
        "name": BY_NAME,
        "-updated_on": NEWEST_FIRST,
        "-verified_on": Ordering(verified_key, newest_first=True),
    }

    def groups(self, found: Selection, filters: Mapping[str, Any], ordering: str) -> Iterable[int]:
        return rank.groups(found, frozenset(filters.get("topic", ()))) if ordering == "rank" else [found.mask]
