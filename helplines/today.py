"""The directory at a glance, on the first page of the desk: how fresh it is, and whom it leaves without help."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helplines.models import Helpline, Holiday, Report, Scope
from helplines.moments import DUE_BEFORE
from hub.curation.models import State
from hub.desk.blocks import Block
from hub.models import Region, Topic

WIDTH = 600
CRISIS = Q(crisis=True) | Q(emergency=True)


@dataclass(frozen=True)
class Part:
    """A stretch of a bar."""

    code: str
    label: str
    count: int
    x: float
    width: float


def freshness() -> dict[str, Any]:
    """Live lines by how well they are verified; those for a crisis or an emergency apart."""
    names = {"urgent": (_("Crisis and emergency lines"), CRISIS), "others": (_("Other lines"), ~CRISIS)}
    standings = standing()
    live = Q(state=State.LIVE)
    counts = Helpline.objects.aggregate(
        **{
            f"{group}_{code}": Count("pk", filter=live & which & condition)
            for group, (_name, which) in names.items()
            for code, (_label, condition) in standings.items()
        },
        reported=Count("pk", filter=Exists(Report.objects.filter(helpline=OuterRef("pk"), settled_by=None))),
    )
    labels = {code: label for code, (label, _condition) in standings.items()}
    return {
        "to_verify": counts["urgent_unverified"] + counts["urgent_overdue"],
        "reported": counts["reported"],
        "undated": list(undated_holidays()),
        "bars": [
            (name, list(parts({code: counts[f"{group}_{code}"] for code in labels}, labels)))
            for group, (name, _which) in names.items()
        ],
        "width": WIDTH,
    }


def undated_holidays() -> QuerySet[Holiday]:
    """On which live lines change their hours, and of which no day to come is known: these lines would seem open."""
    concerned = Holiday.objects.filter(exceptions__contact__helpline__in=Helpline.objects.live())
    return concerned.exclude(dates__last__gte=timezone.localdate()).distinct()


def standing() -> dict[str, tuple[str, Q]]:
    today = timezone.localdate()
    return {
        "verified": (_("Verified"), Q(verify_by__gt=today + DUE_BEFORE)),
        "due": (_("Due soon"), Q(verify_by__gte=today, verify_by__lte=today + DUE_BEFORE)),
        "overdue": (_("Overdue"), Q(verify_by__lt=today)),
        "unverified": (_("Not verified"), Q(verify_by=None)),
    }


def parts(counts: dict[str, int], labels: dict[str, str]) -> list[Part]:
    total, before, found = sum(counts.values()) or 1, 0, []
    for code, label in labels.items():
        count = counts[code]
        found.append(Part(code, label, count, WIDTH * before / total, WIDTH * count / total))
        before += count
    return found


@dataclass(frozen=True)
class Cell:
    count: int

    @property
    def heat(self) -> int:
        """0 to 3, for the colour."""
        return min(self.count, 3)


def coverage() -> dict[str, Any]:
    """Topic × region: how many live lines serve just there; those for the whole country apart."""
    lines, everywhere = Helpline.objects.live().order_by(), Q(scope=Scope.NATIONWIDE)
    country = Counter[Any](dict(lines.filter(everywhere).values_list("topics").annotate(Count("pk"))))
    local = lines.exclude(everywhere).values_list("topics", "regions").annotate(Count("pk"))
    there = Counter[Any]({(topic, region): count for topic, region, count in local})
    regions = list(Region.objects.order_by("position", "slug"))
    return {
        "regions": regions,
        "topics": [
            (topic, Cell(country[topic.pk]), [Cell(there[topic.pk, region.pk]) for region in regions])
            for topic in Topic.objects.live()
        ],
    }


BLOCKS = (
    Block(
        title=gettext_lazy("How fresh the directory is"),
        template="freshness",
        facts=freshness,
        permission="helplines.view_helpline",
    ),
    Block(
        title=gettext_lazy("Whom it leaves without help"),
        template="coverage",
        facts=coverage,
        permission="helplines.view_helpline",
    ),
)
