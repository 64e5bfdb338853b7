"""How fast, how large: `make bench` prints it and writes it into the README. Nothing here is a test.

BENCH_SIZES=66 measures one size only, and then the README stays as it is.
"""

import os
import shutil
import sys
from collections.abc import Iterator

from tests.bench.directory import directory, noticed
from tests.bench.faults import OFTEN, waits
from tests.bench.load import AS_AN_APP, PLAIN, Measured, measure
from tests.bench.mix import ASKED, questions, skewed
from tests.bench.painting import painted
from tests.bench.server import Server, server
from tests.bench.table import Figures, table, write

SIZES = (66, 1700, 5000)
LIST, EMPTY, CONVENTIONAL = "/api/v1/helplines/", "/bench/empty/", "/bench/helplines/"
HOT = f"{LIST}?topic=depression&lang=ur"
RECORD = f"{LIST}umang-helpline/?lang=ur"
# Their answers are the same in every minute, so that a client that has one has it still.
KNOWN = "/api/v1/topics/?lang=ur"
# Questions that people have; each is asked again and again.
DIFFERENT = 4000
# Those that the conventional view answers in the database; an age comes on top. It knows `open_now`, too, but only by
# reading the hours of every line that is left: a mix with that in it would measure nothing else.
FILTERS = (
    *("topic", "audience", "channel", "language", "region", "category", "partner", "cost"),
    *("crisis", "emergency", "police", "confidential", "anonymous", "strip"),
)


def figures(count: int) -> Figures:
    """All that is measured of a directory of so many helplines."""
    with directory(count) as grown:
        publish, load, search = grown.publish(), grown.load(), grown.search()
        with server(grown.environment) as running:
            loads = dict(each_load(running))
            notice, slowest = noticed(grown, running)
            seen = painted(running.port)
            memory, feeds = running.megabytes(), running.get("/feed/v1/manifest.json")["languages"]
        with server(grown.environment) as running:
            loads["conventional"] = conventional(running)
        with server(grown.environment | OFTEN) as running:
            waited = waits(running, grown.database)
        desk = grown.desk()
    return Figures(count, loads, publish, load, notice, slowest, memory, search, feeds, seen, desk, waited)


def each_load(running: Server) -> Iterator[tuple[str, Measured]]:
    mix, new = skewed(asked(running, DIFFERENT)), asked(running, ASKED)
    for name, paths in {
        "mix": [f"{LIST}?{query}" for query in mix],
        "new": [f"{LIST}?{query}" for query in new],
        "plain": [f"{LIST}?{query}" for query in mix],
        "five": [f"{LIST}?{query}&page_size=5" for query in new],
        "hot": [HOT],
        "record": [RECORD],
        "known": [KNOWN],
        "empty": [EMPTY],
    }.items():
        more = {"If-None-Match": running.tag(KNOWN)} if name == "known" else {}
        headers = PLAIN if name == "plain" else AS_AN_APP | more
        yield name, told(name, measure(running.port, paths, running.seconds_used, headers))


def conventional(running: Server) -> Measured:
    """On a server of its own: what it leaves in memory is none of ours."""
    paths = [f"{CONVENTIONAL}?{query}" for query in skewed(asked(running, DIFFERENT))]
    return told("conventional", measure(running.port, paths, running.seconds_used, AS_AN_APP))


def asked(running: Server, count: int) -> list[str]:
    values = {
        facet["parameter"]: [one["value"] for one in facet["values"]]
        for facet in running.get("/api/v1/facets/?lang=en")["facets"]
        if facet["parameter"] in FILTERS
    }
    return questions(values, count)


def told(name: str, measured: Measured) -> Measured:
    print(f"{name:13} {measured}", file=sys.stderr)
    return measured


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed, and the benchmark needs it: apt-get install wrk")
    chosen = os.environ.get("BENCH_SIZES", "")
    sizes = [int(size) for size in chosen.split(",")] if chosen else SIZES
    text = table([figures(size) for size in sizes])
    print(text)
    if not chosen:
        write(text)


if __name__ == "__main__":
    main()
