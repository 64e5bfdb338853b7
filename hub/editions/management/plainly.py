"""A command ends in one clear line where the disk or the database stands in its way."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError

from hub.editions.publishing import NotHere, why
from hub.editions.store import StoreRefused
from hub.editions.syncing import NO_ANSWER


@contextmanager
def said_plainly(undone: str) -> Iterator[None]:
    """`undone` says what has not happened then."""
    try:
        yield
    except NotHere as error:
        raise CommandError(str(error)) from error
    except (OSError, StoreRefused) as error:
        raise CommandError(f"{undone} {why(error)}") from error
    except NO_ANSWER as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        silent = isinstance(error, (OperationalError, InterfaceError))
        raise CommandError(f"{undone} The database {'does not answer' if silent else 'refuses'}: {reason}") from error
