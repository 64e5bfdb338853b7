"""The same content bakes to the same bytes, whoever entered it, when, and in whatever order."""

import gzip
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import brotli
import orjson
import pytest
from django.apps import apps
from django.db.models import AutoField
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from helplines.documents import GATHERED, OF_A_CONTACT, OF_A_LINE, helpline_rows
from helplines.models import Helpline, HelplineSource
from hub.editions.bake import bake, content_of
from hub.editions.canonical import canonical, state_of
from hub.editions.contract import kinds
from hub.editions.models import Edition, pack
from hub.editions.publishing import publish
from hub.editions.store import encoded
from hub.languages import LANGUAGES
from hub.rows import gather, related
from partners.models import Partner
from tests.editions.acts import change, records

DIGEST = "35c59e91d77fb4bb775c9923cdde412fe168f3c5705f703af4917e1c4233f73f"
STATE = "04a764e9122a97982d893f4c5b048c749227b422d062f88a3e34f7bc62ed1aca"
STATE_LESS_TWO = "f875ca2da315db79407afa54a4185cae5d31b46be9c7399e8ebd812e16f053f8"
EDITED_APPS = ("hub", "curation", "partners", "helplines")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def insert_again(seed: int) -> None:
    """Takes every row out of the database and puts it back in another order."""
    models = [model for app in EDITED_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    rows = [row for model in models for row in model._base_manager.all()]
    for model in models:
        model._base_manager.all()._raw_delete("default")
    Random(seed).shuffle(rows)
    for row in rows:
        if isinstance(row._meta.pk, AutoField) and not row._meta.related_objects:
            row.pk = None
        row.save_base(raw=True, force_insert=True)


def test_baking_twice_gives_the_same_bytes(cast: None) -> None:
    assert bake() == bake()


def test_what_several_records_name_is_read_once(cast: None) -> None:
    """Each for itself would be most of what a large directory reads."""
    lines = helpline_rows(None).records
    contacts = [contact for line in lines for contact in related(line, "contacts")]
    for owners, relations in ((lines, OF_A_LINE), (contacts, OF_A_CONTACT)):
        for relation in relations:
            named = [row for owner in owners for row in related(owner, relation)]
            assert len({id(row) for row in named}) == len({row.pk for row in named})
            for owner in owners:
                assert set(related(owner, relation)) == set(getattr(owner, relation).all())


def test_a_relation_takes_two_questions_at_most(cast: None, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(1 + 2 * len(GATHERED)):
        gather(Helpline.objects.all(), *GATHERED)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_insertion_leaves_no_trace(cast: None, seed: int) -> None:
    before = bake()
    insert_again(seed)
    assert bake() == before


@pytest.mark.parametrize(
    ("model", "field"), [(Helpline, "internal_note"), (Partner, "internal_note"), (HelplineSource, "note")]
)
def test_what_is_never_public_leaves_no_trace(cast: None, model: Any, field: str) -> None:
    before = bake()
    model.objects.update(**{field: "Ask Bilquis about this one."})
    assert bake() == before


def test_when_and_how_an_edition_was_published_leaves_no_trace(published: Edition) -> None:
    Edition.objects.update(published_at=datetime(2020, 1, 1, tzinfo=UTC), note="Eid")
    assert bake().digest == published.digest
    assert publish() is None


def test_there_is_no_clock_inside(cast: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before, later = bake(), timezone.now() + timedelta(days=4000, hours=7)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr("time.time", later.timestamp)
    assert bake() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_curator_leaves_no_trace(cast: None, language: str) -> None:
    before = bake()
    with translation.override(language):
        assert bake() == before


def test_a_public_edit_gives_another_digest(cast: None) -> None:
    before = bake()
    change("quiet-line", summary_ur="رات کو بھی۔")
    assert bake().digest != before.digest
    change("quiet-line", summary_ur="")
    assert bake().digest == before.digest


def test_bytes_are_canonical(cast: None) -> None:
    content = bake()
    for data in content.files.values():
        assert orjson.dumps(orjson.loads(data), option=orjson.OPT_SORT_KEYS) == data
    for documents in content.directory.values():
        for kind in kinds():
            slugs = [document["slug"] for document in documents[kind.plural]]
            assert slugs == sorted(slugs)


def test_both_languages_hold_the_same_records(cast: None) -> None:
    held = records(bake())
    by_language = [{key[1:] for key in held if key[0] == language} for language in LANGUAGES]
    assert by_language[0] == by_language[1]
    assert ("helpline", str(Helpline.objects.get(slug="english-line").pk)) in by_language[1]


def test_drafts_are_not_baked(cast: None) -> None:
    assert b"draft-line" not in b"".join(bake().files.values())


def test_a_packed_edition_unpacks_to_the_same_bytes(published: Edition) -> None:
    again = Edition.objects.get(number=1).unpacked()
    assert again == bake()
    assert again.digest == published.digest
    assert pack(again) == bytes(published.content)


def test_compressed_files_are_reproducible(cast: None) -> None:
    data = bake().files["ur"]
    forms = encoded(data)
    assert forms == encoded(data)
    assert forms["identity"] == gzip.decompress(forms["gzip"]) == brotli.decompress(forms["br"]) == data


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.text(), json_values), st.randoms(use_true_random=False))
def test_the_order_of_keys_leaves_no_trace(value: dict[str, Any], random: Random) -> None:
    items = list(value.items())
    random.shuffle(items)
    assert canonical(dict(items)) == canonical(value)
    assert content_of({"en": dict(items)}) == content_of({"en": value})


def test_a_digest_is_reckoned_as_it_always_was() -> None:
    """Databases and disks hold digests and states that earlier versions have reckoned."""
    content = content_of({"ur": {"topics": [], "format": 1}, "en": {"format": 1, "topics": [{"slug": "grief"}]}})
    assert content.digest == DIGEST
    assert state_of(DIGEST, []) == STATE
    assert state_of(DIGEST, ["1e9b/77f0", "05aa"]) == STATE_LESS_TWO


def test_a_state_is_named_by_the_edition_and_all_that_is_withdrawn() -> None:
    assert state_of("digest", ["b", "a"]) == state_of("digest", ["a", "b"])
    names = {state_of("digest", []), state_of("digest", ["a"]), state_of("digest", ["a", "b"]), state_of("other", [])}
    assert len(names) == 4
