"""Loads the taxonomy, partners and helplines from the seed files that lie beside the app that owns them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from helplines import phone
from helplines.models import (
    DIALABLE,
    ContactMethod,
    Helpline,
    HelplineSource,
    Holiday,
    HoursException,
    MenuStep,
    OperatingStatus,
)
from hub.curation.models import State, seeded_id
from hub.curation.seeding import SOURCE_FIELDS, Portrait, Seed, SeedRefused, keyed, read_file, sources, take
from hub.editions.tokens import strings
from hub.models import Audience, Language, Region, SearchPhrase, Topic
from partners.models import CampaignRole, Partner, PartnerSource, SocialLink

NAMED = ("name_en", "name_ur", "position")
DESCRIBED = (*NAMED, "description_en", "description_ur")


def phrases(parent: str) -> Portrait:
    return Portrait(SearchPhrase, ("script", "weight"), parent=parent, key="text")


TOPIC = Portrait(Topic, (*DESCRIBED, "group", "crisis"), children={"phrases": phrases("topic")})
AUDIENCE = Portrait(Audience, NAMED, children={"phrases": phrases("audience")})
REGION = Portrait(Region, NAMED)
LANGUAGE = Portrait(Language, NAMED)
HOLIDAY = Portrait(Holiday, NAMED)

PARTNER = Portrait(
    Partner,
    (
        *("name_en", "name_ur", "short_name_en", "short_name_ur", "alternate_names", "kind"),
        *("description_en", "description_ur", "website", "position"),
    ),
    children={
        "social_links": Portrait(SocialLink, ("platform",), parent="partner", key="url"),
        "campaign_roles": Portrait(CampaignRole, ("words_en", "words_ur", "since"), parent="partner", key="kind"),
        "sources": Portrait(PartnerSource, SOURCE_FIELDS, parent="partner", key="key"),
    },
)

CONTACT = Portrait(
    ContactMethod,
    (
        *("kind", "value", "display", "dial", "note_en", "note_ur", "cost", "position"),
        *("hours", "hours_note_en", "hours_note_ur", "hours_confidence"),
    ),
    many={"sources": HelplineSource},
    children={
        "menu": Portrait(MenuStep, ("press", "words_en", "words_ur"), parent="contact", key="position"),
        "exceptions": Portrait(HoursException, ("treatment",), parent="contact", key="holiday_id"),
    },
    parent="helpline",
    key="id",
)

HELPLINE = Portrait(
    Helpline,
    (
        *("name_en", "name_ur", "alternate_names", "description_en", "description_ur", "category"),
        *("age_min", "age_max", "scope", "coverage_note_en", "coverage_note_ur", "languages_note_en"),
        *("languages_note_ur", "cost", "confidential", "anonymous", "staffed_by", "police", "emergency"),
        *("crisis", "operating_status", "strip_position", "position"),
    ),
    one={"partner": Partner, "superseded_by": Helpline},
    many={"topics": Topic, "audiences": Audience, "regions": Region, "languages": Language},
    # Sources before contacts: a contact names the sources it rests on.
    children={
        "sources": Portrait(HelplineSource, SOURCE_FIELDS, parent="helpline", key="key"),
        "contacts": CONTACT,
    },
)

FILES = {
    "topics": "hub/data/topics.json",
    "audiences": "hub/data/topics.json",
    "regions": "hub/data/places.json",
    "languages": "hub/data/places.json",
    "holidays": "helplines/data/holidays.json",
    "partners": "partners/data/partners.json",
    "helplines": "helplines/data/helplines.json",
}

PARTNER_KEYS = (
    *("slug", "name_en", "name_ur", "short_name_en", "short_name_ur", "kind", "website", "description_en"),
    *("description_ur", "alternate_names", "social", "campaign_roles", "sources", "ur_source"),
)
HELPLINE_KEYS = (
    *("slug", "name_en", "name_ur", "ur_source", "aliases", "organisation", "category", "description_en"),
    *("description_ur", "contacts", "unconfirmed_contacts", "languages", "languages_note_en", "languages_note_ur"),
    *("topics", "audiences", "age_min", "age_max", "coverage", "cost", "confidential", "anonymous", "staffed_by"),
    *("run_by_police", "is_emergency_service", "crisis_support", "operating_status", "superseded_by"),
    *("strip_position", "confidence", "confidence_reason", "source_date", "sources", "conflicts"),
)
CONTACT_KEYS = (
    *("id", "kind", "value", "display", "dial", "menu", "note_en", "note_ur", "hours", "hours_confidence"),
    *("hours_note_en", "hours_note_ur", "exceptions", "cost", "confidence", "source_ids", "source_date"),
)


def seeds(root: Path) -> Iterator[Seed]:
    files = {plural: read(root, plural) for plural in FILES}
    yield from taxonomy_seeds(files)
    yield from partner_seeds(files)
    yield from helpline_seeds(files)


def read(root: Path, plural: str) -> Any:
    records, made_on = read_file(root / FILES[plural], FILES[plural], plural)
    return [(record, made_on) for record in records]


# From a seed's words to a record's


def taxonomy_seeds(files: Mapping[str, Any]) -> Iterator[Seed]:
    for plural, portrait in {"topics": TOPIC, "audiences": AUDIENCE}.items():
        for seed, made_on in files[plural]:
            take(FILES[plural], seed["slug"], seed, ["slug", *portrait.fields, "phrases"])
            values = {name: seed[name] for name in portrait.fields}
            values["phrases"] = keyed(seed, "phrases", "text", FILES[plural])
            yield Seed(FILES[plural], portrait, seed["slug"], values, dated=made_on)
    for plural, portrait in {"regions": REGION, "languages": LANGUAGE, "holidays": HOLIDAY}.items():
        for seed, _made_on in files[plural]:
            take(FILES[plural], seed["slug"], seed, ["slug", *NAMED])
            yield Seed(FILES[plural], portrait, seed["slug"], {name: seed[name] for name in NAMED})


def partner_seeds(files: Mapping[str, Any]) -> Iterator[Seed]:
    """A partner goes live that has a part in the campaign or a live helpline: others would be a dead end."""
    file = FILES["partners"]
    running = {seed["organisation"] for seed, _ in files["helplines"] if goes_live(seed)}
    for place, (seed, made_on) in enumerate(files["partners"], 1):
        take(file, seed["slug"], seed, PARTNER_KEYS)
        copied = {name: seed[name] for name in PARTNER.fields if name in seed}
        values = copied | {
            "alternate_names": "\n".join(seed["alternate_names"]),
            "position": place * 10,
            "social_links": keyed(seed, "social", "url", file),
            "campaign_roles": keyed(seed, "campaign_roles", "kind", file),
            "sources": sources(seed, file),
        }
        live = bool(seed["campaign_roles"]) or seed["slug"] in running
        note = f"Urdu: {seed['ur_source']}."
        yield Seed(file, PARTNER, seed["slug"], values, State.LIVE if live else State.DRAFT, note, made_on)


def helpline_seeds(files: Mapping[str, Any]) -> Iterator[Seed]:
    """Successors first: a superseded line names its own in the same row."""
    file, rows = FILES["helplines"], files["helplines"]
    known = known_numbers(seed for seed, _ in rows)
    live = {seed["slug"] for seed, _ in rows if goes_live(seed)}
    for place, (seed, made_on) in sorted(enumerate(rows, 1), key=lambda row: bool(row[1][0].get("superseded_by"))):
        take(file, seed["slug"], seed, HELPLINE_KEYS)
        refuse_numbers(file, seed, known)
        # A replaced line is published to be answered for: who looks for its number finds the new one.
        state = State.LIVE if seed["slug"] in live or seed["superseded_by"] in live else State.DRAFT
        yield Seed(file, HELPLINE, seed["slug"], helpline_values(seed, place * 10), state, note(seed), made_on)


def goes_live(seed: Mapping[str, Any]) -> bool:
    """Well sourced, presumed to be in operation, and with a way to reach it."""
    sure = seed.get("confidence") in {"high", "medium"}
    return sure and seed.get("operating_status") == "presumed-active" and bool(seed.get("contacts"))


STATUSES = {"presumed-active": OperatingStatus.ACTIVE.value}
RENAMED = {
    "police": "run_by_police",
    "emergency": "is_emergency_service",
    "crisis": "crisis_support",
}


def helpline_values(seed: Mapping[str, Any], position: int) -> dict[str, Any]:
    file = FILES["helplines"]
    take(file, f"{seed['slug']}.coverage", seed["coverage"], ("scope", "regions", "note_en", "note_ur"))
    copied = {name: seed[name] for name in HELPLINE.fields if name in seed}
    return (
        copied
        | {name: seed[key] for name, key in RENAMED.items()}
        | {
            "alternate_names": "\n".join(seed["aliases"]),
            "scope": seed["coverage"]["scope"],
            "coverage_note_en": seed["coverage"]["note_en"],
            "coverage_note_ur": seed["coverage"]["note_ur"],
            "operating_status": STATUSES.get(seed["operating_status"], seed["operating_status"]),
            "position": position,
            "partner": seed["organisation"],
            "superseded_by": seed["superseded_by"],
            "topics": sorted(seed["topics"]),
            "audiences": sorted(seed["audiences"]),
            "regions": sorted(seed["coverage"]["regions"]),
            "languages": sorted(seed["languages"]),
            "sources": sources(seed, file),
            "contacts": contacts(seed, file),
        }
    )


def contacts(seed: Mapping[str, Any], file: str) -> dict[str, Any]:
    rows = {}
    for place, contact in enumerate(seed["contacts"], 1):
        take(file, f"{seed['slug']}.contacts.{place - 1}", contact, CONTACT_KEYS)
        copied = {name: contact[name] or "" for name in CONTACT.fields if name in contact}
        rows[str(seeded_id("contact", contact["id"]))] = copied | {
            "position": place * 10,
            "sources": sorted(contact["source_ids"]),
            "menu": {str(step): dict(row) for step, row in enumerate(contact["menu"], 1)},
            "exceptions": {
                str(seeded_id("holiday", one["holiday"])): {"treatment": one["treatment"]}
                for one in contact["exceptions"]
            },
        }
    return rows


def note(seed: Mapping[str, Any]) -> str:
    """What only curators may see: the doubts, and numbers nobody has confirmed."""
    lines = [f"Confidence {seed['confidence']}: {seed['confidence_reason']}", f"Urdu: {seed['ur_source']}."]
    lines += [f"Conflict: {conflict}" for conflict in seed["conflicts"]]
    lines += [
        f"Unconfirmed {contact['kind']} {contact['value']}: {contact['note']}"
        for contact in seed["unconfirmed_contacts"]
    ]
    return "\n".join(lines)


# No prose carries a number


def known_numbers(seeds: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {
        spelling: seed["slug"]
        for seed in seeds
        for contact in seed.get("contacts", ())
        if contact.get("kind") in DIALABLE
        for spelling in phone.spellings(contact["value"])
    }


def refuse_numbers(file: str, seed: Mapping[str, Any], known: Mapping[str, str]) -> None:
    shown = {name: value for name, value in seed.items() if name not in {"sources", "unconfirmed_contacts"}}
    for path, text in strings(shown):
        field = path.rpartition(".")[2]
        if field.endswith(("_en", "_ur")) and not field.startswith("name_"):
            for number, slug in phone.numbers_in(text, known):
                token = "{{helpline:" + slug + "}}"
                raise SeedRefused(file, seed["slug"], path, f"the number {number} stands in the text; write {token}")
