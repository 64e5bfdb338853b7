"""Brings this machine's copy up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.editions.management.plainly import said_plainly
from hub.editions.store import Store
from hub.editions.syncing import sync


class Command(BaseCommand):
    help = "Fetches the newest edition and all withdrawals from the database to this machine's disk."

    def handle(self, *args: Any, **options: Any) -> None:
        with said_plainly("Nothing is up to date."):
            answered = sync()
            pointer = Store().pointer()
        live = f"Edition {pointer.number} is live here" if pointer else "No edition is live here"
        self.stdout.write(f"{live}{'' if answered else '; the database does not answer'}.")
