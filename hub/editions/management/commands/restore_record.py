"""Serves again what was withdrawn."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.editions.management.plainly import said_plainly
from hub.editions.naming import withdrawn_record
from hub.editions.publishing import NotPublished, restore


class Command(BaseCommand):
    help = "Restores a withdrawn record, with all withdrawn contacts of it, or only one contact."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("record", metavar="TYPE/SLUG")
        parser.add_argument("--contact", metavar="ID", help="only this contact")
        parser.add_argument("--reason", default="restored")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with said_plainly("Not restored, which needs the database and this machine's disk."):
                found = withdrawn_record(options["record"], options["contact"])
                for one in found:
                    restore(one, reason=options["reason"])
        except NotPublished as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Restored: {options['record']} ({len(found)} withdrawals ended).")
