"""The pages of the cast, read as a browser would."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.api.conftest import Get, cast_on_disk, get, served

__all__ = ["cast_on_disk", "get", "served"]

Attributes = dict[str, str | None]
VOID = {"meta", "link", "input", "br", "img", "path", "rect"}


class Page(HTMLParser):
    """What of a page the tests ask: its elements in order, and its text."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.response = response
        self.elements: list[tuple[str, Attributes]] = []
        self.text = ""
        self.data: list[str] = []
        self.inside: list[str] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.inside[-1:] == ["script"]:
            self.data.append(data)
        elif self.inside[-1:] != ["style"]:
            self.text += data

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def links(self) -> list[str]:
        return [one["href"] or "" for one in self.all("a")]

    @property
    def numbers(self) -> list[str]:
        return [link for link in self.links if link.startswith("tel:")]

    @property
    def ways_on(self) -> list[str]:
        """To other pages of ours."""
        return [link.partition("?")[0] for link in self.links if link.startswith("/")]


Visit = Callable[..., Page]


@pytest.fixture
def visit(get: Get) -> Visit:
    def go(url: str, status: int = 200, **headers: str) -> Page:
        response = get(url, **headers)
        assert response.status_code == status, (url, response.status_code, response.content[:200])
        assert response["Content-Type"] == "text/html; charset=utf-8"
        return Page(response)

    return go
