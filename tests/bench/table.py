"""What was measured, as the README shows it."""

import os
import platform
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import faults
from tests.bench.faults import Waits
from tests.bench.load import CONNECTIONS, Measured
from tests.bench.painting import PAGES, Painted
from tests.bench.server import ROOT, WORKERS

README = ROOT / "README.md"
PLACE = re.compile("(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


@dataclass(frozen=True)
class Figures:
    """Of a directory of one size. Seconds, and megabytes of the largest worker."""

    helplines: int
    loads: dict[str, Measured]
    publish: float
    load: float
    notice: float
    slowest: float
    memory: float
    search: dict[str, float]
    feeds: dict[str, Any]
    painted: dict[tuple[str, str], Painted]
    desk: dict[str, Any]
    waited: Waits

    def searched(self) -> str:
        return " · ".join(f"{self.search[name] * 1000:.1f}" for name in ("p50", "p99", "slowest")) + " ms"

    def desk_list(self, name: str) -> str:
        path, took, queries = self.desk[name]
        return f"{took * 1000:.0f} ms, {queries} questions ({path.removeprefix('/desk/')})"

    def feed(self, language: str) -> str:
        sizes = self.feeds[language]["bytes"]
        return f"{sizes['br'] / 1000:,.0f} of {sizes['identity'] / 1000:,.0f} KB"

    def dearer(self, load: str) -> str:
        """By how much an answer costs the processor more than one of the empty view."""
        return f"{self.loads[load].cpu / self.loads['empty'].cpu:.2f}"

    def hotter(self, name: str) -> str:
        """As many answers a second as the empty view, and as many from a second of the processor."""
        one, empty = self.loads[name], self.loads["empty"]
        return f"{one.rate / empty.rate:.1f} · {empty.cpu / one.cpu:.1f}"

    def times(self, name: str, other: str) -> str:
        """As many answers a second as the other."""
        return f"{self.loads[name].rate / self.loads[other].rate:.1f}"


def load(name: str) -> Callable[[Figures], str]:
    def cell(figures: Figures) -> str:
        one = figures.loads[name]
        return f"{one.rate:,.0f} · {one.p50:.1f} · {one.p99:.1f} · {one.cpu:,.0f} · {one.size / 1000:,.0f}"

    return cell


def seen(name: str) -> Callable[[Figures], str]:
    return lambda figures: f"{figures.painted[name, 'en']} · {figures.painted[name, 'ur']}"


ROWS: dict[str, Callable[[Figures], str]] = {
    "lists, skewed mix": load("mix"),
    "the same, to who cannot unpack": load("plain"),
    "lists never asked before": load("new"),
    "those, five records": load("five"),
    "one list again and again": load("hot"),
    "one record again and again": load("record"),
    "the same, known to the client (304)": load("known"),
    "an empty DRF view": load("empty"),
    "the conventional view, same mix": load("conventional"),
    "mix : conventional view, answers": lambda one: one.times("mix", "conventional"),
    "mix : empty view, processor": lambda one: one.dearer("mix"),
    "five records : empty view, processor": lambda one: one.dearer("five"),
    "one list : empty view, answers · processor": lambda one: one.hotter("hot"),
    "304 : empty view, answers · processor": lambda one: one.hotter("known"),
    "one record : empty view, answers · processor": lambda one: one.hotter("record"),
    "memory of a worker after all that": lambda one: f"{one.memory:.0f} MB",
    "search, in the process: p50 · p99 · slowest": Figures.searched,
    "search made ready": lambda one: f"{one.search['build']:.1f} s",
    "bake, check, make live": lambda one: f"{one.publish:.1f} s",
    "load in a new process": lambda one: f"{one.load:.2f} s",
    "until every worker serves it": lambda one: f"{one.notice:.1f} s",
    "slowest answer meanwhile": lambda one: f"{one.slowest * 1000:.0f} ms",
    faults.NAME: lambda one: str(one.waited),
    "feed in English, brotli": lambda one: one.feed("en"),
    "feed in Urdu, brotli": lambda one: one.feed("ur"),
    "desk, slowest list": lambda one: one.desk_list("slowest"),
    "desk, list with the most questions to the database": lambda one: one.desk_list("busiest"),
    "desk, what has changed since the live edition": lambda one: one.desk_list("changed"),
    "desk, review of a proposal of 50 records": lambda one: f"{one.desk['review']:.2f} s",
    **{f"{name}, slow 3G: first paint, weight; en · ur": seen(name) for name in PAGES},
}


def table(measured: list[Figures]) -> str:
    return "\n".join(lines(measured))


def lines(measured: list[Figures]) -> Iterator[str]:
    machine = f"{os.cpu_count()} cores ({processor()}), Python {platform.python_version()}"
    yield (
        f"{datetime.now(UTC).date()}, {machine}, {WORKERS} workers, {CONNECTIONS} connections by wrk beside them. "
        "A load: answers a second · p50 ms · p99 ms · µs of processor an answer · KB an answer, in gzip as for an app."
    )
    yield ""
    yield f"| helplines | {' | '.join(f'{one.helplines:,}' for one in measured)} |"
    yield "|---|" + "---|" * len(measured)
    for name, cell in ROWS.items():
        yield f"| {name} | {' | '.join(map(cell, measured))} |"


def processor() -> str:
    info = Path("/proc/cpuinfo").read_text()
    found = re.search("model name\t: (.+)", info)
    return found[1] if found else platform.machine()


def write(text: str) -> None:
    README.write_text(PLACE.sub(lambda match: f"{match[1]}{text}\n{match[2]}", README.read_text()))
