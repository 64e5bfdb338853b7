"""The API's addresses: the same pair for every kind that is listed; `hub.api.openapi` tells of each."""

from django.urls import path

from hub.api.schema import DocsView, SchemaView
from hub.api.views import IndexView, ListView, RecordView
from hub.editions.contract import kinds

urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    *(path(f"{kind.plural}/", ListView.as_view(kind=kind), name=kind.plural) for kind in kinds() if kind.filterset),
    *(
        path(f"{kind.plural}/<str:key>/", RecordView.as_view(kind=kind), name=kind.kind)
        for kind in kinds()
        if kind.filterset
    ),
]
