"""A crowd: many lines with facts thrown by dice, and what is true of them worked out once more, plainly.

Nothing here asks the code that it checks: a day is walked minute by minute if need be.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hub.editions.bake import Content, content_of

Record = dict[str, Any]
SIZE = 70
DAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"]
ALPHABET = "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے"
LIVE = {"phone", "sms", "whatsapp", "webchat"}
DIALABLE = {"phone", "sms", "whatsapp"}
STATUSES = ["active", "active", "active", "uncertain", "temporarily-closed", "possibly-discontinued"]
# (verified on, to be verified by), seen on 22 November 2026: never verified, verified, the last day before it is due,
# due since today, due until today, overdue, overdue for the last day within twice the interval, and for one day longer.
CHECKS = [
    (None, None),
    ("2026-11-20", "2026-12-20"),
    ("2026-10-31", "2026-11-30"),
    ("2026-10-30", "2026-11-29"),
    ("2026-10-23", "2026-11-22"),
    ("2026-10-22", "2026-11-21"),
    ("2026-09-23", "2026-10-23"),
    ("2026-09-22", "2026-10-22"),
]
EXCEPTIONS = [
    [],
    [("2026-11-22", "2026-11-22", "closed", [])],
    [("2026-11-20", "2026-11-24", "unknown", [])],
    [("2026-11-22", "2026-11-22", "hours", [("21:30", "23:00")])],
    [("2026-11-21", "2026-11-21", "hours", [("23:00", "03:00")]), ("2026-11-21", "2026-11-23", "closed", [])],
]
WEEKS = [
    [],
    [("fr", "21:00", "sa", "02:00"), ("sa", "21:00", "su", "02:00"), ("su", "21:00", "mo", "02:00")],
    [(day, "09:30", day, "17:00") for day in DAYS[:5]],
    [(day, "20:00", day, "24:00") for day in DAYS],
    [("su", "18:00", "su", "22:00"), ("mo", "22:00", "mo", "23:00")],
]


# Making it


def crowd_of(content: Content, seed: int = 22) -> Content:
    """The taxonomy of the cast, and lines that are nobody's."""
    random = Random(seed)
    feeds = {language: with_self_harm(feed) for language, feed in content.languages.items()}
    facts = [facts_of(random, feeds["en"], number) for number in range(SIZE)]
    return content_of(
        {
            language: feed | {"helplines": [line(feed, one, language) for one in facts]}
            for language, feed in feeds.items()
        }
    )


def with_self_harm(feed: Record) -> Record:
    [suicide] = [topic for topic in feed["topics"] if topic["slug"] == "suicidal-thoughts"]
    topic = suicide | {"slug": "self-harm", "id": str(UUID(int=1)), "old_slugs": ["cutting"]}
    return feed | {"topics": [*feed["topics"], topic]}


def facts_of(random: Random, feed: Record, number: int) -> Record:
    """What is the same in every language. Few values, so that many lines differ in one fact alone."""
    vocabulary = feed["vocabulary"]
    regions = random.sample(sorted(vocabulary["region"]), random.choice([0, 0, 1, 2]))
    verified_on, verify_by = random.choice(CHECKS)
    return {
        "number": number,
        "names": {"en": word(random, "bcdefgh"), "ur": word(random, ALPHABET)},
        "plain": {
            "slug": f"line-{random.randrange(16**6):06x}",
            "position": random.choice([10, 20]),
            "confidential": random.choice([True, False, None]),
            "anonymous": random.choice([True, False, None]),
            "answered_by_women": random.choice(["always", "on-request", "no", None]),
            "police": random.random() < 0.3,
            "emergency": random.random() < 0.2,
            "crisis": random.random() < 0.5,
            "cost": random.choice([*vocabulary["cost"], None]),
            "age": {"min": random.choice([None, 0, 12, 18]), "max": random.choice([None, 18, 60, 120])},
            "strip": random.choice([None, None, None, number]),
            "operating_status": random.choice(STATUSES),
            "updated_on": f"2026-11-{random.randint(1, 3):02}",
            "old_slugs": [f"old-{number}"],
        },
        "checks": {"verified_on": verified_on, "verify_by": verify_by},
        "scope": "regional" if regions else "nationwide",
        "regions": regions,
        "category": random.choice(["crisis", "clinic", "legal-rights"]),
        "partner": random.choice([None, "police", "umeed-trust"]),
        "topics": random.sample([topic["slug"] for topic in feed["topics"]], random.randint(1, 3)),
        "audiences": random.sample(["everyone", "women"], random.randint(0, 2)),
        "languages": random.choice([None, ["ur"], ["en", "ur"]]),
        "contacts": [contact_of(random, f"{number}{place}") for place in range(random.choice([1, 1, 2, 3]))],
    }


def word(random: Random, letters: str) -> str:
    return "".join(random.choices(letters, k=2))


def contact_of(random: Random, number: str) -> Record:
    known = random.random() < 0.7
    always = known and random.random() < 0.3
    return {
        "id": str(UUID(int=10**6 + int(number))),
        "kind": random.choice(["phone", "phone", "whatsapp", "sms", "webchat", "email", "website", "app"]),
        "languages": random.choice([None, None, ["sd"]]),
        "known": known,
        "always_open": always if known else None,
        "week": random.choice(WEEKS) if known and not always else [],
        "exceptions": random.choice(EXCEPTIONS) if known else [],
    }


def line(feed: Record, facts: Record, language: str) -> Record:
    """A record in one language: the quiet line of the cast, with these facts."""
    [quiet] = [one for one in feed["helplines"] if one["slug"] == "quiet-line"]
    labels = feed["vocabulary"]
    slug = facts["plain"]["slug"]
    return {
        **quiet,
        **facts["plain"],
        "id": str(UUID(int=100 + facts["number"])),
        "name": facts["names"][language],
        "verification": quiet["verification"] | facts["checks"],
        "coverage": {"scope": facts["scope"], "regions": coded(labels["region"], facts["regions"]), "note": None},
        "category": {"slug": facts["category"], "name": labels["category"][facts["category"]]},
        "partner": facts["partner"] and named(feed["partners"], [facts["partner"]])[0],
        "topics": named(feed["topics"], facts["topics"]),
        "audiences": named(feed["audiences"], facts["audiences"]),
        "languages": facts["languages"] and coded(labels["language"], facts["languages"]),
        "contacts": [contact(quiet["contacts"][0], one, labels) for one in facts["contacts"]],
        "links": {"self": f"/api/v1/helplines/{slug}/", "web": f"/go/{UUID(int=100 + facts['number'])}"},
    }


def contact(quiet: Record, facts: Record, labels: Record) -> Record:
    keys = ("opens_day", "opens", "closes_day", "closes")
    hours = quiet["hours"] | {
        "known": facts["known"],
        "always_open": facts["always_open"],
        "week": [dict(zip(keys, span, strict=True)) for span in facts["week"]] or None,
        "exceptions": [exception(*one) for one in facts["exceptions"]],
    }
    spoken = facts["languages"] and coded(labels["language"], facts["languages"])
    return quiet | {"id": facts["id"], "kind": facts["kind"], "languages": spoken, "hours": hours}


def exception(first: str, last: str, treatment: str, hours: list[tuple[str, str]]) -> Record:
    spans = [{"opens": opens, "closes": closes} for opens, closes in hours]
    return {"name": None, "first": first, "last": last, "treatment": treatment, "hours": spans}


def coded(labels: dict[str, str], codes: Iterable[str]) -> list[Record]:
    return [{"code": code, "name": labels[code]} for code in codes]


def named(records: list[Record], slugs: Iterable[str]) -> list[Record]:
    names = {record["slug"]: record["name"] for record in records}
    return [{"slug": slug, "name": names[slug]} for slug in slugs]


# When it is open


def is_open(record: Record, instant: datetime) -> bool | None:
    """By any contact on which a person answers; not known where one is not known, or there is none."""
    if record["operating_status"] == "temporarily-closed":
        return False
    if record["operating_status"] != "active":
        return None
    answers = [answers_at(one["hours"], instant) for one in record["contacts"] if one["kind"] in LIVE]
    if True in answers:
        return True
    return None if None in answers or not answers else False


def answers_at(hours: Record, instant: datetime) -> bool | None:
    if not hours["known"]:
        return None
    local = instant.replace(tzinfo=None)
    # What began today or yesterday may be going on.
    going_on = [spans_on(hours, local.date() - timedelta(days=back)) for back in (0, 1)]
    states = {state for spans in going_on for state, begins, ends in spans if begins <= local < ends}
    return True if "open" in states else None if "unknown" in states else False


def spans_on(hours: Record, day: date) -> list[tuple[str, datetime, datetime]]:
    """(open or unknown, from, until) of what begins on a day."""
    midnight = datetime.combine(day, datetime.min.time())
    usual = usual_spans(hours, day.weekday())
    told = [one for one in hours["exceptions"] if one["first"] <= day.isoformat() <= one["last"]]
    if not told:
        return [("open", midnight + begins, midnight + ends) for begins, ends in usual]
    if told[0]["treatment"] == "unknown":
        return [("unknown", midnight, midnight + max([timedelta(days=1), *(ends for _, ends in usual)]))]
    other = [between(one["opens"], one["closes"]) for one in told[0]["hours"]]
    return [("open", midnight + begins, midnight + ends) for begins, ends in other]


def usual_spans(hours: Record, weekday: int) -> list[tuple[timedelta, timedelta]]:
    if hours["always_open"]:
        return [(timedelta(0), timedelta(days=1))]
    return [
        between(span["opens"], span["closes"]) for span in hours["week"] or () if span["opens_day"] == DAYS[weekday]
    ]


def between(opens: str, closes: str) -> tuple[timedelta, timedelta]:
    """Two times of the clock, the second of the next day where it is not after the first."""
    begins, ends = (timedelta(hours=int(clock[:2]), minutes=int(clock[3:])) for clock in (opens, closes))
    return begins, ends if ends > begins else ends + timedelta(days=1)


# How well it is verified


def standing(record: Record, today: date) -> str:
    check = record["verification"]
    if not check["verified_on"]:
        return "unverified"
    verify_by = date.fromisoformat(check["verify_by"])
    if today > verify_by:
        return "overdue"
    return "due" if (verify_by - today).days <= 7 else "verified"


def trust(record: Record, today: date) -> int:
    """Verified, due, overdue up to twice the interval, unverified, longer overdue."""
    state = standing(record, today)
    if state != "overdue":
        return {"verified": 0, "due": 1, "unverified": 3}[state]
    first, until = (date.fromisoformat(record["verification"][key]) for key in ("verified_on", "verify_by"))
    return 2 if (today - first).days <= 2 * (until - first).days else 4


# What the filters mean


def values_of(record: Record, name: str, instant: datetime) -> set[str]:
    """The values of a filter under which a line is found."""
    if name in ("topic", "audience"):
        return {one["slug"] for one in record[f"{name}s"]}
    if name == "channel":
        return {one["kind"] for one in record["contacts"]}
    if name == "language":
        contacts = [spoken for one in record["contacts"] for spoken in one["languages"] or ()]
        return {one["code"] for one in [*(record["languages"] or ()), *contacts]} or {"unknown"}
    if name in ("category", "partner"):
        return {record[name]["slug"]} if record[name] else set()
    if name == "open_now":
        return {told(is_open(record, instant))}
    if name == "always_open":
        answers = [one["hours"]["always_open"] for one in record["contacts"] if one["kind"] in LIVE]
        return {told(True if True in answers else None if None in answers or not answers else False)}
    if name == "verified":
        return {told(standing(record, instant.date()) in ("verified", "due"))}
    if name == "strip":
        return {told(record["strip"] is not None)}
    fact = record[name]
    return {fact} if isinstance(fact, str) else {told(fact)}


def told(fact: bool | None) -> str:
    return {True: "true", False: "false", None: "unknown"}[fact]


def is_found(record: Record, name: str, values: list[str], instant: datetime) -> bool:
    if name == "region":
        regions = {one["code"] for one in record["coverage"]["regions"]}
        return record["coverage"]["scope"] == "nationwide" or not regions.isdisjoint(values)
    if name == "age":
        [age], limits = values, record["age"]
        return (limits["min"] or 0) <= int(age) <= (1000 if limits["max"] is None else limits["max"])
    if name == "open_at":
        at, *others = sorted(values, key=lambda value: value == "unknown")
        return told(is_open(record, datetime.fromisoformat(at))) in ("true", *others)
    return not values_of(record, name, instant).isdisjoint(values)


# Its rank


def rank(record: Record, topics: set[str], instant: datetime) -> tuple[Any, ...]:
    in_danger = not topics.isdisjoint({"suicidal-thoughts", "self-harm"})
    matched = topics & {topic["slug"] for topic in record["topics"]}
    regional = record["coverage"]["scope"] == "regional"
    return (
        in_danger and not record["crisis"],
        in_danger and record["police"],
        -len(matched),
        {True: 0, None: 1, False: 2}[is_open(record, instant)],
        not {one["kind"] for one in record["contacts"]} & DIALABLE,
        trust(record, instant.date()),
        ["active", "uncertain", "temporarily-closed", "possibly-discontinued"].index(record["operating_status"]),
        len(record["coverage"]["regions"]) if regional else 99,
        record["position"],
        by_name(record),
    )


def by_name(record: Record) -> tuple[Any, ...]:
    """Urdu by its alphabet, Latin after it; of the same name by slug."""
    return [(letter not in ALPHABET, ALPHABET.find(letter), letter) for letter in record["name"]], record["slug"]
