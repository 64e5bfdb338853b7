"""The desk's middleware, which acts under the desk's path only: public answers pay for none of it."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.locale import LocaleMiddleware
from django.middleware.security import SecurityMiddleware
from simple_history.middleware import HistoryRequestMiddleware


class DeskOnly:
    """Skips a middleware for every request outside the desk."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(settings.DESK_PATH):
            return super().__call__(request)  # type: ignore[misc, no-any-return]
        return self.get_response(request)  # type: ignore[attr-defined, no-any-return]


class DeskSecurity(DeskOnly, SecurityMiddleware): ...


class DeskSessions(DeskOnly, SessionMiddleware): ...


class DeskLocale(DeskOnly, LocaleMiddleware): ...


class DeskCommon(DeskOnly, CommonMiddleware): ...


class DeskCsrf(DeskOnly, CsrfViewMiddleware):
    """Django also calls `process_view` by name, past `__call__`; the desk's forms are the only ones there are."""


class DeskAuthentication(DeskOnly, AuthenticationMiddleware): ...


class DeskMessages(DeskOnly, MessageMiddleware): ...


class DeskFrames(DeskOnly, XFrameOptionsMiddleware): ...


class DeskPolicy(DeskOnly, CSPMiddleware): ...


def desk_history(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Lets the history of a record know who is at the desk; a function, as the library's own is."""
    recording = HistoryRequestMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        on_desk = request.path_info.startswith(settings.DESK_PATH)
        answer: HttpResponseBase = recording(request) if on_desk else get_response(request)
        return answer

    return middleware
