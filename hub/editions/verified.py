"""Makes verifications public at once, and nothing else with them: an edition of the caller's alone.

Everything but what a verification moves stays byte for byte as it is live: drafts, edits and records that are
withdrawn wait for a publication that two people stand for.
"""

from collections.abc import Mapping, Set
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.curation.standing import verified_since
from hub.editions.bake import Content, bake, content_of
from hub.editions.collecting import collecting_nothing
from hub.editions.contract import Document, Kind, kinds
from hub.editions.laying import paired
from hub.editions.models import Edition, How
from hub.editions.publishing import Signature, bring_here, checked_in, latest, one_snapshot
from hub.editions.syncing import withdrawn_now

# Stands in the edition's row, for whoever reads it later; never translated, since it is looked up again.
ALONE_REASON = "Verifications only: all else is as in the edition before."
APART = timedelta(hours=1)


class TooSoon(Exception):
    """The last edition of verifications is younger than an hour; those that wait go out together at `next_at`."""

    def __init__(self, next_at: datetime) -> None:
        self.next_at = next_at
        super().__init__(f"The next edition of verifications may be published at {next_at.isoformat()}.")


def publish_verified(by: User | None) -> Edition | None:
    """Publishes the verifications that wait; None where none does. Raises TooSoon, EditionRefused or NotPublished."""
    with one_snapshot(), collecting_nothing():
        live = latest()
        if not live:
            return None
        content = with_verifications(live.unpacked(), bake(), withdrawn={one.id for one in withdrawn_now()})
        if content.digest == live.digest:
            return None
        refuse_too_soon()
        edition = checked_in(content, live, Signature(by, alone_reason=ALONE_REASON), note="")
    bring_here(_("{edition} is published").format(edition=edition), content)
    return edition


def refuse_too_soon() -> None:
    next_at = next_edition_at()
    if next_at and next_at > timezone.now():
        raise TooSoon(next_at)


def next_edition_at() -> datetime | None:
    """None: there has been no edition of verifications yet."""
    last = Edition.objects.filter(how=How.PUBLISHED, alone_reason=ALONE_REASON).order_by("-number").first()
    return last.published_at + APART if last else None


def with_verifications(live: Content, fresh: Content, *, withdrawn: Set[str]) -> Content:
    """The live content with the verifications of the fresh one.

    A record that is edited waits to be told right, never to be told wrong.
    """
    wrong = {key for kind in kinds() if kind.verified for key in kind.found_wrong()}
    waiting = withdrawn | (edited(live, fresh) - wrong)
    return content_of(
        {
            language: feed
            | {kind.plural: moved(kind, feed, fresh.languages[language], waiting, wrong) for kind in moving(feed)}
            for language, feed in live.languages.items()
        }
    )


def edited(live: Content, fresh: Content) -> set[str]:
    """The ids of records of which, in any language, something that was verified is not published as it is now."""
    return {
        document["id"]
        for language, feed in live.languages.items()
        for kind in moving(feed)
        for document, now in paired(feed[kind.plural], fresh.languages[language][kind.plural])
        if now and any(document[name] != now[name] for name in kind.confirmed)
    }


def moving(feed: Mapping[str, Any]) -> list[Kind]:
    return [kind for kind in kinds() if kind.verified and kind.plural in feed]


def moved(
    kind: Kind, live: Mapping[str, Any], fresh: Mapping[str, Any], waiting: Set[str], wrong: Set[str]
) -> list[Document]:
    return [
        one if one["id"] in waiting or not now else with_verification(kind, one, now, is_wrong=one["id"] in wrong)
        for one, now in paired(live[kind.plural], fresh[kind.plural])
    ]


def with_verification(kind: Kind, live: Document, fresh: Document, *, is_wrong: bool) -> Document:
    return live | {name: verified_since(live[name], fresh[name], is_wrong=is_wrong) for name in kind.verified}
