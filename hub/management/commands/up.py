"""Starts the hub: migrates, loads and publishes the first edition, tells where to look, serves."""

import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hub.curation.demo import demo_curators
from hub.editions.models import Edition
from hub.management.serving import HOST, OPTIONS

LINKS = (
    "/en/",
    "/ur/",
    "/api/v1/helplines/?topic=depression&region=PK-SD&lang=ur",
    "/api/v1/helplines/?open_now=true&crisis=true&lang=en",
    "/feed/v1/manifest.json",
)


class Command(BaseCommand):
    help = "Migrates, loads and publishes only if there is no edition yet, and serves."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        port = settings.PORT
        refuse_used(port)
        call_command("migrate", verbosity=0)
        if not Edition.objects.exists():
            call_command("load_directory")
            call_command("publish", note="first edition")
        call_command("sync_edition")
        for link in LINKS:
            self.stdout.write(f"  http://{HOST}:{port}{link}")
        self.tell_of_the_desk(f"http://{HOST}:{port}{settings.DESK_PATH}")
        self.stdout.flush()
        serve(port)

    def tell_of_the_desk(self, address: str) -> None:
        self.stdout.write(f"  {address}")
        for name, password in demo_curators() if settings.DEBUG else ():
            self.stdout.write(f"    {name:16} {password}")


def refuse_used(port: int) -> None:
    """The server would say it only after a page of its own words."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: {error.strerror}. Choose another with PORT=…") from error


def serve(port: int) -> None:
    """Becomes the server: Ctrl-C reaches it, and nothing of ours is left behind."""
    granian = str(Path(sys.executable).with_name("granian"))
    os.chdir(settings.BASE_DIR)
    command = [granian, *OPTIONS, "--host", HOST, "--port", str(port), "hub.wsgi:application"]
    os.execv(granian, command)  # noqa: S606  (our own server)
