"""Refused acts as messages on the desk: nothing has changed, and the page says why."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hub.editions.gate import EditionRefused
from hub.editions.publishing import NotHere, NotPublished
from hub.editions.store import StoreRefused


class Refused(Exception):
    """An act that was refused and told."""


@contextmanager
def told_plainly(request: HttpRequest) -> Iterator[None]:
    """Raises Refused after having told the curator; an act that is done but not yet on this machine is a warning."""
    try:
        yield
    except EditionRefused as refusal:
        for fault in refusal.faults[:MOST]:
            messages.error(request, str(fault))
        if len(refusal.faults) > MOST:
            messages.error(request, _("… and {number} more.").format(number=len(refusal.faults) - MOST))
        raise Refused from refusal
    except (NotPublished, StoreRefused) as refusal:
        messages.error(request, str(refusal))
        raise Refused from refusal
    except NotHere as late:
        messages.warning(request, str(late))


MOST = 20
