"""The public shape of a helpline: as it is baked, and as it is served with its moments."""

from helplines.models import Category, ContactKind, Cost, OperatingStatus, Scope, Staff, WomenAnswer
from hub.schema import (
    BOOLEAN,
    DATE,
    INTEGER,
    NAMED,
    REGION_SERVED,
    SELF,
    SOURCE,
    SPOKEN,
    STRING,
    UPDATED_ON,
    UUID,
    VERIFICATION,
    WEB,
    Schema,
    array,
    code,
    coded,
    document,
    labelled,
    nullable,
    one_of,
    part,
    told,
    with_more,
)

CLOCK: Schema = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$"}
DAY = one_of("mo", "tu", "we", "th", "fr", "sa", "su")
YES_NO_UNKNOWN = nullable(BOOLEAN)
COST = nullable(labelled(code(*Cost.values), "cost"))
OPENS = told(CLOCK, "Time of day in Karachi at which it opens.", "09:00")
CLOSES = told(CLOCK, "Time of day in Karachi at which it closes; midnight is 24:00.", "17:00", "24:00")

EXCEPTION = part(
    "HoursException",
    "Days on which the week does not hold, such as Eid. Where two cover a day, the first of the list holds.",
    name=told(nullable(STRING), "What the days are, ready to show. Null: they have no name.", "Eid al-Fitr"),
    first=told(DATE, "The first of the days.", "2027-03-08"),
    last=told(DATE, "The last of the days, itself included.", "2027-03-14"),
    treatment=told(
        coded(
            {
                "closed": "closed on all of these days",
                "usual": "open as in any other week",
                "hours": "open at the hours given here and at no other",
                "unknown": "not known: neither open nor closed may be claimed",
            }
        ),
        "What the service does on these days.",
    ),
    hours=told(
        array(
            part(
                "DaySpan",
                "A time of the day. One that closes before it opens ends on the next day.",
                opens=OPENS,
                closes=CLOSES,
            )
        ),
        "The hours of each of these days. Empty unless `treatment` is `hours`.",
    ),
)

SPAN = part(
    "WeekSpan",
    "A time of the week. One that goes on past midnight stays whole.",
    opens_day=told(DAY, "The day on which it opens."),
    opens=OPENS,
    closes_day=told(DAY, "The day on which it closes: the next one where it goes on past midnight."),
    closes=CLOSES,
)

HOURS = part(
    "Hours",
    "When somebody answers at a contact. Facts, from which a client can tell the moments without us.",
    known=told(
        BOOLEAN,
        "Whether a clock may count on these hours. False: not known, or not certain enough; claim neither open "
        "nor closed.",
    ),
    always_open=told(
        YES_NO_UNKNOWN, "True: at every hour of every day, but for `exceptions`. Null: the hours are not known."
    ),
    osm=told(
        nullable(STRING),
        "The hours of the week in OpenStreetMap's `opening_hours` notation. Null: not known.",
        "Mo-Fr 09:00-17:00",
    ),
    timezone=told({"const": "Asia/Karachi"}, "The time zone of every time of day here; it has no summer time."),
    week=told(nullable(array(SPAN, minItems=1)), "The same hours as spans of a week. Null: not known, or always open."),
    exceptions=told(array(EXCEPTION), "Dates on which the week does not hold."),
    note=told(nullable(STRING), "What else there is to know of the hours, ready to show. Null: nothing."),
    confidence=told(
        nullable(
            coded(
                {
                    "high": "the service itself says so",
                    "medium": "somebody reliable says so",
                    "low": "reported only; then `known` is false, and the hours are in `words` alone",
                }
            )
        ),
        "How far the hours can be trusted. Null: nothing is known of them.",
    ),
    words=told(STRING, "The week in words, ready to show.", "Mon–Fri 9:00 am – 5:00 pm", "Hours not known"),
)

STEP = part(
    "MenuStep",
    "A choice to make after the call is answered by a machine.",
    press=told(STRING, "What to press.", "7"),
    words=told(nullable(STRING), "What it stands for, ready to show. Null: not known.", "Counselling"),
)

REACHABLE_FROM = part(
    "ReachableFrom",
    "From which phones a number can be reached.",
    landline=told(YES_NO_UNKNOWN, "From a landline in Pakistan. Null: not known."),
    mobile=told(YES_NO_UNKNOWN, "From a mobile in Pakistan. Null: not known."),
    abroad=told(YES_NO_UNKNOWN, "From outside Pakistan. Null: not known."),
)

CONTACT = part(
    "FeedContact",
    "One way to reach a helpline: a number, an address, a page. In a feed, so without `now`.",
    id=told(UUID, "Names the contact for good. A single contact can be withdrawn by it."),
    kind=told(labelled(code(*ContactKind.values), "channel"), "What it is. Only some kinds can be dialled."),
    value=told(
        STRING,
        "The number as +92 and digits, or a short code as it is dialled; or the address or link. Always ASCII.",
        "+923117786264",
        "1166",
    ),
    display=told(STRING, "The number or address as people write it, ready to show.", "0311-7786264"),
    dial=told(
        nullable({"type": "string", "pattern": "^[0-9]{2,15}$"}),
        "The digits that a phone in Pakistan dials. Null: it is not dialled.",
        "03117786264",
    ),
    href=told(
        nullable(STRING),
        "What a button opens for somebody in Pakistan: `tel:`, `sms:`, `https://wa.me/`, `mailto:` or a page. "
        "Null: there is no link.",
        "tel:03117786264",
    ),
    href_abroad=told(
        nullable(STRING),
        "The same for somebody outside Pakistan. Null: it cannot be reached from there, as a short code cannot.",
        "tel:+923117786264",
    ),
    menu=told(array(STEP), "What to press after the call is answered, in order. Empty: nothing, as far as is known."),
    note=told(nullable(STRING), "What else a caller should know, ready to show. Null: nothing."),
    cost=told(COST, "What it costs to reach. Null: see `cost` of the helpline."),
    languages=told(
        nullable(array(SPOKEN, minItems=1)),
        "Languages in which it is answered. Null: not stated here; see `languages` of the helpline.",
    ),
    reachable_from=REACHABLE_FROM,
    hours=HOURS,
)

HELPLINE = document(
    "helpline",
    "One service that a person can turn to. In a feed, so without the moments of `now`.",
    "FeedHelpline",
    summary=told(nullable(STRING), "One line on what it does, ready to show. Null: nobody has written one."),
    description=told(STRING, "What it does and for whom, in some sentences."),
    alternate_names=told(array(STRING), "Other names that people know it by."),
    category=part(
        "NamedCategory",
        "What sort of service it is.",
        slug=told(labelled(code(*Category.values), "category"), "The code of the category."),
        name=told(STRING, "The label of the code in the asked language."),
    ),
    partner=told(nullable(NAMED), "The organisation that runs it. Null: not known to the directory."),
    topics=told(
        array(NAMED, minItems=1), "What it helps with; see `/api/v1/topics/`. Empty only while every one is withdrawn."
    ),
    audiences=told(array(NAMED), "Whom it is for. Empty: nobody has said."),
    languages=told(
        nullable(array(SPOKEN, minItems=1)),
        "Languages that are spoken there. Null: not stated; that is not the same as none.",
    ),
    languages_note=told(nullable(STRING), "What else is known of the languages, ready to show. Null: nothing."),
    coverage=part(
        "Coverage",
        "Which part of Pakistan it serves.",
        scope=told(labelled(code(*Scope.values), "coverage"), "The whole country, or some regions."),
        regions=told(array(REGION_SERVED), "The regions. Empty where it serves the whole country."),
        note=told(nullable(STRING), "What else is known of it, such as a city, ready to show. Null: nothing."),
    ),
    contacts=told(array(CONTACT), "The ways to reach it, best first. Empty only while every one is withdrawn."),
    cost=told(
        COST,
        "What the dearest way of ringing or writing to it costs. Null: not known of every way, so promise nothing.",
    ),
    confidential=told(YES_NO_UNKNOWN, "Whether it says that it keeps to itself what it is told. Null: not stated."),
    anonymous=told(YES_NO_UNKNOWN, "Whether one need not say who one is. Null: not stated."),
    calls_back=told(YES_NO_UNKNOWN, "Whether it may ring back: a risk for who shares a phone. Null: not stated."),
    stores_numbers=told(YES_NO_UNKNOWN, "Whether it keeps the numbers of callers. Null: not stated."),
    records_calls=told(YES_NO_UNKNOWN, "Whether it records calls. Null: not stated."),
    answered_by_women=told(
        nullable(labelled(code(*WomenAnswer.values), "answered_by_women")),
        "Whether a woman answers. Null: not stated.",
    ),
    staffed_by=told(nullable(labelled(code(*Staff.values), "staffed_by")), "Who works there. Null: not stated."),
    police=told(BOOLEAN, "Whether police or another law enforcement body answers. Say so before the button."),
    who_answers=told(nullable(STRING), "Who answers, in words ready to show. Null: not stated."),
    emergency=told(BOOLEAN, "Whether it is an emergency service, such as police, fire or ambulance."),
    crisis=told(BOOLEAN, "Whether it helps people in crisis, suicide included."),
    strip=told(
        nullable(INTEGER),
        "Its place on the strip: the short list of numbers that `help` shows everywhere. Null: it is not on it.",
    ),
    age=part(
        "AgeLimits",
        "For which ages it is, in years.",
        min=told(nullable(INTEGER), "The youngest age. Null: it states no limit."),
        max=told(nullable(INTEGER), "The oldest age, itself included. Null: it states no limit."),
    ),
    operating_status=told(
        labelled(code(*OperatingStatus.values), "operating_status"),
        "Whether the service is in operation at all. Unless it is `active`, it is never shown as open.",
    ),
    superseded_by=told(nullable(NAMED), "The line that has replaced it. Null: none has."),
    sources=told(array(SOURCE), "Where its facts were published."),
    verification=VERIFICATION,
    notice=told(
        nullable(
            part(
                "Notice",
                "News of the service that a caller should see, for some days.",
                words=told(STRING, "The news, ready to show."),
                first=told(nullable(DATE), "The first day to show it. Null: at once."),
                last=told(nullable(DATE), "The last day to show it, itself included. Null: until it is taken out."),
            )
        ),
        "News of the service. Null: there is none.",
    ),
    updated_on=UPDATED_ON,
    links=part(
        "HelplineLinks",
        "Where to go from a helpline.",
        self=SELF,
        web=WEB,
    ),
)

# What is true at an instant: never baked, so in no feed.

INSTANT: Schema = {"type": "string", "format": "date-time"}
OPEN: dict[str, Schema] = {
    "open": told(
        YES_NO_UNKNOWN,
        "Whether somebody answers at this moment. Null: not known; show neither open nor closed.",
    ),
    "closes_at": told(
        nullable(INSTANT),
        "When it closes, if it is open: ISO 8601 with the offset of Karachi. Null: it is not open, or never closes.",
        "2026-11-22T23:00:00+05:00",
    ),
    "opens_at": told(
        nullable(INSTANT),
        "When it opens next, if it is closed: ISO 8601 with the offset of Karachi. Null: not closed, or not known.",
        "2026-11-23T09:00:00+05:00",
    ),
}

SERVED_CONTACT = with_more(
    CONTACT,
    "Contact",
    "One way to reach a helpline: a number, an address, a page.",
    now=part("ContactNow", "What is true of this contact at the moment of the answer.", **OPEN),
)

SERVED_HELPLINE = with_more(
    HELPLINE,
    "Helpline",
    "One service that a person can turn to, with what is true of it now.",
    contacts=told(array(SERVED_CONTACT), HELPLINE["properties"]["contacts"]["description"]),
    now=part(
        "HelplineNow",
        "What is true of the helpline at the moment of the answer, over every contact on which a person answers: "
        "phone, text message, WhatsApp and web chat. It is open if any of them is.",
        as_of=told(INSTANT, "The moment: a whole minute, in Karachi.", "2026-11-22T22:00:00+05:00"),
        **OPEN,
        words=told(STRING, "The same in words, ready to show.", "Open until 11:00 pm", "Hours not known"),
        verification=told(
            coded(
                {
                    "verified": "a person has checked it, and the check still holds",
                    "due": "the same; it is to be checked again within seven days",
                    "overdue": "the day of the next check has passed",
                    "unverified": "nobody has checked it yet",
                }
            ),
            "How well it is checked today.",
        ),
    ),
)
