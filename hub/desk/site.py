"""The curators' desk: Django's admin with our screens, our menu and our look."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from hub.desk.blocks import blocks_for
from hub.desk.javascript import Catalog
from hub.desk.screens import menu_for, screens


class Desk(AdminSite):
    site_title = _("Desk of the hub")
    site_header = _("Desk of the hub")
    index_title = _("Today")
    site_url = "/"
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        ours = [path(screen.route, self.admin_view(screen.open), name=screen.name) for screen in screens()]
        # Before anybody has signed in, too: the page to sign in is in both languages.
        return [path("language/", set_language, name="language"), *ours, *super().get_urls()]

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return Catalog().get(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"blocks": list(blocks_for(request.user))} | (extra_context or {}))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"menu": list(menu_for(request.user))}
