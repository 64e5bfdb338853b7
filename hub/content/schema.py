"""The public shapes of the hub's own content."""

from hub.content.sections import SECTIONS
from hub.schema import (
    BOOLEAN,
    DATE,
    INTEGER,
    NAMED,
    PARTIAL_DATE,
    REGION_SERVED,
    SELF,
    SLUG,
    SOURCE,
    STRING,
    TEXT_LANGUAGE,
    UPDATED_ON,
    WEB,
    Schema,
    array,
    coded,
    document,
    labelled,
    naming,
    nullable,
    part,
    told,
    with_more,
)

NUMBER: Schema = {"type": "number"}
BODY = part(
    "Body",
    "A text in two forms. Where it names a helpline, the HTML links to its number.",
    html=told(
        STRING,
        "HTML that can be put into a page as it is: p, ol, ul, li, strong, em, blockquote, br, and links by https or "
        "to a number.",
        "<ol>\n<li>Choose a quiet time.</li>\n</ol>",
    ),
    text=told(STRING, "The same as plain text, a line for each paragraph or step.", "1. Choose a quiet time."),
)
SOURCES = told(array(SOURCE), "Where its facts were published.")
ITS_SOURCES = told(nullable(array(SOURCE)), "Where it was published. Null: not said.")
AS_OF = told(DATE, "The day of which the figure is. Never show it without that.", "2023-10-10")
AS_OF_WORDS = told(STRING, "The same day in words, ready to show.", "10 October 2023")

EVENT = part(
    "CampaignEvent",
    "Something that happened in a campaign, or after it.",
    date=told(PARTIAL_DATE, "When: a year, a month or a day.", "2023-11-01"),
    date_words=told(STRING, "The same in words, ready to show.", "1 November 2023"),
    words=told(STRING, "What happened."),
    sources=ITS_SOURCES,
)
HASHTAG = part(
    "Hashtag",
    "A hashtag of a campaign, and how often it was seen by a day.",
    tag=told(STRING, "With its #.", "#MentalHealth"),
    scope=told(labelled(STRING, "scope"), "Where it was counted."),
    views_at_least=told(nullable(INTEGER), "At least so many views. Null: no number was given."),
    views=told(STRING, "The count in words, ready to show.", "3.1+ billion"),
    as_of=AS_OF,
    as_of_words=AS_OF_WORDS,
    sources=ITS_SOURCES,
)
STATISTIC = part(
    "Statistic",
    "A figure of a campaign, with its day and how it was found.",
    kind=told(labelled(STRING, "statistic"), "What sort of figure it is."),
    value=told(NUMBER, "The figure.", 63),
    unit=told(labelled(STRING, "unit"), "In what it is counted."),
    words=told(STRING, "What the figure says, in words."),
    method=told(nullable(STRING), "How it was found. Null: not said."),
    as_of=AS_OF,
    as_of_words=AS_OF_WORDS,
    recipient=told(nullable(NAMED), "Who received it, for a donation. Null: nobody, or not one of our organisations."),
    sources=ITS_SOURCES,
)
CREATOR = part(
    "Creator",
    "A person who spoke for a campaign.",
    name=told(STRING, "Their name."),
    role=told(nullable(STRING), "What they did. Null: not said."),
    url=told(nullable(STRING), "Their public page. Null: none."),
)
PARTICIPANT = naming(
    "Participant",
    "An organisation that takes part in a campaign.",
    slug=told(SLUG, "The slug of the organisation.", "oladoc"),
    role=told(nullable(STRING), "Its part in words, ready to show. Null: not said."),
)
CAMPAIGN = document(
    "campaign",
    "Some weeks in which the hub and its partners speak of one thing. A past one stays readable.",
    "FeedCampaign",
    hashtag=told(nullable(STRING), "Its hashtag. Null: it has none.", "#MentalHealthAwareness"),
    slogan=told(nullable(STRING), "Its slogan. Null: it has none."),
    occasion=told(nullable(STRING), "The day that it is held for. Null: none."),
    description=told(nullable(BODY), "What it is about."),
    announced_on=told(nullable(DATE), "The day on which it was announced. Null: not known."),
    starts_on=told(DATE, "Its first day, in Karachi."),
    ends_on=told(DATE, "Its last day, itself included."),
    events=told(array(EVENT), "What happened, in the order of the days."),
    hashtags=told(array(HASHTAG), "Its hashtags, each count with its day."),
    statistics=told(array(STATISTIC), "Its figures, each with its day."),
    partners=told(array(PARTICIPANT), "The organisations that take part, and how."),
    creators=told(array(CREATOR), "The people who spoke for it."),
    sources=SOURCES,
    updated_on=UPDATED_ON,
    links=part("CampaignLinks", "Where to go from a campaign.", self=SELF, web=WEB),
)
PHASE = {"coming": "It has not begun yet.", "running": "It runs today.", "past": "It is over."}
CAMPAIGN_NOW = part(
    "CampaignNow",
    "What is true of it today.",
    phase=told(labelled(coded(PHASE), "phase"), "Whether it is coming, running or past."),
    words=told(STRING, "The same in words, ready to show.", "It ended on 31 October 2023"),
)
SERVED_CAMPAIGN = with_more(CAMPAIGN, "Campaign", CAMPAIGN["description"], now=CAMPAIGN_NOW)

QUOTATION = part(
    "Quotation",
    "What was said. A translation must not be shown as the person's own words: show `words` beside it.",
    text=told(STRING, "The words to show."),
    language=told(TEXT_LANGUAGE, "The language of `text`."),
    is_original=told(BOOLEAN, "Whether `text` is what was said, and not a translation."),
    original=told(nullable(STRING), "What was said, in its own language. Null: only a translation is known."),
    original_language=told(TEXT_LANGUAGE, "The language in which it was said."),
    translated_by=told(
        nullable(coded({"own": "The hub.", "organisation": "The organisation itself.", "press": "The press."})),
        "Who translated `text`. Null: it is the original.",
    ),
    words=told(nullable(STRING), "That it is a translation, and whose, ready to show. Null: it is the original."),
)
VOICE = document(
    "voice",
    "What somebody said about mental health, or about a campaign.",
    role=told(nullable(STRING), "What they are, such as a clinical psychologist. Null: not said."),
    kind=told(labelled(STRING, "voice"), "Who speaks. The name is theirs."),
    partner=told(nullable(NAMED), "The organisation that they speak for. Null: none of ours."),
    campaign=told(nullable(NAMED), "The campaign in which they said it. Null: none."),
    said_on=told(nullable(DATE), "The day on which they said it. Null: not known."),
    quotation=QUOTATION,
    sources=SOURCES,
    updated_on=UPDATED_ON,
    links=part("VoiceLinks", "Where the voice stands.", self=SELF),
)

REVIEW = part(
    "Review",
    "Who has read the text before it was shown.",
    clinician_on=told(nullable(DATE), "The day on which a clinician approved it. Null: none has."),
    urdu_editor_on=told(nullable(DATE), "The day on which an editor approved its Urdu. Null: none has."),
    words=told(nullable(STRING), "That it is a draft, in words: show them with the text. Null: both have approved it."),
)
RESOURCE = document(
    "resource",
    "A short text to help oneself or somebody else.",
    summary=told(nullable(STRING), "In one sentence. Null: nobody has written one."),
    body=told(nullable(BODY), "The text, in short steps."),
    topic=told(nullable(NAMED), "What it is about. Null: the topic was withdrawn."),
    audiences=told(array(NAMED), "For whom it is."),
    for_a_friend=told(BOOLEAN, "Whether it is for somebody who is worried about another."),
    helplines=told(array(NAMED), "Lines to ring about it."),
    review=REVIEW,
    sources=SOURCES,
    updated_on=UPDATED_ON,
    links=part("ResourceLinks", "Where to go from a text.", self=SELF, web=WEB),
)

ANNOUNCEMENT = document(
    "announcement",
    "Something to say on the home screen from one day to another.",
    "FeedAnnouncement",
    words=told(STRING, "What is to be said."),
    severity=told(labelled(STRING, "severity"), "How urgent it is."),
    starts_on=told(DATE, "The first day on which it stands, in Karachi."),
    ends_on=told(nullable(DATE), "The last day, itself included. Null: until it is taken away."),
    regions=told(array(REGION_SERVED), "Where. Empty: everywhere."),
    updated_on=UPDATED_ON,
)

BLOCKS = {
    "panel": "Three ways to go.",
    "worried": "For somebody who is worried about another.",
    "topics": "The topics.",
    "campaign": "The campaign that runs, or the last one.",
    "resources": "The texts.",
    "voices": "What people said.",
    "partners": "The organisations that take part.",
    "stories": "What people have lived through.",
}
SECTION = told(coded({name: BLOCKS[name] for name in SECTIONS}), "A block of the home screen.")
ABOUT = document(
    "about",
    "What the hub is, what it knows of people, and who is responsible. There is one such record: `hub`.",
    "FeedAbout",
    statement=told(nullable(STRING), "In one sentence."),
    year_round=told(BOOLEAN, "Whether the lines can be rung all year, and not only during a campaign."),
    about=told(nullable(BODY), "What it is, at length."),
    privacy=told(nullable(BODY), "What it knows of people: nothing."),
    imprint=told(nullable(BODY), "Who is responsible. Null: not said."),
    try_this=told(nullable(NAMED), "A text with something small that a person can do alone. Null: none is chosen."),
    submissions=part("Submissions", "Whether stories can be sent.", open=told(BOOLEAN, "Whether they can.")),
    sections=told(array(SECTION), "The blocks of the home screen, in the curators' order."),
    sources=SOURCES,
    updated_on=UPDATED_ON,
    links=part("AboutLinks", "Where the hub stands.", self=SELF),
)
