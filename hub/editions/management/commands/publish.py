"""Publishes what is live in the database as the next edition."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.editions.differences import differences
from hub.editions.gate import EditionRefused
from hub.editions.management.plainly import said_plainly
from hub.editions.naming import parse
from hub.editions.publishing import NotPublished, latest, proposed, publish


class Command(BaseCommand):
    help = "Bakes an edition, checks it, and makes it live."
    # They are of the code, the desk's and the pages' too, and take as long as publishing a small directory;
    # `migrate` makes them wherever the code is new.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only print the difference to the live edition")
        parser.add_argument("--only", nargs="+", metavar="TYPE/SLUG", default=[], help="carry all else over as it is")
        parser.add_argument("--allow-shrink", action="store_true", help="many records are meant to go")
        parser.add_argument("--note", default="", help="a word for the list of editions")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with said_plainly("Nothing was published."):
                self.act([parse(name) for name in options["only"]], options)
        except (EditionRefused, NotPublished) as refusal:
            raise CommandError(f"Nothing was published.\n{refusal}") from refusal

    def act(self, chosen: list[tuple[str, str]], options: dict[str, Any]) -> None:
        if options["dry_run"]:
            self.show(chosen)
        else:
            edition = publish(chosen, allow_shrink=options["allow_shrink"], note=options["note"])
            self.stdout.write(f"{edition} is live." if edition else "Nothing has changed: no new edition.")

    def show(self, chosen: list[tuple[str, str]]) -> None:
        live = latest()
        changes = list(differences(live.unpacked() if live else None, proposed(chosen, live)))
        for change in changes:
            self.stdout.write(str(change))
        self.stdout.write(f"{len(changes)} differences to {live or 'no edition'}. Nothing was published.")
