"""The directory at a glance, on the first page of the desk: how fresh it is, and whom it leaves without help."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helplines.models import Claim, Helpline, Holiday, Report, Scope
from helplines.moments import DUE_BEFORE
from hub.curation.models import State
from hub.desk.blocks import Block, Task
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


def freshness(_user: Any = None) -> dict[str, Any]:
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
    everywhere: int = 0
    """Those for the whole country, which serve a region as well."""

    @property
    def heat(self) -> int:
        """0 to 3, for the colour."""
        return min(self.count + self.everywhere, 3)


def coverage(_user: Any = None) -> dict[str, Any]:
    """Topic × region: how many live lines serve just there; those for the whole country apart."""
    where = Case(When(scope=Scope.NATIONWIDE, then=None), default=F("regions"))
    lines = Helpline.objects.live().order_by().annotate(where=where)
    country, there = Counter[Any](), Counter[Any]()
    for scope, topic, region, count in lines.values_list("scope", "topics", "where").annotate(
        Count("pk", distinct=True)
    ):
        if scope == Scope.NATIONWIDE:
            country[topic] += count
        else:
            there[topic, region] += count
    regions = list(Region.objects.order_by("position", "slug"))
    return {
        "regions": regions,
        "topics": [
            (
                topic,
                Cell(country[topic.pk]),
                [Cell(there[topic.pk, region.pk], country[topic.pk]) for region in regions],
            )
            for topic in Topic.objects.live()
        ],
    }


def claimed(user: Any) -> Iterator[Task]:
    """The lines that somebody has taken to check them."""
    for one in Claim.objects.filter(by=user, until__gt=timezone.now()).select_related("helpline"):
        until = _("until {time}").format(time=date_format(timezone.localtime(one.until), "H:i"))
        yield Task(
            _("You are checking it"), str(one.helpline), reverse("admin:verify_line", args=[one.helpline_id]), until
        )


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
