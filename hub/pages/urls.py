"""The website's addresses: the same in both languages, and one that leads to a record in the reader's own."""

from django.urls import path, register_converter
from django.urls.converters import UUIDConverter

from hub.editions.contract import shown, subject
from hub.languages import LANGUAGES
from hub.pages import installing, robots, ways
from hub.pages.find import FindPage
from hub.pages.searching import SearchPage
from hub.pages.views import AboutPage, AllPage, HomePage, ListPage, MissingPage, RecordPage


class LanguageConverter:
    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class IdConverter(UUIDConverter):
    """In capitals, too: some write ids in them."""

    regex = f"(?i:{UUIDConverter.regex})"


register_converter(LanguageConverter, "language")
register_converter(IdConverter, "id")

urlpatterns = [
    path("", ways.root, name="root"),
    path("go/<id:id>", ways.go, name="go"),
    path("sw.js", installing.service_worker, name="service-worker"),
    path("<language:language>/app.webmanifest", installing.manifest, name="web-manifest"),
    path("favicon.ico", ways.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("<language:language>/", HomePage.as_view(), name="page-home"),
    path("<language:language>/search/", SearchPage.as_view(), name="page-search"),
    path("<language:language>/about/", AboutPage.as_view(), name="page-about"),
    path("<language:language>/all/", AllPage.as_view(), name="page-all"),
    *(
        path(
            f"<language:language>/{kind.plural}/",
            (FindPage if kind is subject() else ListPage).as_view(kind=kind),
            name=f"page-{kind.plural}",
        )
        for kind in shown()
    ),
    *(
        path(f"<language:language>/{kind.plural}/<str:key>/", RecordPage.as_view(kind=kind), name=f"page-{kind.kind}")
        for kind in shown()
    ),
    path("<language:language>/<path:rest>", MissingPage.as_view(), name="page-missing"),
]
