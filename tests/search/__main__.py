"""Prints how well people are understood in the live edition: `python -m tests.search [FILE.jsonl …]`.

Without files, over all sets in this folder, and then the table is written into the README.
"""

import os
import re
import sys
from pathlib import Path

import django
from django.utils import timezone

README = Path(__file__).resolve().parent.parent.parent / "README.md"
TABLE = re.compile(r"(<!-- search -->\n).*(<!-- /search -->)", re.DOTALL)


def table(paths: list[Path]) -> str:
    from hub.editions.reader import reader
    from hub.search.searcher import searcher_of
    from tests.search.rates import queries_in, rates_of

    snapshot = reader.current()
    if snapshot is None:
        sys.exit("There is no edition yet: make run, or manage.py publish.")
    measured = [rates_of(queries_in(path), searcher_of(snapshot), snapshot).rows() for path in paths]
    head = [f"| {timezone.localdate()} | {' | '.join(path.stem for path in paths)} |", "|---" * (len(paths) + 1) + "|"]
    rows = [f"| {name} | {' | '.join(cell(*rows[name]) for rows in measured)} |" for name in measured[0]]
    return "\n".join([*head, *rows]) + "\n"


def cell(rate: float, count: int) -> str:
    return "" if not count else f"{rate:.3f} of {count}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()
    from tests.search.rates import FOLDER

    given = [Path(name) for name in sys.argv[1:]]
    text = table(given or sorted(FOLDER.glob("*.jsonl")))
    print(text)
    if not given:
        README.write_text(TABLE.sub(lambda found: found[1] + text + found[2], README.read_text()))


if __name__ == "__main__":
    main()
