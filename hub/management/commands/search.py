"""Shows what a search answers, and why."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.api.explained import Explained, explained
from hub.editions.reader import reader
from hub.search.searcher import searcher_of


class Command(BaseCommand):
    help = "Shows how a search is understood, and what it finds in the live edition."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="+", help="what somebody might type")
        parser.add_argument("--lang", default="en", help="the language of the names")

    def handle(self, *args: Any, **options: Any) -> None:
        snapshot = reader.current()
        if not snapshot:
            raise CommandError("There is no edition yet. Publish one first.")
        if options["lang"] not in snapshot.feeds:
            raise CommandError(f"The languages are {', '.join(snapshot.feeds)}.")
        found = explained(snapshot, searcher_of(snapshot), options["lang"], " ".join(options["words"]))
        for line in told(found):
            self.stdout.write(line)


def told(found: Explained) -> Iterator[str]:
    for number in found.numbers:
        owners = " ".join(owner.slug for owner in number.owners)
        instead = " ".join(one["slug"] for one in number.replaced_by)
        yield f"{number.digits}: {number.status} {owners}{instead and f'instead: {instead}'}"
    understood = found.understood
    wanted = ", ".join(f"{one.parameter}={one.value} ({one.words})" for one in understood.wanted)
    yield f"looked for: {' '.join(understood.words)}"
    yield f"filters: {wanted or 'none'}; applied: {found.applied or 'none'}"
    outright = f", outright: {', '.join(sorted(understood.outright))}" if understood.outright else ""
    yield f"crisis: {understood.is_crisis}{outright}; close: {understood.is_close}"
    for hit in found.hits:
        phrase = hit.entry.phrase
        cut = "" if hit in understood.of(hit.entry.kind) else " (not shown)"
        yield f"  {hit.score:.3f}{cut} {hit.entry.kind}/{hit.entry.slug}: {phrase.text} (weight {phrase.weight})"
    for line in found.lines:
        yield f"  line {line['slug']}: {line['name']} ({line['now']['words']})"
