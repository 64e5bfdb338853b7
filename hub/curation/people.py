"""Curators on the desk: Django's own form, and what became of somebody's roles in words."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hub.curation.acts import write_down

admin.site.unregister(User)


@admin.register(User)
class CuratorAdmin(UserAdmin):
    """A role is all that the desk gives: nobody makes themselves or anybody else more than an owner."""

    # Nobody writes them; and Django gives the boxes for their halves no labels.
    readonly_fields = ("last_login", "date_joined")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        kept = super().get_fieldsets(request, obj)
        given = {"is_superuser", "user_permissions"}
        return [
            (name, options | {"fields": [one for one in options["fields"] if one not in given]})
            for name, options in kept
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes their own roles; the last owner could lock everybody out."""
        return super().has_change_permission(request, obj) and obj != request.user

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Who sets somebody's password could act in their name: it stands in that person's history, in plain words."""
        if request.resolver_match and request.resolver_match.url_name == "auth_user_password_change":
            message = _("Password set by somebody else")
        return super().log_change(request, obj, message)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = roles_of(form.instance)
        super().save_related(request, form, formsets, change)
        if (after := roles_of(form.instance)) != before:
            words = _("Roles: {before} → {after}").format(before=before or "—", after=after or "—")
            user = form.instance
            write_down(request.user, ContentType.objects.get_for_model(User), str(user.pk), str(user), words)


def roles_of(user: User) -> str:
    return ", ".join(user.groups.order_by("name").values_list("name", flat=True))
