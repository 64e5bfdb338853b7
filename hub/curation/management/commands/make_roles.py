"""Makes the four roles of the desk, or brings them up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.curation.roles import make_roles


class Command(BaseCommand):
    help = "Makes the groups translator, editor, reviewer and owner, and gives each exactly its permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        for role, count in make_roles().items():
            self.stdout.write(f"{role}: {count} permissions")
