"""Puts our desk in the place of Django's own admin site."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "hub.desk.site.Desk"

    def ready(self) -> None:
        from hub.desk.names import translate_names

        translate_names()
        super().ready()
