"""The API's addresses: the same pair for every kind that is listed; `hub.api.openapi` tells of each."""

from django.urls import path

from hub.api.schema import DocsView, SchemaView
from hub.api.search import SearchView, SuggestView
from hub.api.views import ChangesView, FacetsView, HomeView, IndexView, ListView, RecordView
from hub.editions.contract import kinds, subject

urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    path("hub/", HomeView.as_view(), name="home"),
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggest/", SuggestView.as_view(), name="suggest"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("facets/", FacetsView.as_view(kind=subject()), name="facets"),
    *(path(f"{kind.plural}/", ListView.as_view(kind=kind), name=kind.plural) for kind in kinds() if kind.filterset),
    *(
        path(f"{kind.plural}/<str:key>/", RecordView.as_view(kind=kind), name=kind.kind)
        for kind in kinds()
        if kind.filterset
    ),
]
