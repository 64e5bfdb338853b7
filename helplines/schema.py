"""The public shape of a helpline."""

from helplines.models import Category, ContactKind, Cost, OperatingStatus, Scope, Staff, WomenAnswer
from hub.schema import (
    BOOLEAN,
    DATE,
    INTEGER,
    PARTIAL_DATE,
    SOURCE,
    STRING,
    UUID,
    Schema,
    array,
    closed,
    code,
    document,
    nested,
    nullable,
)

CLOCK: Schema = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$"}
DAY = code("mo", "tu", "we", "th", "fr", "sa", "su")
YES_NO_UNKNOWN = nullable(BOOLEAN)
COST = nullable(code(*Cost.values))

EXCEPTION = closed(
    name=nullable(STRING),
    first=DATE,
    last=DATE,
    treatment=code("closed", "usual", "hours", "unknown"),
    hours=array(closed(opens=CLOCK, closes=CLOCK)),
)

HOURS = closed(
    known=BOOLEAN,
    always_open=YES_NO_UNKNOWN,
    osm=nullable(STRING),
    timezone={"const": "Asia/Karachi"},
    week=nullable(array(closed(opens_day=DAY, opens=CLOCK, closes_day=DAY, closes=CLOCK), minItems=1)),
    exceptions=array(EXCEPTION),
    note=nullable(STRING),
    confidence=nullable(code("high", "medium", "low")),
    words=STRING,
)

CONTACT = closed(
    id=UUID,
    kind=code(*ContactKind.values),
    value=STRING,
    display=STRING,
    dial=nullable({"type": "string", "pattern": "^[0-9]{2,15}$"}),
    href=nullable(STRING),
    href_abroad=nullable(STRING),
    menu=array(closed(press=STRING, words=nullable(STRING))),
    note=nullable(STRING),
    cost=COST,
    languages=nullable(array(nested("code"), minItems=1)),
    reachable_from=closed(landline=YES_NO_UNKNOWN, mobile=YES_NO_UNKNOWN, abroad=YES_NO_UNKNOWN),
    hours=HOURS,
)

HELPLINE = document(
    "helpline",
    summary=nullable(STRING),
    description=STRING,
    alternate_names=array(STRING),
    category=closed(slug=code(*Category.values), name=STRING),
    partner=nullable(nested()),
    topics=array(nested(), minItems=1),
    audiences=array(nested()),
    languages=nullable(array(nested("code"), minItems=1)),
    languages_note=nullable(STRING),
    coverage=closed(scope=code(*Scope.values), regions=array(nested("code")), note=nullable(STRING)),
    contacts=array(CONTACT),
    cost=COST,
    confidential=YES_NO_UNKNOWN,
    anonymous=YES_NO_UNKNOWN,
    calls_back=YES_NO_UNKNOWN,
    stores_numbers=YES_NO_UNKNOWN,
    records_calls=YES_NO_UNKNOWN,
    answered_by_women=nullable(code(*WomenAnswer.values)),
    staffed_by=nullable(code(*Staff.values)),
    police=BOOLEAN,
    who_answers=nullable(STRING),
    emergency=BOOLEAN,
    crisis=BOOLEAN,
    strip=nullable(INTEGER),
    age=closed(min=nullable(INTEGER), max=nullable(INTEGER)),
    operating_status=code(*OperatingStatus.values),
    superseded_by=nullable(nested()),
    sources=array(SOURCE),
    verification=closed(
        verified_on=nullable(DATE),
        verify_by=nullable(DATE),
        method=nullable(STRING),
        basis=nullable(closed(publisher=STRING, date=nullable(PARTIAL_DATE))),
        words=STRING,
    ),
    notice=nullable(closed(words=STRING, first=nullable(DATE), last=nullable(DATE))),
    updated_on=DATE,
    links=closed(self=STRING, web=nullable(STRING)),
)
