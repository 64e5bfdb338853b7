"""Two people for an edition: one proposes changed records, another approves the very bytes that go live."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.editions import gate
from hub.editions.bake import Content, bake, only
from hub.editions.collecting import collecting_nothing
from hub.editions.contract import Document, Kind, kind_named, kinds
from hub.editions.differences import fields
from hub.editions.laying import InLanguages, record_in
from hub.editions.models import Edition, Proposal, Standing, pack
from hub.editions.publishing import (
    NotPublished,
    Signature,
    bring_here,
    checked_in,
    given,
    latest,
    one_snapshot,
)
from hub.editions.syncing import withdrawn_now


class LiveHasMoved(NotPublished):
    """The edition under a proposal is not live any more: what would go live is not what was looked at."""


@dataclass(frozen=True)
class Changed:
    """A record that is not live as it is on the desk, in every language; no form of it where there is none."""

    kind: str
    before: InLanguages
    after: InLanguages

    @property
    def document(self) -> Document:
        return next(iter((self.after or self.before).values()))

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.document['id']}"


def changed_records() -> list[Changed]:
    """What a proposal could hold now, in the order of the feed."""
    with collecting_nothing():
        live = latest()
        return list(changes(live.unpacked() if live else None, bake()))


def changes(live: Content | None, fresh: Content) -> Iterator[Changed]:
    for kind in kinds():
        old, new = records_of(live, kind) if live else {}, records_of(fresh, kind)
        found = [Changed(kind.kind, old.get(key, {}), new.get(key, {})) for key in {**new, **old}]
        differing = (one for one in found if one.before != one.after)
        yield from sorted(differing, key=lambda one: str(one.document["slug"]))


def records_of(content: Content, kind: Kind) -> dict[str, dict[str, Document]]:
    """Id -> the record by language."""
    found: dict[str, dict[str, Document]] = {}
    for language, lists in content.directory.items():
        for document in lists[kind.plural]:
            found.setdefault(document["id"], {})[language] = document
    return found


# Acts


def propose(chosen: Sequence[tuple[str, str]], *, by: User, note: str, allow_shrink: bool = False) -> Proposal:
    """Freezes the chosen (kind, id) records on top of what is live. Raises EditionRefused or NotPublished."""
    note = given(note)
    if not chosen:
        raise NotPublished(_("Choose at least one record."))
    with one_snapshot(), collecting_nothing():
        proposal = Proposal(proposed_by=by, note=note, allow_shrink=allow_shrink)
        freeze(proposal, chosen)
        proposal.save()
    return proposal


def freeze(proposal: Proposal, chosen: Sequence[tuple[str, str]]) -> None:
    """Bakes the chosen records as they are on the desk, on top of what is live."""
    live = latest()
    if not live:
        raise NotPublished(_("There is no edition yet. Publish everything first."))
    before, fresh = live.unpacked(), bake()
    content = only(named(chosen, before, fresh), fresh=fresh, live=before)
    if content.digest == live.digest:
        raise NotPublished(_("What was chosen is live as it is."))
    gate.check(content, live=before, withdrawn=withdrawn_now(), allow_shrink=proposal.allow_shrink)
    proposal.base_number, proposal.digest, proposal.content = live.number, content.digest, pack(content)
    proposal.records = [pictured(kind, key, before, content) for kind, key in chosen]


def named(chosen: Iterable[tuple[str, str]], live: Content, fresh: Content) -> list[tuple[str, str]]:
    return [(kind, document["slug"]) for kind, key in chosen for document in known(kind, key, live, fresh)]


def known(kind: str, key: str, *contents: Content) -> list[Document]:
    """The record in any language of each content that holds it. Raises NotPublished where none does."""
    target = kind_named(kind)
    found = [next(iter(one.values())) for content in contents if target and (one := record_in(content, target, key))]
    if not found:
        raise NotPublished(_("{record} is neither live nor ready to go live.").format(record=f"{kind}/{key}"))
    return found


def pictured(kind: str, key: str, before: Content, after: Content) -> dict[str, Any]:
    target = kind_named(kind)
    assert target
    return {"kind": kind, "id": key, "before": record_in(before, target, key), "after": record_in(after, target, key)}


def approve(proposal: Proposal, *, by: User) -> Edition:
    """Makes the frozen bytes live. Raises EditionRefused, NotPublished, or LiveHasMoved."""
    with one_snapshot(), collecting_nothing():
        decided_by_another(proposal, by)
        live = latest()
        if not live or live.number != proposal.base_number:
            raise LiveHasMoved(_("Another edition has gone live since it was proposed. Bake it anew, and look again."))
        content = proposal.unpacked()
        signed = Signature(proposal.proposed_by, by)
        edition = checked_in(content, live, signed, note=proposal.note, allow_shrink=proposal.allow_shrink)
        decide(proposal, Standing.APPROVED, by, edition=edition.number)
    bring_here(_("{edition} is published").format(edition=edition), content)
    return edition


def send_back(proposal: Proposal, *, by: User, reason: str) -> None:
    reason = given(reason)
    with one_snapshot():
        decided_by_another(proposal, by)
        decide(proposal, Standing.SENT_BACK, by, reason=reason)


def take_back(proposal: Proposal, *, by: User) -> None:
    with one_snapshot():
        still_open(proposal)
        if proposal.proposed_by_id != by.pk:
            raise NotPublished(_("Only who has proposed it takes it back. Send it back instead."))
        decide(proposal, Standing.TAKEN_BACK, by)


def bake_anew(proposal: Proposal, *, by: User) -> None:
    """Freezes the same records again, as they are now, on what is live now.

    Anybody moves it onto another edition; what has been written since goes in only by who proposed it, so that nobody
    comes to approve words of their own.
    """
    with one_snapshot(), collecting_nothing():
        still_open(proposal)
        earlier = proposal.records
        freeze(proposal, [(one["kind"], one["id"]) for one in earlier])
        proposal.anew = list(differences_of(earlier, proposal.records))
        if proposal.anew and proposal.proposed_by_id != by.pk:
            raise NotPublished(
                _("Its records have changed since: who has proposed it bakes it anew, or takes it back.")
            )
        proposal.save()


def differences_of(earlier: Iterable[dict[str, Any]], later: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """How the proposed form of each record differs from the one that was proposed before."""
    for old, new in zip(earlier, later, strict=True):
        for language in {**old["after"], **new["after"]}:
            before, after = old["after"].get(language), new["after"].get(language)
            if before and after:
                yield from (asdict(change) for change in fields(language, before, after))
            elif before or after:
                one = before or after
                yield {"record": f"{one['type']}/{one['slug']}", "field": "", "language": language} | {
                    "before": bool(before) or None,
                    "after": bool(after) or None,
                }


def decided_by_another(proposal: Proposal, by: User) -> None:
    still_open(proposal)
    if proposal.proposed_by_id == by.pk:
        raise NotPublished(_("Somebody else has to decide: nobody approves their own proposal."))


def still_open(proposal: Proposal) -> None:
    """Reads it anew, within the lock: two may decide at once."""
    proposal.refresh_from_db()
    if not proposal.is_open:
        raise NotPublished(_("It is decided already."))


def decide(proposal: Proposal, standing: str, by: User, *, reason: str = "", edition: int | None = None) -> None:
    proposal.standing, proposal.reason, proposal.edition = standing, reason, edition
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save()
