"""The feed: the manifest, and the whole directory in one file a language."""

from collections.abc import Iterable, Iterator

from hub.api.openapi.answers import (
    CACHE_CONTROL,
    CONTENT_LANGUAGE,
    ETAG,
    EVERYWHERE,
    X_EDITION,
    Answer,
    not_modified,
)
from hub.api.openapi.index import PUBLISHED_AT
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import ACCEPT_ENCODING, ACCEPT_LANGUAGE, IF_NONE_MATCH, LANG, Parameter
from hub.api.openapi.records import EDITION, REPLACED_BY, baked, vocabulary
from hub.editions.contract import kinds
from hub.languages import LANGUAGES
from hub.schema import (
    BOOLEAN,
    INTEGER,
    SLUG,
    STRING,
    TEXT_LANGUAGE,
    UUID,
    Schema,
    array,
    closed,
    mapping,
    nullable,
    one_of,
    part,
    told,
)

SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
LANGUAGE = Parameter("The language of the file.", one_of(*LANGUAGES), place="path")
STATE = Parameter("The state, as the manifest names it.", SHA256 | {"x-values-in": "/state"}, place="path")
OF_REFUSALS = "The language of a refusal; the file itself is not changed by it."
ASKED = {
    "lang": Parameter(OF_REFUSALS, LANG.schema),
    "Accept-Language": Parameter(OF_REFUSALS, ACCEPT_LANGUAGE.schema, place="header"),
    "Accept-Encoding": ACCEPT_ENCODING,
    "If-None-Match": IF_NONE_MATCH,
}
OF_FEED = {
    "ETag": ETAG,
    "Cache-Control": CACHE_CONTROL,
    "X-Edition": X_EDITION,
    **EVERYWHERE,
}
OF_FILE = OF_FEED | {"Content-Language": CONTENT_LANGUAGE}
NUMBER_OF_BYTES: Schema = {**INTEGER, "minimum": 1}


def operations() -> Iterator[Operation]:
    yield Operation(
        path="/feed/v1/manifest.json",
        name="getManifest",
        tag="offline",
        summary="What to fetch to have it all offline",
        words=(
            "Read it first. Fetch the file of your language, compare `sha256`, keep it; read the manifest again after "
            "`policy.refresh_after_s`; drop at once whatever stands in `withdrawn`."
        ),
        parameters=ASKED,
        answers=[Answer(status=200, words="The manifest.", schema=manifest(), headers=OF_FEED), not_modified(OF_FEED)],
        refuses=(503,),
    )
    yield Operation(
        path="/feed/v1/seed.json",
        name="getSeed",
        tag="offline",
        summary="The strip in both languages, to bundle with an app",
        words="For an app's first start without a network. It tells no moments; the first feed file replaces it.",
        parameters=ASKED,
        answers=[Answer(status=200, words="The seed.", schema=seed(), headers=OF_FEED), not_modified(OF_FEED)],
        refuses=(503,),
    )
    yield Operation(
        path="/feed/v1/conformance.json",
        name="getConformance",
        tag="offline",
        summary="Cases to test a clock of your own with",
        words=(
            "An app without a network tells the moments by itself. Give its clock the `record` and the `at` of every "
            "answer, and compare. The cases change only when the rules do."
        ),
        parameters=ASKED,
        answers=[
            Answer(status=200, words="The cases.", schema=conformance(), headers=OF_FEED),
            not_modified(OF_FEED),
        ],
        refuses=(503,),
    )
    yield Operation(
        path="/feed/v1/{language}.json",
        name="getFeed",
        tag="offline",
        summary="The whole directory in one language, as it is now",
        words="The records without `now`: tell the moments from `hours`, and put them into words by `templates`.",
        parameters={"language": LANGUAGE, **ASKED},
        answers=[*file()],
        refuses=(404, 503),
    )
    yield Operation(
        path="/feed/v1/{state}/{language}.json",
        name="getFeedOfState",
        tag="offline",
        summary="The whole directory in one language, at an address that never changes its bytes",
        words="As the manifest names it. A state that holds something withdrawn since is refused with 410.",
        parameters={"state": STATE, "language": LANGUAGE, **ASKED},
        answers=[*file()],
        refuses=(404, 410, 503),
    )


def file() -> Iterable[Answer]:
    yield Answer(
        status=200, words="The file, in the smallest form that the client reads.", schema=feed(), headers=OF_FILE
    )
    yield not_modified(OF_FILE)


def manifest() -> Schema:
    return part(
        "Manifest",
        "What there is to fetch, and what must be dropped.",
        format=told(INTEGER, "The format of the feed. Read this one and the one before it; refuse any other.", 1),
        **EDITION["properties"],
        published_at=PUBLISHED_AT,
        published_alone=told(BOOLEAN, "Whether one person published the edition, without a second one's approval."),
        policy=POLICY,
        languages=told(mapping(LANGUAGE_FILE), "The file of each language, by its code."),
        withdrawn=told(
            array(WITHDRAWN), "All that was withdrawn from any edition: drop it at once from every copy, old ones too."
        ),
        links=told(
            mapping(told(STRING, "An address.")),
            "What else there is for a client that keeps a copy, by name.",
            {"changes": "/api/v1/changes/?since=7"},
        ),
    )


SEED_CONTACT: Schema = part(
    "SeedContact",
    "A number to ring or to write to.",
    kind=told(STRING, "How to reach it.", "phone"),
    display=told(STRING, "The number, as people read it.", "0311-7786264"),
    href=told(STRING, "What a button opens.", "tel:03117786264"),
    always_open=told(nullable(BOOLEAN), "Whether it is open around the clock. Null: its hours are not known."),
)

SEED_LINE: Schema = part(
    "SeedLine",
    "A line on the strip.",
    id=told(UUID, "Names the record for good."),
    slug=told(SLUG, "Names the record in addresses."),
    name=told(mapping(told(STRING, "The name.")), "Its name, by language.", {"en": "Rescue 1122", "ur": "ریسکیو 1122"}),
    emergency=told(BOOLEAN, "Whether it is an emergency service."),
    crisis=told(BOOLEAN, "Whether it helps people in a crisis."),
    police=told(BOOLEAN, "Whether the police answers."),
    regions=told(nullable(array(STRING)), "The regions that it serves. Null: the whole country.", ["PK-PB"]),
    contacts=told(array(SEED_CONTACT), "Its numbers, the best first."),
)


def seed() -> Schema:
    return part(
        "Seed",
        "The strip in both languages, small enough to be bundled with an app.",
        format=told(INTEGER, "The format of the feed, as in the manifest."),
        state=EDITION["properties"]["state"],
        strip=told(array(SEED_LINE), "The lines that a person can ring, in the order to show them."),
    )


# Its fields are the kind's, which records tell of.
ANY_OBJECT: Schema = {"type": "object", "additionalProperties": {}}
LEAST: Schema = told(
    ANY_OBJECT, "The least of a record that tells the moments: `operating_status`, `verification`, `contacts`."
)
PATCH: Schema = {"type": "object", "properties": {"now": told(ANY_OBJECT, "As in a record.")}}
CONFORMANCE_ANSWER: Schema = part(
    "ConformanceAnswer",
    "What is true of the record at an instant.",
    at=told(STRING, "The instant, with an offset.", "2026-11-23T09:00:00+05:00"),
    contacts=told(array(told(PATCH, "What is true of a contact.")), "Of each contact, in order."),
    now=told(ANY_OBJECT, "As in a record; `words` by language."),
)
CONFORMANCE_CASE: Schema = part(
    "ConformanceCase",
    "A record, and what is true of it at some instants.",
    about=told(STRING, "What the case is for.", "Past midnight, every night"),
    record=LEAST,
    answers=told(array(CONFORMANCE_ANSWER), "One for each instant."),
)


def conformance() -> Schema:
    return part(
        "Conformance",
        "Cases made by the code that serves the moments.",
        format=told(INTEGER, "The format of the feed, as in the manifest."),
        timezone=told(STRING, "The zone of all hours.", "Asia/Karachi"),
        templates=told(mapping(mapping(told(STRING, "A sentence."))), "The sentences of each language, by its code."),
        cases=told(array(CONFORMANCE_CASE), "All of them."),
    )


POLICY: Schema = part(
    "Policy",
    "What we ask of a client that keeps a copy.",
    refresh_after_s=told(INTEGER, "Read the manifest again after so many seconds."),
    warn_after_days=told(INTEGER, "Say how old the copy is once it is older than so many days."),
)

LANGUAGE_FILE: Schema = part(
    "LanguageFile",
    "The file of one language.",
    url=told(STRING, "Its address for good: the bytes there never change."),
    current_url=told(STRING, "The address of the newest file, whatever its state.", "/feed/v1/ur.json"),
    sha256=told(SHA256, "The SHA-256 of the uncompressed file. Keep a file only if it agrees."),
    bytes=told(
        {
            **closed(identity=told(NUMBER_OF_BYTES, "Uncompressed.")),
            "additionalProperties": told(NUMBER_OF_BYTES, "Compressed in this way."),
        },
        "The size of the file in bytes, by compression.",
        {"identity": 234514, "gzip": 40040, "br": 29039},
    ),
    counts=told(
        mapping(told(INTEGER, "How many.")), "How many records of each kind it holds.", {"helplines": 42, "topics": 35}
    ),
)

WITHDRAWN: Schema = part(
    "Withdrawn",
    "A record, or one contact of it, that must not be shown any more.",
    type=told(STRING, "The kind of the record.", "helpline"),
    id=told(UUID, "Names the record."),
    slug=told(SLUG, "The slug that it had."),
    contact=told(nullable(UUID), "The contact of the record that is withdrawn. Null: all of the record is."),
)

SUPERSEDED: Schema = part(
    "Superseded",
    "A line that another has replaced: in no list, kept only to answer for who looks for it.",
    id=told(UUID, "Names the record."),
    slug=told(SLUG, "The slug that it had."),
    type=told(STRING, "The kind of the record.", "helpline"),
    name=told(STRING, "The name that it had."),
    old_slugs=told(array(SLUG), "Slugs that it had before."),
    numbers=told(array(STRING), "The numbers that it had. To be recognised, never to be rung.", ["1991"]),
    replaced_by=told(nullable(REPLACED_BY), "The line to ring instead. Null: that one is withdrawn."),
)


def feed() -> Schema:
    lists = {
        kind.plural: told(array(baked(kind)), f"Every {kind.kind} that is live, without moments.") for kind in kinds()
    }
    return part(
        "Feed",
        "The whole directory in one language. The same state is the same bytes.",
        format=told(INTEGER, "The format of the feed, as in the manifest."),
        language=told(TEXT_LANGUAGE, "The language of the file."),
        direction=told(one_of("ltr", "rtl"), "The direction in which that language is written."),
        state=EDITION["properties"]["state"],
        vocabulary=vocabulary(),
        templates=told(
            mapping(told(STRING, "A sentence; {placeholders} are put in by the client.")),
            "The sentences with which moments are told, by name.",
            {"open_until": "Open until {time}"},
        ),
        superseded=told(array(SUPERSEDED), "Lines that others have replaced."),
        **lists,
    )
