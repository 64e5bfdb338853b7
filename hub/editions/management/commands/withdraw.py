"""Takes a record, or one contact of it, out at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.editions.management.plainly import said_plainly
from hub.editions.naming import live_record
from hub.editions.publishing import NotPublished, withdraw


class Command(BaseCommand):
    help = "Withdraws a record or a contact. No publication and no rollback brings it back; restore_record does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("record", metavar="TYPE/SLUG")
        parser.add_argument("--contact", metavar="ID", help="only this contact: its id, or its number")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with said_plainly("Nothing was withdrawn."):
                withdrawn = live_record(options["record"], options["contact"])
                told = withdraw(withdrawn, reason=options["reason"])
        except NotPublished as refusal:
            raise CommandError(f"Nothing was withdrawn. {refusal}") from refusal
        what = f"contact {withdrawn.contact} of {options['record']}" if withdrawn.contact else options["record"]
        where = "everywhere" if told else "on this machine only: the database does not answer; run it on every machine"
        self.stdout.write(f"Withdrawn {where}: {what}.")
