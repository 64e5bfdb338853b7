"""Loads the hub's own content from its seed file."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from helplines.models import Helpline
from hub.content.models import (
    About,
    AboutSource,
    Campaign,
    CampaignEvent,
    CampaignSource,
    Creator,
    Hashtag,
    Resource,
    ResourceSource,
    Statistic,
    Voice,
    VoiceSource,
)
from hub.curation.models import State
from hub.curation.seeding import SOURCE_FIELDS, Portrait, Seed, keyed, read_file, sources, take
from hub.models import Audience, Topic
from partners.models import Partner

FILE = "hub/content/data/hub.json"

CAMPAIGN = Portrait(
    Campaign,
    (
        *("name_en", "name_ur", "hashtag", "slogan_en", "slogan_ur", "occasion_en", "occasion_ur"),
        *("description_en", "description_ur", "announced_on", "starts_on", "ends_on", "position"),
    ),
    many={"partners": Partner},
    # Sources before all that names those it rests on.
    children={
        "sources": Portrait(CampaignSource, SOURCE_FIELDS, parent="campaign", key="key"),
        "events": Portrait(
            CampaignEvent,
            ("date", "words_en", "words_ur"),
            many={"sources": CampaignSource},
            parent="campaign",
            key="key",
        ),
        "hashtags": Portrait(
            Hashtag,
            ("scope", "views_at_least", "views_en", "views_ur", "as_of"),
            many={"sources": CampaignSource},
            parent="campaign",
            key="tag",
        ),
        "statistics": Portrait(
            Statistic,
            ("kind", "value", "unit", "words_en", "words_ur", "method_en", "method_ur", "as_of"),
            one={"recipient": Partner},
            many={"sources": CampaignSource},
            parent="campaign",
            key="key",
        ),
        "creators": Portrait(
            Creator, ("name_en", "name_ur", "role_en", "role_ur", "url"), parent="campaign", key="key"
        ),
    },
)
VOICE = Portrait(
    Voice,
    (
        *("name_en", "name_ur", "role_en", "role_ur", "kind", "said_on", "language"),
        *("quotation_en", "quotation_ur", "translated_by", "position"),
    ),
    one={"partner": Partner, "campaign": Campaign},
    children={"sources": Portrait(VoiceSource, SOURCE_FIELDS, parent="voice", key="key")},
)
RESOURCE = Portrait(
    Resource,
    ("name_en", "name_ur", "body_en", "body_ur", "for_a_friend", "position"),
    one={"topic": Topic},
    many={"audiences": Audience, "helplines": Helpline},
    children={"sources": Portrait(ResourceSource, SOURCE_FIELDS, parent="resource", key="key")},
)
ABOUT = Portrait(
    About,
    (
        *("name_en", "name_ur", "statement_en", "statement_ur", "year_round", "about_en", "about_ur"),
        *("privacy_en", "privacy_ur", "imprint_en", "imprint_ur", "submissions_open", "sections", "position"),
    ),
    one={"try_this": Resource},
    children={"sources": Portrait(AboutSource, SOURCE_FIELDS, parent="about", key="key")},
)
# In this order: a voice names its campaign.
PORTRAITS = {"campaigns": CAMPAIGN, "voices": VOICE, "resources": RESOURCE, "about": ABOUT}
# What a clinician and an Urdu editor have not signed waits as a draft.
STATES = {"resources": State.DRAFT}
KEYS = {"events": "key", "hashtags": "tag", "statistics": "key", "creators": "key"}


def seeds(root: Path) -> Iterator[Seed]:
    for plural, portrait in PORTRAITS.items():
        records, made_on = read_file(root / FILE, FILE, plural)
        for place, record in enumerate(records, 1):
            yield seed(plural, portrait, record | {"position": place * 10}, made_on)


def seed(plural: str, portrait: Portrait, record: Mapping[str, Any], made_on: date) -> Seed:
    wanted = [*portrait.fields, *portrait.one, *portrait.many, *portrait.children]
    take(FILE, record["slug"], record, ["slug", *wanted, *(["note"] if "note" in record else [])])
    values = {name: record[name] for name in wanted}
    values |= {name: sorted(record[name]) for name in portrait.many}
    values |= {name: keyed(record, name, KEYS[name], FILE) for name in portrait.children if name != "sources"}
    values["sources"] = sources(record, FILE)
    if "sections" in values:
        values["sections"] = "\n".join(record["sections"])
    state = STATES.get(plural, State.LIVE)
    return Seed(FILE, portrait, record["slug"], values, state, record.get("note", ""), made_on)
