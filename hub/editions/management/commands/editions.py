"""Lists the editions that are kept."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.editions.management.plainly import said_plainly
from hub.editions.models import Edition


class Command(BaseCommand):
    help = "Lists the editions, newest first, with their digests."

    def handle(self, *args: Any, **options: Any) -> None:
        with said_plainly("Nothing can be listed."):
            editions = list(Edition.objects.defer("content"))
        for edition in editions:
            when = timezone.localtime(edition.published_at).strftime("%Y-%m-%d %H:%M")
            alone = f" alone ({edition.alone_reason})" if edition.alone else ""
            self.stdout.write(
                f"{edition.number}  {when}  {edition.digest[:12]}  {edition.how}{alone}  {edition.note}".rstrip()
            )
        if not editions:
            self.stdout.write("No edition yet.")
