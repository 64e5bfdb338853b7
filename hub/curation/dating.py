"""What moves when the public sees something else of a record: its date, and the slugs it had before."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from hub.curation.models import OldSlug, Record
from hub.editions.bake import documents_of
from hub.editions.canonical import canonical
from hub.editions.contract import kind_named


@contextmanager
def dated(record: Record) -> Iterator[None]:
    """Around a change of a record or of what belongs to it, by whichever form."""
    shown = public_form(record)
    yield
    rows = type(record)._default_manager.filter(pk=record.pk)
    after = rows.first()
    if after and (after.state != record.state or public_form(after) != shown):
        rows.update(updated_on=timezone.localdate())
    if after and after.slug != record.slug:
        keep_old_slug(after, record.slug)


def public_form(record: Record) -> bytes:
    """The record as it would be published now, without its date."""
    kind = kind_named(record._meta.model_name or "")
    assert kind
    drawn = documents_of(kind, only=record.pk)
    return canonical([one | {"updated_on": None} for documents in drawn.values() for one in documents])


def keep_old_slug(record: Record, slug: str) -> None:
    kind = record._meta.model_name or ""
    OldSlug.objects.filter(kind=kind, slug=record.slug).delete()
    OldSlug.objects.update_or_create(kind=kind, slug=slug, defaults={"record": record.pk})
