"""A view that does nothing: what the framework itself takes, with the same settings and the same middleware."""

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class Empty(APIView):
    def get(self, request: Request) -> Response:
        return Response({"status": "ok"})
