"""The hub's addresses, and those that it is compared with."""

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from hub.urls import urlpatterns as of_the_hub
from tests.bench.conventional import HelplineList


class Empty(APIView):
    """What the framework itself takes, with the same middleware."""

    def get(self, request: Request) -> Response:
        return Response(b'{"status": "ok"}')


urlpatterns = [
    path("bench/empty/", Empty.as_view()),
    path("bench/helplines/", HelplineList.as_view()),
    *of_the_hub,
]
