"""Loads the seed files into the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.curation.seeding import Report, SeedRefused, load_directory


class Command(BaseCommand):
    help = "Creates the records of the seed files that are absent; lists where existing ones differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--overwrite", action="store_true", help="change existing records to what the seeds say")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_directory(overwrite=options["overwrite"])
        except SeedRefused as refusal:
            raise CommandError(f"Nothing was loaded. {refusal}") from refusal
        for difference in report.differences:
            self.stdout.write(str(difference))
        self.stdout.write(summary(report))


def summary(report: Report) -> str:
    differing = len({difference.record for difference in report.differences})
    kept = f", {differing} that differ were left as they are" if differing and not report.changed else ""
    return f"{len(report.created)} records created, {len(report.changed)} changed{kept}."
