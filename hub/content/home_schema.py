"""The shape of what the hub itself adds to the home screen."""

from collections.abc import Iterable

from hub.api.openapi import home
from hub.api.openapi.records import served
from hub.content.home_cards import CALL_CARD, CAMPAIGN_CARD, RESOURCE_CARD, RESOURCE_NAMED, TOPIC_NAMED, VOICE_CARD
from hub.content.schema import SECTION
from hub.editions.contract import kind_named
from hub.schema import BOOLEAN, STRING, Schema, array, coded, mapping, nullable, part, told, with_more


def schemas() -> dict[str, Schema]:
    resource = card("resource", RESOURCE_CARD, "ResourceCard")
    campaign = card("campaign", CAMPAIGN_CARD, "CampaignCard")
    return {
        "order": told(array(SECTION), "The blocks below the strip and the announcements, in the curators' order."),
        "panel": told(
            array(way(resource)), "Ways to go: to somebody near, to a line, and, where there is a text, alone."
        ),
        "worried": worried(),
        "partners": told(array(partner_card()), "The organisations that have a part in a campaign."),
        "campaign": told(nullable(campaign), "The campaign that runs today. Null: none does."),
        "last_campaign": told(nullable(last_campaign()), "The last one, as a dated line. Null: one runs, or none was."),
        "resources": told(array(resource), "Every text, by position."),
        "voices": told(array(card("voice", VOICE_CARD, "VoiceCard")), "What people said, by position."),
        "stories": STORIES,
        "about": about(),
    }


def card(kind: str, fields: Iterable[str], title: str) -> Schema:
    found = kind_named(kind)
    assert found, kind
    record = served(found)
    return part(title, f"{record['description']} In short.", **{name: record["properties"][name] for name in fields})


def partner_card() -> Schema:
    found = kind_named("partner")
    assert found
    return home.card(found)


WAYS = {
    "talk": "Talk to somebody near.",
    "call": "Call a line.",
    "try": "Try something alone.",
}


def way(resource: Schema) -> Schema:
    return part(
        "Way",
        "One of the ways to go.",
        key=told(coded(WAYS), "Which way it is."),
        title=told(STRING, "Its heading, ready to show."),
        words=told(STRING, "A sentence under it, ready to show."),
        line=told(nullable(card("helpline", CALL_CARD, "LineToCall")), "The line to ring. Null: this way needs none."),
        resource=told(nullable(resource), "The text to read. Null: this way needs none."),
    )


def worried() -> Schema:
    return part(
        "Worried",
        "For somebody who is worried about another.",
        title=told(STRING, "The heading, ready to show."),
        words=told(STRING, "A sentence under it, ready to show."),
        resources=told(array(offered()), "Texts on how to help."),
        topic=told(
            nullable(card("topic", TOPIC_NAMED, "TopicNamed")),
            "The topic with lines for them: offer it, above all where there is no text. Null: it is not in the list.",
        ),
        links=told(mapping(told(STRING, "An address.")), "Where to read on.", {"resources": "/api/v1/resources/"}),
    )


def offered() -> Schema:
    record = card("resource", RESOURCE_NAMED, "ResourceNamed")
    draft = told(BOOLEAN, "Whether it is a draft that nobody has approved: say so beside it.")
    return with_more(record, "ResourceNamed", record["description"], draft=draft)


def last_campaign() -> Schema:
    record = card("campaign", ("slug", "type", "name", "links"), "LastCampaign")
    return with_more(
        record,
        "LastCampaign",
        "The campaign that ended last.",
        words=told(STRING, "When it ended, ready to show.", "It ended on 31 October 2023"),
    )


STORIES = part(
    "Stories",
    "What people have lived through.",
    submissions=part(
        "StorySubmissions",
        "Whether stories can be sent.",
        open=told(BOOLEAN, "Whether they can."),
        words=told(STRING, "The same in words, ready to show."),
    ),
)


def about() -> Schema:
    return with_more(
        home.ABOUT,
        "HomeAbout",
        "What the hub is.",
        statement=told(nullable(STRING), "What it is, in one sentence. Null: not said."),
        year_round=told(BOOLEAN, "Whether its lines can be rung all year."),
    )
