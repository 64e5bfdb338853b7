"""The assembly of addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from hub import feeds, news
from hub.api import errors, views
from hub.pages import ways

handler400 = errors.bad_request
handler500 = errors.server_error

urlpatterns = [
    path("api/v1/", include("hub.api.urls")),
    path("feed/v1/manifest.json", feeds.manifest),
    path("feed/v1/seed.json", feeds.seed),
    path("feed/v1/conformance.json", feeds.conformance),
    path("feed/v1/<str:language>.json", feeds.current),
    path("feed/v1/<str:language>/updates.json", news.json_updates, name="news-json"),
    path("feed/v1/<str:language>/updates.atom", news.atom_updates, name="news-atom"),
    path("feed/v1/<str:state>/<str:language>.json", feeds.of_state),
    path("health/live", views.live),
    path("health/ready", views.ready),
    path(settings.DESK_PATH.removeprefix("/"), admin.site.urls),
    path("", include("hub.pages.urls")),
    re_path("", ways.nowhere, name=errors.NOWHERE),  # Everything else, a path with a line break included.
]
