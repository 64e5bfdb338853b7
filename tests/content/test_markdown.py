"""Markdown: what a curator writes reads well, and nothing in it can run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.content.markdown import ATTRIBUTES, TAGS, rendered

TAG = re.compile(r"<(/?)([a-zA-Z0-9]*)([^>]*)>")


def html(text: str) -> str:
    found = rendered(text)
    assert found
    return found["html"]


def test_steps_keep_their_numbers_in_both_forms() -> None:
    found = rendered("1. Breathe.\n2. *Look* around.\n\nThen [read on](https://example.org).\n\n- one\n- two")
    assert found == {
        "html": "<ol>\n<li>Breathe.</li>\n<li><em>Look</em> around.</li>\n</ol>\n"
        '<p>Then <a href="https://example.org" rel="noreferrer">read on</a>.</p>\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
        "text": "1. Breathe.\n2. Look around.\nThen read on.\n• one\n• two",
    }


def test_no_text_is_none() -> None:
    assert rendered("") is None
    assert rendered(None) is None


def test_a_token_passes_through() -> None:
    assert "{{helpline:umeed-line}}" in html("Call {{helpline:umeed-line}}.")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](http://example.org)",
        "[x](vbscript:x)",
        "![x](https://example.org/x.png)",
        "<a href='https://example.org' onclick='x()'>x</a>",
        "<svg/onload=alert(1)>",
        "[x](https://example.org 'a\" onmouseover=\"x')",
        "`<b>`",
        "<!-- x --><style>*{}</style>",
    ],
)
def test_nothing_in_it_can_run_or_load(text: str) -> None:
    harmless(html(text))


def harmless(found: str) -> None:
    for _, tag, rest in TAG.findall(found):
        assert tag in TAGS, found
        names = set(re.findall(r'([\w-]+)="', rest))
        assert names <= ATTRIBUTES.get(tag, set()) | {"rel"}, found
    for address in re.findall(r'href="([^"]*)"', found):
        assert not address or address.startswith("https://"), found


PIECES = [
    "<",
    ">",
    "script",
    "[",
    "](",
    ")",
    "javascript:",
    "https://x.org",
    '"',
    "'",
    "onload=",
    "\n",
    "*",
    "1. ",
    "&",
    "ا",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join).filter(str.strip))
def test_nothing_that_anybody_can_write_can_run(text: str) -> None:
    harmless(html(text))
