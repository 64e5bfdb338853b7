"""A page of the desk: our template in the desk's frame."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse


class DeskRequest(HttpRequest):
    """Of somebody who has signed in: nobody else gets to a screen."""

    user: User


def page(request: HttpRequest, template: str, *, title: Any, status: int = 200, **context: Any) -> TemplateResponse:
    """`context` is what the template shows; `title` is the page's heading and its name in the browser."""
    framed = admin.site.each_context(request) | {"title": title} | context
    return TemplateResponse(request, f"desk/{template}.html", framed, status=status)
