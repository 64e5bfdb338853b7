"""How lists of the hub's own content are filtered and ordered."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.api.filters import CodesFilter, EditionFilterSet, YesNoFilter
from hub.api.ordering import BY_NAME, NEWEST_FIRST
from hub.editions.orders import BY_POSITION, MovingOrdering, Ordering
from hub.filters import codes, slugs

PHASES = ("running", "coming", "past")


def by_phase(first_day: int, moments: Any) -> tuple[int, int]:
    """What runs, then what is coming, the soonest first, then what is over, the latest first."""
    phase = moments["now"]["phase"]
    return PHASES.index(phase), first_day if phase == "coming" else -first_day


BY_PHASE = MovingOrdering(
    lambda campaign: campaign["slug"],
    facts=lambda campaign: date.fromisoformat(campaign["starts_on"]).toordinal(),
    bucket=by_phase,
)
LATEST_FIRST = Ordering(lambda campaign: (campaign["starts_on"], campaign["slug"]), newest_first=True)


def one(field: str) -> Callable[[Any], Iterable[str]]:
    """The slug of the record that a field names."""
    return lambda document: [document[field]["slug"]] if document[field] else []


def several(field: str) -> Callable[[Any], Iterable[str]]:
    return lambda document: [named["slug"] for named in document[field]]


class CampaignFilterSet(EditionFilterSet):
    phase = CodesFilter(_("Phase"), lambda moments: (moments["now"]["phase"],), codes("phase"), moment=True)
    partner = CodesFilter(_("Organisation"), several("partners"), slugs("partners"))
    ORDERINGS = {
        "phase": BY_PHASE,
        "-starts_on": LATEST_FIRST,
        "position": BY_POSITION,
        "name": BY_NAME,
        "-updated_on": NEWEST_FIRST,
    }


class AboutFilterSet(EditionFilterSet):
    """One record: nothing to filter."""

    ORDERINGS = {"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}


class VoiceFilterSet(EditionFilterSet):
    kind = CodesFilter(_("Who speaks"), lambda voice: (voice["kind"],), codes("voice"))
    partner = CodesFilter(_("Organisation"), one("partner"), slugs("partners"))
    campaign = CodesFilter(_("Campaign"), one("campaign"), slugs("campaigns"))
    ORDERINGS = {"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}


class ResourceFilterSet(EditionFilterSet):
    topic = CodesFilter(_("Topic"), one("topic"), slugs("topics"))
    audience = CodesFilter(_("For whom"), several("audiences"), slugs("audiences"))
    helpline = CodesFilter(_("Helpline"), several("helplines"), slugs("helplines"))
    for_a_friend = YesNoFilter(_("Worried about someone"), lambda resource: resource["for_a_friend"])
    ORDERINGS = {"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}
