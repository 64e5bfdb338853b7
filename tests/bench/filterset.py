"""How the conventional list is filtered: django-filter on the ORM.

Relations are asked by subqueries: joins would multiply the rows, and to make them distinct again takes longer than all
else that the database does.
"""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from helplines import words
from helplines.documents import dated_holidays
from helplines.models import DIALABLE, ContactMethod, Cost, Helpline
from helplines.moments import LIVE_KINDS, Clock
from helplines.timetable import hours_document, timetable
from hub.api.selection import UNKNOWN
from hub.documents import Texts
from hub.editions.reader import minute
from hub.rows import related
from tests.bench.prefetching import gathered

Rows = QuerySet[Helpline]
YES_OR_NO = {"true": True, "false": False, UNKNOWN: None}


class Values(django_filters.BaseInFilter, django_filters.CharFilter):
    """Values by comma, any of which may hold; `condition` tells when one does."""

    def __init__(self, condition: Callable[[list[str]], Q | Exists], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.condition = condition

    def filter(self, rows: Rows, value: list[str] | None) -> Rows:
        return rows.filter(self.condition(value)) if value else rows


def column(field: str) -> Values:
    return Values(lambda values: Q(**{f"{field}__in": values}))


def linked(relation: str) -> Values:
    """The slugs of what it is linked to by a table between."""
    return Values(lambda slugs: has(relation, slugs))


def has(relation: str, slugs: list[str]) -> Exists:
    between: Any = Helpline._meta.get_field(relation)
    return Exists(linking(relation).filter(**{f"{between.related_model._meta.model_name}__slug__in": slugs}))


def linking(relation: str) -> Any:
    """The rows that link it, of the table between."""
    between: Any = Helpline._meta.get_field(relation)
    return between.remote_field.through.objects.filter(helpline=OuterRef("pk"))


def contacts(**conditions: Any) -> Exists:
    return Exists(ContactMethod.objects.filter(helpline=OuterRef("pk"), **conditions))


def yes_no(field: str) -> Values:
    return Values(lambda values: any_of(Q(**{field: YES_OR_NO[one]}) for one in values))


def any_of(conditions: Any) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= Q(condition)
    return found


def speaks(values: list[str]) -> Q:
    """On the line, or on one of its contacts; not known where neither says so."""
    slugs = [one for one in values if one != UNKNOWN]
    spoken = Q(has("languages", slugs)) | Q(contacts(languages__slug__in=slugs)) if slugs else Q(pk__in=[])
    return spoken | says_no_language() if UNKNOWN in values else spoken


def says_no_language() -> Q:
    on_the_line = Exists(linking("languages"))
    return ~Q(on_the_line) & ~Q(contacts(languages__isnull=False))


def serves(regions: list[str]) -> Q:
    return Q(scope="nationwide") | Q(has("regions", regions))


def costs(values: list[str]) -> Q:
    return any_of(COSTS[one] for one in values)


def rings_at(cost: str) -> Q:
    """Whether a number is rung at a cost: its own, or where it has none the line's; without a number, the line's."""
    without = ~Q(contacts(kind__in=DIALABLE))
    line = Q(contacts(kind__in=DIALABLE, cost="")) | without
    return Q(contacts(kind__in=DIALABLE, cost=cost)) | Q(cost=cost) & line if cost else Q(cost="") & line


STANDARD, UNSAID = rings_at(Cost.STANDARD), rings_at("")
TOLL_FREE = rings_at(Cost.TOLL_FREE)
# The dearest is what counts, and one that may be dearer than it is known makes it unknown.
COSTS = {
    Cost.STANDARD.value: STANDARD,
    UNKNOWN: ~STANDARD & UNSAID,
    Cost.TOLL_FREE.value: ~STANDARD & ~UNSAID & TOLL_FREE,
    Cost.FREE.value: ~STANDARD & ~UNSAID & ~TOLL_FREE,
}


def open_ones(rows: Rows, values: list[str]) -> list[Any]:
    """Hours are text, so that they are asked in Python, of every line that the other filters have left."""
    found = rows.order_by().prefetch_related(gathered("contacts"), gathered("contacts__exceptions"))
    holidays, instant, wanted = dated_holidays(), minute(timezone.now()), {YES_OR_NO[one] for one in values}
    return [one.pk for one in found if clock(one, holidays)(instant)["now"]["open"] in wanted]


def clock(helpline: Helpline, holidays: Any) -> Clock:
    kept = related(helpline, "contacts")
    return Clock(
        timetables=tuple(timetable(hours_document(one, holidays, Texts(one, "en"))) for one in kept),
        is_live=tuple(one.kind in LIVE_KINDS for one in kept),
        status=helpline.operating_status,
        verify_by=helpline.verify_by,
        templates=words.templates("en"),
    )


class HelplineFilterSet(django_filters.FilterSet):
    topic = linked("topics")
    audience = linked("audiences")
    channel = Values(lambda kinds: contacts(kind__in=kinds))
    language = Values(speaks)
    region = Values(serves)
    category = column("category")
    partner = column("partner__slug")
    cost = Values(costs)
    crisis = yes_no("crisis")
    emergency = yes_no("emergency")
    police = yes_no("police")
    confidential = yes_no("confidential")
    anonymous = yes_no("anonymous")
    strip = Values(lambda values: any_of(Q(strip_position__isnull=one == "false") for one in values))
    age = django_filters.NumberFilter(method="by_age")
    open_now = django_filters.CharFilter(method="by_open_now")  # The last, so that the others have narrowed the rows.

    class Meta:
        model = Helpline
        fields: tuple[str, ...] = ()

    def by_age(self, rows: Rows, name: str, age: Any) -> Rows:
        return rows.filter(Q(age_min=None) | Q(age_min__lte=age), Q(age_max=None) | Q(age_max__gte=age))

    def by_open_now(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(pk__in=open_ones(rows, value.split(",")))
