"""Makes the verifications that wait public, for a timer."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.editions.gate import EditionRefused
from hub.editions.management.plainly import said_plainly
from hub.editions.publishing import NotPublished
from hub.editions.verified import TooSoon, publish_verified


class Command(BaseCommand):
    help = "Publishes what people have verified, and nothing else; at most once an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", metavar="NAME", help="the curator in whose name the edition is published")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with said_plainly("Nothing was published."):
                edition = publish_verified(curator(options["by"]))
        except TooSoon as wait:  # A timer that comes early has done nothing wrong.
            self.stdout.write(str(wait))
        except (EditionRefused, NotPublished) as refusal:
            raise CommandError(f"Nothing was published.\n{refusal}") from refusal
        else:
            self.stdout.write(f"{edition} is live." if edition else "No verification waits: no new edition.")


def curator(name: str | None) -> User | None:
    found = User.objects.filter(username=name, is_active=True, is_staff=True).first() if name else None
    if name and not found:
        raise CommandError(f"There is no curator {name}.")
    return found
