"""How fast, how large: `make bench` prints it and writes it into the README. Nothing here is a test.

BENCH_SIZES=66 measures one size only, BENCH_SECONDS=2 each load for a shorter time; neither writes the README.
"""

import os
from collections.abc import Iterator
from typing import Any

from tests.bench.directory import directory, noticed
from tests.bench.load import NO_HEADERS, Measured, measure
from tests.bench.mix import ASKED, questions, skewed
from tests.bench.server import Server, server

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "66,1700,5000").split(",")]
# Questions that people have; the list of each is asked for again and again.
DIFFERENT = 4000

LIST = "/api/v1/helplines/"
HOT = f"{LIST}?topic=depression&lang=ur"
EMPTY, CONVENTIONAL = "/bench/empty/", "/bench/helplines/"
# Those that the conventional view knows, too.
FILTERS = (
    "topic", "audience", "channel", "language", "region", "category", "partner", "cost",
    "crisis", "emergency", "police", "confidential", "anonymous", "strip", "open_now",
)  # fmt: skip


def figures(count: int) -> dict[str, Any]:
    """All that is measured of a directory of so many helplines."""
    with directory(count) as grown:
        published, loaded = grown.publish(), grown.load()
        with server(grown.environment) as running:
            loads = dict(each_load(running))
            notice, slowest = noticed(grown, running)
            memory = running.megabytes()
            feeds = running.get("/feed/v1/manifest.json")["languages"]
    return {
        "helplines": count,
        "loads": loads,
        "memory": memory,
        "publish": published,
        "load": loaded,
        "notice": notice,
        "slowest": slowest,
        "feeds": feeds,
    }


def each_load(running: Server) -> Iterator[tuple[str, Measured]]:
    values = {
        facet["parameter"]: [one["value"] for one in facet["values"]]
        for facet in running.get("/api/v1/facets/?lang=en")["facets"]
        if facet["parameter"] in FILTERS
    }
    mix = skewed(questions(values, DIFFERENT))
    known = {"If-None-Match": running.tag(HOT)}
    for name, paths, headers in (
        ("mix", [f"{LIST}?{query}" for query in mix], NO_HEADERS),
        ("new", [f"{LIST}?{query}" for query in questions(values, ASKED)], NO_HEADERS),
        ("empty", [EMPTY], NO_HEADERS),
        ("conventional", [f"{CONVENTIONAL}?{query}" for query in mix], NO_HEADERS),
        ("hot", [HOT], NO_HEADERS),
        ("known", [HOT], known),
    ):
        measured = measure(running.port, paths, running.seconds_used, headers)
        print(f"  {name:13} {measured}", flush=True)
        yield name, measured


if __name__ == "__main__":
    measured = [figures(size) for size in SIZES]
    print(measured)
