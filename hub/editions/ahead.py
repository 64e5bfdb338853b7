"""What rolling back would change, to be looked at before it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.editions.contract import kind_named
from hub.editions.laying import alike
from hub.editions.models import Correction, Edition
from hub.editions.proposals import Changed, changes
from hub.editions.publishing import NotPublished, earlier, latest, readable, undone_corrections


@dataclass(frozen=True)
class Ahead:
    live: Edition
    target: Edition
    urgent: list[Changed]
    """Records whose contacts, hours, notice or status change, or that come or go."""
    others: list[Changed]
    undone: list[Correction]
    """Urgent corrections that go with it."""


def ahead(number: int | None) -> Ahead:
    """Of rolling back to an edition; without a number, to the one before. Raises NotPublished."""
    live = latest()
    if not live:
        raise NotPublished(_("There is no edition to roll back from."))
    target, before = earlier(live, number), readable(live)
    content = target.unpacked()
    changed = list(changes(before, content))
    return Ahead(
        live,
        target,
        urgent=[one for one in changed if urgent_fields(one)],
        others=[one for one in changed if not urgent_fields(one)],
        undone=undone_corrections(target, content, before),
    )


def urgent_fields(one: Changed) -> list[str]:
    """Those that change."""
    kind = kind_named(one.kind)
    return [field for field in kind.urgent if not alike(one.before, one.after, [field])] if kind else []
