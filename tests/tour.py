"""Writes the README's tour from a running hub: `make run`, then `python -m tests.tour [http://127.0.0.1:8000]`.

The answers are real; what is left out of them is left out here, by name.
"""

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- The tour is written by `python -m tests.tour`. -->\n", "<!-- Here it ends. -->\n"


def pick(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: document[name] for name in names}


def names(documents: list[dict[str, Any]]) -> list[str]:
    return [document["name"] for document in documents]


def short_list(answer: dict[str, Any]) -> dict[str, Any]:
    first = answer["results"][0]
    contact = pick(first["contacts"][0], "kind", "display", "href", "cost", "now")
    record = pick(first, "slug", "name", "police") | {"contacts": [contact]}
    record |= {"verification": pick(first["verification"], "verified_on", "basis", "words"), "now": first["now"]}
    return {**answer, "results": [record], "help": names(answer["help"])}


def short_search(answer: dict[str, Any]) -> dict[str, Any]:
    hits = {
        plural: found | {"items": [pick(hit, "slug", "score", "why") for hit in found["items"][:2]]}
        for plural, found in answer["results"].items()
    }
    return {**answer, "help": names(answer["help"]), "results": hits}


def short_problem(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "help": names(answer["help"])}


def short_manifest(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "languages": pick(answer["languages"], "ur")}


STOPS: list[tuple[str, str, Callable[[dict[str, Any]], dict[str, Any]]]] = [
    (
        "Who helps with depression in Sindh, in Urdu? (The first of the results, and some of its fields.)",
        "/api/v1/helplines/?topic=depression&region=PK-SD&lang=ur",
        short_list,
    ),
    (
        "Somebody types as they speak. (Help by name; of the hits the first two, and why they were found.)",
        "/api/v1/search/?q=larki+ko+blackmail+karachi&lang=en",
        short_search,
    ),
    (
        "A mistake is named, with the nearest right word, and ends with help (here only by name).",
        "/api/v1/helplines/?open_nw=true&cost=fre",
        short_problem,
    ),
    ("A line that was replaced names the one to ring instead (410).", "/api/v1/helplines/fia-1991/", short_problem),
    ("What an app reads to have it all offline (one of the two languages).", "/feed/v1/manifest.json", short_manifest),
]


def answer(address: str) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return dict(json.load(response))
    except urllib.error.HTTPError as error:
        return dict(json.load(error))


def tour(server: str) -> str:
    parts = []
    for words, path, shorten in STOPS:
        shown = json.dumps(shorten(answer(server + path)), ensure_ascii=False, indent=2)
        parts.append(f"{words}\n\n```sh\ncurl 'http://127.0.0.1:8000{path}'\n```\n```json\n{shown}\n```\n")
    return "\n".join(parts)


def main() -> None:
    server = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    text = README.read_text()
    before, rest = text.split(BEGIN)
    README.write_text(before + BEGIN + "\n" + tour(server) + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
