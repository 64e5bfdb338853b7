"""Health: for whoever runs the hub."""

from collections.abc import Iterator

from hub.api.openapi.answers import CACHE_CONTROL, EVERYWHERE, Answer
from hub.api.openapi.index import PUBLISHED_AT
from hub.api.openapi.operation import Operation
from hub.api.openapi.records import EDITION, help_cards
from hub.schema import BOOLEAN, INTEGER, STRING, Schema, coded, nullable, part, told

HEADERS = {"Cache-Control": CACHE_CONTROL, **EVERYWHERE}
STATUS = coded(
    {
        "ok": "all is well",
        "degraded": "an edition is served, and a newer one could not be read",
        "unavailable": "there is no edition to serve",
    }
)


def operations() -> Iterator[Operation]:
    yield Operation(
        path="/health/live",
        name="getLive",
        tag="health",
        summary="Whether the process answers",
        words="Says nothing of the edition.",
        answers=[Answer(status=200, words="It does.", schema=LIVE, headers=HEADERS)],
    )
    yield Operation(
        path="/health/ready",
        name="getReady",
        tag="health",
        summary="Whether an edition is served, and which",
        words="For a load balancer, and for who looks after the machine.",
        answers=[
            Answer(status=200, words="An edition is served.", schema=ready(), headers=HEADERS),
            Answer(status=503, words="There is no edition to serve.", schema=unready(), headers=HEADERS),
        ],
    )


LIVE: Schema = part("Live", "The process answers.", status=told({"const": "ok"}, "Always `ok`."))


def ready() -> Schema:
    when: Schema = {"type": "string", "format": "date-time"}
    return part(
        "Ready",
        "The edition that this process serves.",
        status=told(STATUS, "How it stands."),
        edition=told(nullable(EDITION), "The edition. Null: there is none."),
        published_at=told(nullable(PUBLISHED_AT), "When it was published. Null: there is none."),
        loaded_at=told(nullable(when), "When this process read it. Null: there is none."),
        age_seconds=told(nullable(INTEGER), "For how many seconds it has been in memory. Null: there is none."),
        pointer_readable=told(BOOLEAN, "Whether the file that names the live edition can be read on this machine."),
        trouble=told(nullable(STRING), "Why a newer edition was refused. Null: nothing was."),
    )


def unready() -> Schema:
    numbers = told(help_cards(), "The numbers that a person can ring all the same.")
    return part("Unready", "No edition is served.", **ready()["properties"], help=numbers)
