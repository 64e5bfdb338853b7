"""Runs a command of manage.py and kills it at the nth sync to the disk: `-m tests.editions.killed N COMMAND...`."""

import os
import signal
import sys
from itertools import count

import django
from django.core.management import call_command


def main(last: int, *command: str) -> None:
    django.setup()
    turns, fsync = count(1), os.fsync

    def fsync_or_die(handle: int) -> None:
        if next(turns) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        fsync(handle)

    os.fsync = fsync_or_die
    call_command(*command)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
