"""Shows what a search answers, and why."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.api.meant import Meant
from hub.editions.reader import minute, reader
from hub.search.numbers import digits_in
from hub.search.searcher import searcher_of

MOST = 8


class Command(BaseCommand):
    help = "Shows how a search is understood, and what it finds in the live edition."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="+", help="what somebody might type")
        parser.add_argument("--lang", default="en", help="the language of the names")

    def handle(self, *args: Any, **options: Any) -> None:
        snapshot, text = reader.current(), " ".join(options["words"])
        if not snapshot:
            raise CommandError("There is no edition yet. Publish one first.")
        if options["lang"] not in snapshot.feeds:
            raise CommandError(f"The languages are {', '.join(snapshot.feeds)}.")
        searcher, digits = searcher_of(snapshot), digits_in(text)
        if digits:
            number = searcher.numbers.answer(digits, options["lang"])
            self.stdout.write(f"{digits}: {number.status} {' '.join(owner.slug for owner in number.owners)}")
            return
        understood = searcher.understand(text)
        meant = Meant(snapshot, options["lang"], minute(timezone.now()), understood)
        wanted = [f"{one.parameter}={one.value} ({one.words})" for one in understood.wanted]
        self.stdout.write(f"looked for: {' '.join(understood.words)}")
        self.stdout.write(f"filters: {', '.join(wanted) or 'none'}; applied: {meant.filters or 'none'}")
        self.stdout.write(f"crisis: {understood.is_crisis}; close: {understood.is_close}")
        for hit in understood.hits[:MOST]:
            entry = hit.entry
            weight = "" if entry.phrase.weight == 1 else f", weight {entry.phrase.weight}"
            self.stdout.write(f"  {hit.score:.3f} {entry.kind}/{entry.slug}: {entry.phrase.text}{weight}")
        for place in meant.places()[:MOST]:
            document = meant.whole.minute.document(place)
            self.stdout.write(f"  line {document['slug']}: {document['name']} ({document['now']['words']})")
