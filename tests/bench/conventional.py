"""The list of helplines as it is usually written: django-filter on the ORM, prefetching, ModelSerializer, paging."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, override
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response

from helplines.documents import GATHERED, dated_holidays
from helplines.models import Helpline
from hub.api.language import asked_language
from hub.documents import old_slugs
from tests.bench.filterset import HelplineFilterSet
from tests.bench.mentions import with_mentions
from tests.bench.prefetching import gathered
from tests.bench.serializers import HelplineSerializer


class Pages(PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_paginated_response(self, data: Any) -> Response:
        assert self.page is not None
        return Response(
            {
                "count": self.page.paginator.count,
                "page": self.page.number,
                "pages": self.page.paginator.num_pages,
                "next": self.get_next_link(),
                "previous": self.get_previous_link(),
                "results": with_mentions(data, get_language()),
            }
        )


class HelplineList(ListAPIView[Helpline]):
    serializer_class = HelplineSerializer
    pagination_class = Pages

    def get_queryset(self) -> QuerySet[Helpline]:
        rows: QuerySet[Helpline] = Helpline.objects.live().filter(superseded_by=None).select_related("partner")
        return rows.prefetch_related(*map(gathered, GATHERED)).order_by("position", "slug")

    def filter_queryset(self, queryset: Any) -> Any:
        return HelplineFilterSet(self.request.query_params, queryset, request=self.request).qs

    def get_serializer_context(self) -> dict[str, Any]:
        return {
            **super().get_serializer_context(),
            "language": self.language,
            "holidays": dated_holidays(),
            "old_slugs": old_slugs("helpline"),
        }

    def list(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        self.language = asked_language(request._request).language
        with override(self.language):
            return super().list(request, *args, **kwargs)
