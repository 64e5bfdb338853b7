"""Makes an earlier edition live again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.editions.ahead import Ahead, ahead, urgent_fields
from hub.editions.management.plainly import said_plainly
from hub.editions.publishing import NotPublished, Undoes, rollback


class Command(BaseCommand):
    help = "Publishes the content of an earlier edition again, as a new one. Withdrawals stand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="?", type=int, help="without it: the edition before the live one")
        parser.add_argument("--note", default="")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--sure", action="store_true", help="even where urgent corrections are undone with it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with said_plainly("Nothing was rolled back."):
                if options["dry_run"]:
                    return self.tell(ahead(options["number"]))
                edition = rollback(options["number"], note=options["note"], sure=options["sure"])
        except Undoes as refusal:
            raise CommandError(f"{refusal} With --sure they are.") from refusal
        except NotPublished as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{edition} is live, with the content of {edition.note}.")
        return None

    def tell(self, what: Ahead) -> None:
        """What would change of contacts, hours, notices and status, and how many records besides."""
        for one in what.urgent:
            self.stdout.write(f"changes  {one.kind}/{one.document['slug']}  {', '.join(urgent_fields(one))}")
        for correction in what.undone:
            self.stdout.write(f"undoes   the urgent correction of {correction} (edition {correction.edition})")
        self.stdout.write(f"{what.target}: {len(what.others)} records more would change. Nothing was rolled back.")
