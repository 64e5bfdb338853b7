"""How fast the search is inside a process, over the directory on the disk: `python -m tests.bench.searching`."""

import json
import time
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).resolve().parent.parent / "search" / "queries.jsonl"
ODD = ["khudkushi" * 220, "x" * 2000, "khud " * 400, "!?" * 900, "ا" * 1500, "neend " * 50, "😀" * 500]


def main() -> dict[str, Any]:
    import django

    django.setup()
    from hub.editions import memory
    from hub.editions.reader import reader
    from hub.search.searcher import Searcher

    reader.refresh()
    assert reader.snapshot
    began = time.perf_counter()
    searcher = Searcher(reader.snapshot)
    build = time.perf_counter() - began
    memory.settle()  # As the server does when an edition is ready.
    texts = [json.loads(line)["q"] for line in QUERIES.read_text().splitlines()]
    taken = sorted(seconds(searcher, text) for text in texts)
    return {
        "build": build,
        "p50": taken[len(taken) // 2],
        "p99": taken[len(taken) * 99 // 100],
        "slowest": max(*taken, *(seconds(searcher, text) for text in ODD)),
        "documents": sum(len(shelf) for shelf in next(iter(reader.snapshot.feeds.values())).shelves.values()),
    }


def seconds(searcher: Any, text: str) -> float:
    """Of a query that nobody has asked before."""
    began = time.perf_counter()
    searcher.understand(text)
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(main()))
