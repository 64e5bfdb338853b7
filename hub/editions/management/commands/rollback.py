"""Makes an earlier edition live again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.editions.management.plainly import said_plainly
from hub.editions.publishing import NotPublished, rollback


class Command(BaseCommand):
    help = "Publishes the content of an earlier edition again, as a new one. Withdrawals stand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="?", type=int, help="without it: the edition before the live one")
        parser.add_argument("--note", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with said_plainly("Nothing was rolled back."):
                edition = rollback(options["number"], note=options["note"])
        except NotPublished as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{edition} is live, with the content of {edition.note}.")
