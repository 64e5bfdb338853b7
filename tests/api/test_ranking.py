"""The default order, rule by rule: two lines that differ in one fact, of which all later rules prefer the other."""

from collections.abc import Callable
from typing import Any

import pytest

from hub.editions.bake import content_of
from tests.api.conftest import Get, Served
from tests.api.crowd import line

LIST = "/api/v1/helplines/"
SUICIDE = "topic=suicidal-thoughts"
Serve = Callable[..., list[str]]

CALLED = {
    "kind": "phone",
    "languages": None,
    "known": False,
    "always_open": None,
    "week": [],
    "exceptions": [],
}
OPEN = {"contacts": [CALLED | {"known": True, "always_open": True}]}
CLOSED = {"contacts": [CALLED | {"known": True, "always_open": False, "week": [("mo", "09:00", "mo", "10:00")]}]}
WEBSITE = {"contacts": [CALLED | {"kind": "website"}]}
WEBCHAT = {"contacts": [CALLED | {"kind": "webchat"}]}
VERIFIED = {"checks": {"verified_on": "2026-11-20", "verify_by": "2026-12-20"}}
DUE = {"checks": {"verified_on": "2026-10-25", "verify_by": "2026-11-25"}}
OVERDUE = {"checks": {"verified_on": "2026-09-23", "verify_by": "2026-10-23"}}
LONG_OVERDUE = {"checks": {"verified_on": "2026-09-22", "verify_by": "2026-10-22"}}
UNVERIFIED = {"checks": {"verified_on": None, "verify_by": None}}
CRISIS, POLICE, BOTH = {"crisis": True}, {"police": True}, {"crisis": True, "police": True}
TWO_TOPICS = {"topics": ["suicidal-thoughts", "depression"]}
ONE_REGION = {"scope": "regional", "regions": ["PK-SD"]}
TWO_REGIONS = {"scope": "regional", "regions": ["PK-SD", "PK-PB"]}

# What an edition can say of a line, from the first rule to the last: the first of each pair goes before the second.
RULES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("a crisis line for suicide", SUICIDE, CRISIS, {}),
    ("a crisis line not run by police", SUICIDE, CRISIS, BOTH),
    ("a crisis line of the police before any other", SUICIDE, BOTH, {}),
    ("no police among the others", SUICIDE, {}, POLICE),
    ("more topics", SUICIDE + ",depression", TWO_TOPICS, {}),
    ("crisis before topics", SUICIDE + ",depression", CRISIS, TWO_TOPICS),
    ("open", "", OPEN, {}),
    ("not known before closed", "", {}, CLOSED),
    ("topics before open", SUICIDE + ",depression", TWO_TOPICS, OPEN),
    ("a number to dial", "", {}, WEBSITE),
    ("a web chat is no number", "", {}, WEBCHAT),
    ("open before a number", "", OPEN, {}),
    ("verified", "", VERIFIED, DUE),
    ("due", "", DUE, OVERDUE),
    ("overdue up to twice the interval", "", OVERDUE, UNVERIFIED),
    ("unverified", "", UNVERIFIED, LONG_OVERDUE),
    ("a number before verification", "", {}, WEBSITE | VERIFIED),
    # Whether a doubtful line is open is not known, nor of the one that it is compared with.
    ("in operation", "", {"operating_status": "active"}, {"operating_status": "uncertain"}),
    ("doubtful", "", {"operating_status": "uncertain"}, {"operating_status": "possibly-discontinued"}),
    (
        "closed for now is closed",
        "",
        {"operating_status": "possibly-discontinued"},
        {"operating_status": "temporarily-closed"},
    ),
    ("verification before operation", "", VERIFIED | {"operating_status": "uncertain"}, {}),
    ("one region before two", "", ONE_REGION, TWO_REGIONS),
    ("regions before the whole country", "", TWO_REGIONS, {}),
    ("operation before coverage", "", {}, {"operating_status": "uncertain"} | ONE_REGION),
    ("position", "", {"position": 10}, {"position": 11}),
    ("coverage before position", "", ONE_REGION | {"position": 99}, {}),
]


def facts(number: int, name: str, **different: Any) -> dict[str, Any]:
    """A line of which hardly anything is known, but for what is different."""
    common = {
        "number": number,
        "names": {"en": name, "ur": name},
        "checks": UNVERIFIED["checks"],
        "scope": "nationwide",
        "regions": [],
        "category": "crisis",
        "partner": None,
        "topics": ["suicidal-thoughts"],
        "audiences": [],
        "languages": None,
        "contacts": [CALLED],
    }
    contacts = [
        one | {"id": f"00000000-0000-0000-0000-{number:08}{place:04}"}
        for place, one in enumerate(different.pop("contacts", common["contacts"]))
    ]
    plain = {key: value for key, value in different.items() if key not in common}
    rest = {key: value for key, value in different.items() if key in common}
    usual = {"slug": name.lower(), "strip": None, "position": 50}
    return common | rest | {"contacts": contacts, "plain": usual | plain}


@pytest.fixture
def serve(get: Get, served: Served) -> Serve:
    """The slugs of these lines as the answer to a query has them."""
    feeds = served.content.languages

    def answer(query: str, *lines: dict[str, Any]) -> list[str]:
        served.publish(
            content_of(
                {
                    language: feed | {"helplines": [line(feed, one, language) for one in lines]}
                    for language, feed in feeds.items()
                }
            )
        )
        return [one["slug"] for one in get(f"{LIST}?{query}").json()["results"]]

    return answer


@pytest.mark.parametrize(("query", "first", "second"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_the_first_goes_before_the_second(serve: Serve, query: str, first: dict, second: dict) -> None:
    behind, ahead = {"position": 60} | first, {"position": 40} | second
    if "position" in first:
        behind, ahead = first, second
    lines = [facts(1, "First", **behind), facts(2, "Second", **ahead)]
    assert serve(query, *lines) == ["first", "second"]


def test_lines_that_are_alike_are_in_the_order_of_their_names(serve: Serve) -> None:
    assert serve("", facts(2, "Second"), facts(1, "First")) == ["first", "second"]


def test_police_and_crisis_count_for_suicide_and_self_harm_alone(serve: Serve) -> None:
    lines = [facts(1, "First", **POLICE, position=40), facts(2, "Second", **CRISIS, position=60)]
    assert serve("", *lines) == ["first", "second"]
    assert serve(SUICIDE, *lines) == ["second", "first"]
