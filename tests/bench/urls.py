"""The hub's addresses, and those that it is compared with."""

from django.urls import path

from hub.urls import handler400, handler500
from hub.urls import urlpatterns as of_the_hub
from tests.bench.conventional import HelplineList
from tests.bench.empty import Empty

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [
    path("bench/empty/", Empty.as_view()),
    path("bench/helplines/", HelplineList.as_view()),
    *of_the_hub,
]
