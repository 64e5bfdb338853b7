"""The list of helplines as it is usually written: django-filter on the ORM, prefetching, ModelSerializer, paging."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from helplines.documents import GATHERED, RELATED, dated_holidays
from helplines.models import Helpline
from hub.api.language import asked_language
from hub.documents import gathered, old_slugs
from tests.bench.serializers import HelplineSerializer


class Values(django_filters.BaseInFilter, django_filters.CharFilter):
    """Values by comma, any of which may hold; `unknown` is a fact that is not stated."""

    def filter(self, rows: QuerySet[Any], value: list[str] | None) -> QuerySet[Any]:
        if not value:
            return rows
        stated = Q(**{f"{self.field_name}__in": [one for one in value if one != "unknown"]})
        return rows.filter(stated | self.unstated() if "unknown" in value else stated).distinct()

    def unstated(self) -> Q:
        name = self.field_name.partition("__")[0]
        return Q(**{f"{name}__isnull": True}) if "__" in self.field_name else Q(**{name: ""})


class YesNo(Values):
    def filter(self, rows: QuerySet[Any], value: list[str] | None) -> QuerySet[Any]:
        if not value:
            return rows
        found = Q()
        for one in value:
            known = {"true": True, "false": False}.get(one)
            found |= Q(**{self.field_name: known})
        return rows.filter(found)


class HelplineFilterSet(django_filters.FilterSet):
    topic = Values("topics__slug")
    audience = Values("audiences__slug")
    channel = Values("contacts__kind")
    category = Values("category")
    partner = Values("partner__slug")
    crisis = YesNo("crisis")
    emergency = YesNo("emergency")
    police = YesNo("police")
    confidential = YesNo("confidential")
    anonymous = YesNo("anonymous")
    language = django_filters.CharFilter(method="by_language")
    region = django_filters.CharFilter(method="by_region")
    strip = django_filters.CharFilter(method="by_strip")
    age = django_filters.NumberFilter(method="by_age")

    class Meta:
        model = Helpline
        fields: tuple[str, ...] = ()

    def by_language(self, rows: QuerySet[Helpline], name: str, value: str) -> QuerySet[Helpline]:
        asked = value.split(",")
        found = Q(languages__slug__in=asked) | Q(contacts__languages__slug__in=asked)
        if "unknown" in asked:
            found |= Q(languages=None, contacts__languages=None) & ~Q(contacts__languages__isnull=False)
        return rows.filter(found).distinct()

    def by_region(self, rows: QuerySet[Helpline], name: str, value: str) -> QuerySet[Helpline]:
        return rows.filter(Q(scope="nationwide") | Q(regions__slug__in=value.split(","))).distinct()

    def by_strip(self, rows: QuerySet[Helpline], name: str, value: str) -> QuerySet[Helpline]:
        wanted = {one == "true" for one in value.split(",")}
        return rows if len(wanted) > 1 else rows.filter(strip_position__isnull=not wanted.pop())

    def by_age(self, rows: QuerySet[Helpline], name: str, value: Any) -> QuerySet[Helpline]:
        least, most = Q(age_min=None) | Q(age_min__lte=value), Q(age_max=None) | Q(age_max__gte=value)
        return rows.filter(least & most)


class Pages(PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class HelplineList(ListAPIView[Helpline]):
    serializer_class = HelplineSerializer
    pagination_class = Pages
    throttle_classes = ()

    def get_queryset(self) -> QuerySet[Helpline]:
        rows = Helpline.objects.live().filter(superseded_by=None).select_related(*RELATED)
        return rows.prefetch_related(*map(gathered, GATHERED)).order_by(F("position"), "slug")

    def filter_queryset(self, queryset: Any) -> Any:
        return HelplineFilterSet(self.request.query_params, queryset, request=self.request).qs

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer[Helpline]:
        context = {"language": self.language, "holidays": dated_holidays(), "old_slugs": old_slugs("helpline")}
        return HelplineSerializer(*args, context=context, **kwargs)

    def list(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        self.language = asked_language(request._request).language
        with override(self.language), timezone.override("Asia/Karachi"):
            return super().list(request, *args, **kwargs)
