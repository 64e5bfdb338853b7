"""A holiday announced at night: one person makes the dates on which hours are not as usual live at once.

Nothing else goes live with them. The moon is sighted in the evening, and the lines close the next morning: a second
person cannot be waited for.
"""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from hub.editions.bake import Content, bake, content_of
from hub.editions.collecting import collecting_nothing
from hub.editions.contract import Document, Kind, kinds
from hub.editions.corrections import needed
from hub.editions.laying import paired
from hub.editions.models import Edition
from hub.editions.proposals import Changed, changes
from hub.editions.publishing import NotPublished, Signature, bring_here, checked_in, given, latest, one_snapshot


def publish_dates(*, by: User, reason: str) -> Edition:
    """Publishes the dates that wait. Raises EditionRefused or NotPublished; then nothing has changed."""
    reason = given(reason)
    with one_snapshot(), collecting_nothing():
        live = needed(latest())
        content = with_dates(live.unpacked(), bake())
        if content.digest == live.digest:
            raise NotPublished(_("All dates are live as they are here."))
        edition = checked_in(content, live, Signature(by, alone_reason=f"Dates only: {reason}"[:200]), note="")
    bring_here(_("{edition} is published").format(edition=edition), content)
    return edition


def dates_to_announce() -> list[Changed]:
    """The records of which a date is not live as it is here."""
    with collecting_nothing():
        live = latest()
        before = live.unpacked() if live else None
        return list(changes(before, with_dates(before, bake()))) if before else []


def with_dates(live: Content, fresh: Content) -> Content:
    """The live content with the dates of the fresh one."""
    return content_of(
        {language: feed | dated(feed, fresh.languages[language]) for language, feed in live.languages.items()}
    )


def dated(live: dict[str, Any], fresh: dict[str, Any]) -> dict[str, Any]:
    return {
        kind.plural: [dated_as(kind, one, now) for one, now in paired(live[kind.plural], fresh[kind.plural])]
        for kind in kinds()
        if kind.plural in live
    }


def dated_as(kind: Kind, live: Document, fresh: Document | None) -> Document:
    return kind.dated(live, fresh) if kind.dated and fresh else live
