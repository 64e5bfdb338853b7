"""Prints the strip of the live edition for hub/data/emergency.json, which is shown when there is no edition at all."""

from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError

from hub.api.help import CARD
from hub.editions.bake import Content, bake
from hub.editions.contract import Document
from hub.editions.state import Served, strip


class Command(BaseCommand):
    help = "Prints the strip, baked from the database, as the file of emergency lines."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = emergency_lines(bake())
        if not all(lines.values()):
            raise CommandError("The strip is empty: load the directory first.")
        self.stdout.write(orjson.dumps(lines, option=orjson.OPT_INDENT_2).decode())


def emergency_lines(content: Content) -> dict[str, list[Document]]:
    """Language -> cards without moments: a file cannot know what is open."""
    return {
        language: [line(document) for document in strip(Served(feed).feed)]
        for language, feed in content.languages.items()
    }


def line(document: Document) -> Document:
    """Keys are always present: an app that reads `now` must not fail on the day on which it has nothing else."""
    contacts = [{**contact, "now": None} for contact in document["contacts"]]
    return {key: document[key] for key in CARD if key in document} | {"contacts": contacts, "now": None}
