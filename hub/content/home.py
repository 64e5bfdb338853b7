"""What the hub itself adds to the home screen, in the curators' order: three ways to go, and what there is to read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hub.api.help import lines
from hub.api.home import Blocks
from hub.api.home import about as about_data
from hub.api.question import Question
from hub.content.home_cards import CALL_CARD, CAMPAIGN_CARD, RESOURCE_CARD, RESOURCE_NAMED, TOPIC_NAMED, VOICE_CARD
from hub.content.home_schema import schemas
from hub.content.sections import SECTIONS
from hub.editions.contract import Document

# The topic to send somebody to who is worried about another; an old slug of it does, too.
WORRIED = "supporting-others"


def blocks(question: Question, region: str | None) -> dict[str, Any]:
    about = first(records(question, "about"))
    resources = records(question, "resources")
    campaigns = sorted(records(question, "campaigns"), key=lambda one: str(one["starts_on"]), reverse=True)
    running = first(one for one in campaigns if one["now"]["phase"] == "running")
    return {
        "order": about["sections"] if about else list(SECTIONS),
        "panel": panel(question, region, about),
        "worried": worried(resources, topic_for_the_worried(question)),
        "campaign": running and cut(running, CAMPAIGN_CARD),
        "last_campaign": None if running else last(campaigns),
        "partners": taking_part(question),
        "resources": list(map(short, resources)),
        "voices": [cut(one, VOICE_CARD) for one in records(question, "voices")],
        "stories": stories(about),
        "about": told(about_data(question), about),
    }


def records(question: Question, plural: str) -> list[Document]:
    """By position, with what is true of them now; none in an edition that was baked before there were any."""
    return list(question.feed.shelves[plural].at(question.instant).by_position())


def first(found: Iterable[Document]) -> Document | None:
    return next(iter(found), None)


def cut(document: Document, fields: Iterable[str]) -> Document:
    return {field: document[field] for field in fields}


def panel(question: Question, region: str | None, about: Document | None) -> list[Document]:
    """Three ways to go: somebody who is near, somebody to ring, and, where there is a text, something to do alone."""
    line = first(lines_to_talk(question, region))
    chosen = about and about["try_this"]
    alone = chosen and first(one for one in records(question, "resources") if one["slug"] == chosen["slug"])
    ways = [
        way("talk", _("Talk to someone you trust"), _("A friend, a relative, a teacher: say that you need them.")),
        way("call", _("Call a line"), _("Somebody listens. You need not have the right words."), line=line),
    ]
    if alone:
        ways.append(way("try", _("Try this"), _("Something small that you can do by yourself now."), resource=alone))
    return ways


def lines_to_talk(question: Question, region: str | None) -> Iterable[Document]:
    """Of the strip: those who listen in a crisis, those not run by police first; else whatever stands on it."""
    strip = lines(question.snapshot, question.language, question.instant, [region] if region else [])
    return sorted(strip, key=lambda line: (not line["crisis"], line["police"] is not False))


def way(
    key: str, title: str, words: str, *, line: Document | None = None, resource: Document | None = None
) -> Document:
    told = {"line": line and cut(line, CALL_CARD), "resource": resource and short(resource)}
    return {"key": key, "title": title, "words": words, **told}


def short(resource: Document) -> Document:
    return cut(resource, RESOURCE_CARD)


def topic_for_the_worried(question: Question) -> Document | None:
    shelf = question.feed.shelves["topics"]
    place = shelf.find(WORRIED)
    return None if place is None else cut(shelf.documents[place], TOPIC_NAMED)


def worried(resources: list[Document], topic: Document | None) -> Document:
    """Texts on how to help, and a topic with lines: there may be no text that has been approved."""
    return {
        "title": _("I am worried about someone"),
        "words": _("You can help without knowing all the answers."),
        "resources": [offered(one) for one in resources if one["for_a_friend"]],
        "topic": topic,
        "links": {"resources": "/api/v1/resources/?for_a_friend=true"},
    }


def offered(resource: Document) -> Document:
    """The sentence on what a draft is stands with the text itself, and among all texts."""
    return cut(resource, RESOURCE_NAMED) | {"draft": resource["review"]["words"] is not None}


def last(campaigns: list[Document]) -> Document | None:
    """One dated line, so that what is over does not pass for news."""
    past = first(one for one in campaigns if one["now"]["phase"] == "past")
    return past and {**cut(past, ("slug", "type", "name")), "words": past["now"]["words"], "links": past["links"]}


def taking_part(question: Question) -> list[Document]:
    """The organisations that have a part in a campaign; those that only run lines stand in their own list."""
    parts = {one["slug"] for one in question.feed.shelves["partners"].documents if one["campaign_roles"]}
    return [one for one in question.feed.home["partners"] if one["slug"] in parts]


def stories(about: Document | None) -> Document:
    is_open = bool(about and about["submissions"]["open"])
    words = _("You can send us your story.") if is_open else _("We do not take stories at the moment.")
    return {"submissions": {"open": is_open, "words": words}}


def told(known: Document, about: Document | None) -> Document:
    """An edition from before the hub could be asked for by itself has no link to it."""
    if about is None:
        return known | {"statement": None, "year_round": True}
    own = about.get("links", {}).get("self")
    links = known["links"] | ({"about": own} if own else {})
    return known | cut(about, ("name", "statement", "year_round")) | {"links": links}


BLOCKS = Blocks(blocks, schemas)
