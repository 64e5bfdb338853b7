"""Records and contacts as people write them on a command line: `helpline/umang-helpline`, a contact's id or number."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hub.editions.bake import Content
from hub.editions.contract import Document, kind_named
from hub.editions.publishing import NotPublished
from hub.editions.store import Store, StoreRefused
from hub.editions.syncing import content_in, current_manifest, sync
from hub.editions.withdrawals import Withdrawn, standing


def parse(name: str) -> tuple[str, str]:
    """`type/slug` as (kind, slug)."""
    kind, _slash, slug = name.partition("/")
    if not slug or not kind_named(kind):
        raise NotPublished(_("{name} names no record. Write it as helpline/umang-helpline.").format(name=name))
    return kind, slug


def live_record(name: str, contact: str | None) -> Withdrawn:
    """What a withdrawal of this name takes out, looked up in the edition on disk: needs no database."""
    kind, slug = parse(name)
    document = find(live_content(), kind, slug)
    if not document:
        raise NotPublished(_("{name} is not in the live edition.").format(name=name))
    chosen = find_contact(document, contact) if contact else None
    return Withdrawn(kind, document["id"], document["slug"], chosen)


def live_content() -> Content:
    store = Store()
    manifest = current_manifest(store)
    if not manifest:
        raise NotPublished(_("There is no edition on this machine yet."))
    try:
        return content_in(store, manifest)
    except StoreRefused:
        sync()  # Repairs it from the database, if that answers.
        return content_in(store, manifest)


def find(content: Content, kind: str, slug: str) -> Document | None:
    target = kind_named(kind)
    assert target
    documents = next(iter(content.directory.values()))[target.plural]
    return next((one for one in documents if slug in (one["slug"], one["id"], *one["old_slugs"])), None)


def find_contact(document: Document, contact: str) -> str:
    """By id, or by number where only one contact has it."""
    contacts = document.get("contacts", ())
    ids = [one["id"] for one in contacts if contact in (one["id"], one["value"], one["display"], one["dial"])]
    if len(ids) != 1:
        listing = ", ".join(f"{one['id']} ({one['kind']} {one['display']})" for one in contacts) or _("none")
        raise NotPublished(_("Which contact? {listing}").format(listing=listing))
    return str(ids[0])


def withdrawn_record(name: str, contact: str | None) -> list[Withdrawn]:
    """Everything that stands withdrawn of this record, or this one contact of it."""
    kind, slug = parse(name)
    found = matching(standing(Store().events()), kind, names_of(kind, slug), contact)
    if not found:
        raise NotPublished(_("Nothing of {name} is withdrawn.").format(name=name))
    return found


def names_of(kind: str, slug: str) -> set[str]:
    """The slug, and the id of the record that has it or had it: it may have been renamed since it was withdrawn."""
    try:
        document = find(live_content(), kind, slug)
    except (NotPublished, StoreRefused):
        document = None
    return {slug, document["id"]} if document else {slug}


def matching(withdrawn: Iterable[Withdrawn], kind: str, names: set[str], contact: str | None) -> list[Withdrawn]:
    return [
        one
        for one in withdrawn
        if one.type in (kind, "") and names & {one.slug, one.id} and contact in (None, one.contact)
    ]
