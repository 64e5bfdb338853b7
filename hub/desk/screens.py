"""What the desk has beside the forms of its models: screens, each with its address and who may open it.

Who has screens lists them in a tuple; `settings.DESK_SCREENS` names the tuples, in the order of the menu.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One address under the desk's path."""

    route: str
    name: str
    """Of the address: `admin:{name}`."""
    view: Callable[..., HttpResponse]
    permission: str
    """Who may open it, as `app.codename`."""
    menu: Any = None
    """What the menu calls it; None: the menu does not name it."""

    do_not_call_in_templates = True

    def is_open_to(self, user: Any) -> bool:
        return bool(user.has_perm(self.permission))

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_open_to(request.user):
            raise PermissionDenied
        return self.view(request, *args, **kwargs)


@cache
def screens() -> tuple[Screen, ...]:
    return tuple(screen for path in settings.DESK_SCREENS for screen in import_string(path))


def menu_for(user: Any) -> Iterator[Screen]:
    return (screen for screen in screens() if screen.menu and screen.is_open_to(user))
