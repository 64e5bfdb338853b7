"""The reader holds one whole edition in memory, follows the pointer, and answers for what is gone."""

import gc
import weakref
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from hub.editions import prepared
from hub.editions.contract import ACCEPTED_FORMATS, FORMAT, kinds
from hub.editions.installing import install
from hub.editions.layout import Layout
from hub.editions.models import Edition
from hub.editions.reader import KARACHI, Gone, Reader, minute
from hub.editions.shelves import MINUTES_KEPT, Shelf
from hub.editions.store import Pointer, Store
from hub.editions.syncing import current_manifest, facts_of, sync
from tests.cast import CLOCK
from tests.editions.acts import publish_changed, served, snapshot, started, take_out


def rewrite(**facts: Any) -> None:
    """The live manifest with other facts, as another version might have written it."""
    manifest = current_manifest(Store())
    assert manifest
    with Store().lock():
        Store().install(manifest | facts, {})


# Following the pointer


def test_a_reader_without_an_edition_holds_none_and_has_no_trouble(cast: None) -> None:
    reader = started()
    assert (reader.snapshot, reader.trouble) == (None, None)
    assert reader.current() is None


def test_the_first_request_after_the_first_edition_finds_it(published: Edition) -> None:
    reader = Reader()
    assert reader.current() is reader.snapshot
    assert reader.snapshot
    assert reader.snapshot.number == 1


def test_a_request_never_looks_at_the_disk_while_there_is_an_edition(published: Edition) -> None:
    reader = started()
    publish_changed()
    assert reader.current() is reader.snapshot
    assert reader.snapshot
    assert reader.snapshot.number == 1


def test_a_new_pointer_is_taken_up_by_the_next_refresh(published: Edition) -> None:
    reader = started()
    publish_changed(summary_en="Quiet.")
    reader.refresh()
    assert reader.snapshot
    assert reader.snapshot.number == 2


def test_a_request_sees_one_edition_from_first_to_last(published: Edition) -> None:
    reader = started()
    before = reader.current()
    assert before
    publish_changed(summary_en="Quiet.")
    reader.refresh()
    assert before.number == 1
    assert before.feeds["en"].shelves["helplines"].documents
    assert reader.current() is not before


def test_the_same_pointer_loads_nothing_again(published: Edition) -> None:
    reader = started()
    before = reader.snapshot
    reader.refresh()
    sync()
    reader.refresh()
    assert reader.snapshot is before


def test_an_older_edition_in_the_database_never_replaces_the_one_on_disk(published: Edition) -> None:
    publish_changed(summary_en="Quiet.")
    Edition.objects.filter(number=2).delete()
    reader = started()
    sync()
    reader.refresh()
    assert reader.snapshot
    assert reader.snapshot.number == 2
    assert served()["quiet-line"]["summary"] == "Quiet."


def test_an_edition_of_the_same_number_and_another_digest_gives_way_to_the_databases(published: Edition) -> None:
    second = publish_changed(summary_en="Quiet.")
    facts = replace(facts_of(published), number=2)
    with Store().lock():
        install(Store(), facts, published.unpacked())
    assert served()["quiet-line"]["summary"] is None
    sync()
    assert served()["quiet-line"]["summary"] == "Quiet."
    assert snapshot().manifest["edition"]["digest"] == second.digest


def test_a_pointer_to_a_manifest_that_is_not_there_is_trouble(published: Edition) -> None:
    reader = started()
    good = reader.snapshot
    Store().pointer_path.write_bytes(b'{"manifest":"%s","number":2}' % (b"0" * 64))
    reader.refresh()
    assert reader.snapshot is good
    assert reader.trouble
    assert "cannot be read" in reader.trouble


def test_a_snapshot_says_which_pointer_it_follows(published: Edition) -> None:
    found = snapshot()
    assert found.pointer == Store().pointer() == Pointer(1, found.pointer.manifest)
    assert found.state == found.manifest["state"]
    assert set(found.feeds) == {"en", "ur"}


# Formats


@pytest.mark.parametrize("number", ACCEPTED_FORMATS)
def test_this_format_and_the_one_before_are_read(published: Edition, number: int) -> None:
    rewrite(format=number)
    assert started().snapshot


@pytest.mark.parametrize("number", [FORMAT + 1, FORMAT - 2, None, str(FORMAT)])
def test_any_other_format_is_refused(published: Edition, number: Any) -> None:
    reader = started()
    good = reader.snapshot
    rewrite(format=number)
    reader.refresh()
    assert reader.snapshot is good
    assert reader.trouble
    assert "format" in reader.trouble
    assert started().snapshot is None


def test_an_edition_in_a_format_we_do_not_read_gives_way_to_the_databases(published: Edition) -> None:
    rewrite(format=FORMAT + 1)
    sync()
    assert snapshot().number == 1


def test_a_manifest_that_lacks_a_file_is_refused(published: Edition) -> None:
    manifest = current_manifest(Store())
    assert manifest
    rewrite(files={path: facts for path, facts in manifest["files"].items() if not path.endswith("ur.json.br")})
    reader = started()
    assert reader.snapshot is None
    assert reader.trouble
    assert "does not read" in reader.trouble


# Gone


@pytest.mark.parametrize("key", ["replaced-line", None])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_superseded_record_is_answered_for_with_its_successor(published: Edition, key: str, language: str) -> None:
    found = snapshot()
    [stub] = found.feeds[language].superseded
    gone = found.gone(language, "helpline", key or stub["id"])
    assert gone
    assert (gone.reason, gone.slug) == ("superseded", "replaced-line")
    assert gone.replaced_by
    assert gone.replaced_by["slug"] == "office-line"
    assert gone.replaced_by["name"] == served(language=language)["office-line"]["name"]
    assert "replaced-line" not in served(language=language)


@pytest.mark.parametrize(("kind", "key"), [("helpline", "quiet-line"), ("helpline", "nobody"), ("partner", "web-only")])
def test_what_is_served_or_never_was_is_not_gone(published: Edition, kind: str, key: str) -> None:
    take_out("helpline/web-only")
    assert snapshot().gone("en", kind, key) is None


def test_a_withdrawn_contact_is_not_a_record_that_is_gone(published: Edition) -> None:
    take_out("helpline/umeed-line", "1166")
    assert snapshot().gone("en", "helpline", "umeed-line") is None


def test_what_is_withdrawn_and_superseded_is_withdrawn(published: Edition) -> None:
    take_out("helpline/replaced-line")
    assert snapshot().gone("ur", "helpline", "replaced-line") == Gone("withdrawn", "replaced-line", None)


# Shelves


@pytest.mark.parametrize("key", ["umeed-line", "hope-line"])
def test_a_record_is_found_by_slug_old_slug_and_id(published: Edition, key: str) -> None:
    shelf = snapshot().feeds["ur"].shelves["helplines"]
    place = shelf.find(key)
    assert place is not None
    assert shelf.documents[place]["slug"] == "umeed-line"
    assert shelf.find(shelf.documents[place]["id"]) == place
    assert shelf.find("nobody") is None


def test_a_minute_is_rendered_once_and_few_are_kept(published: Edition) -> None:
    shelf = snapshot().feeds["en"].shelves["helplines"]
    first = shelf.at(CLOCK)
    assert shelf.at(CLOCK) is first
    for later in range(MINUTES_KEPT):
        shelf.at(CLOCK + timedelta(minutes=later + 1))
    assert len(shelf.minutes) == MINUTES_KEPT
    assert shelf.at(CLOCK) is not first


def test_moments_are_of_the_minute_and_facts_stay(published: Edition) -> None:
    shelf = snapshot().feeds["en"].shelves["helplines"]
    place = shelf.find("night-line")
    assert place is not None
    sunday, monday = shelf.at(CLOCK), shelf.at(CLOCK + timedelta(hours=12))
    assert sunday.document(place)["now"]["open"] is True
    assert monday.document(place)["now"]["open"] is False
    assert "now" not in shelf.documents[place]


def test_warming_renders_every_shelf_of_the_minute(published: Edition) -> None:
    found = snapshot()
    found.warm(CLOCK + timedelta(seconds=17))
    for feed in found.feeds.values():
        for shelf in feed.shelves.values():
            assert CLOCK in shelf.minutes


def test_a_minute_is_karachis() -> None:
    instant = minute(timezone.now())
    assert (instant.second, instant.microsecond, instant.tzinfo) == (0, 0, KARACHI)
    utc = datetime.fromisoformat("2026-11-22T17:00:59.999999+00:00")
    assert minute(utc) == CLOCK


def test_a_strip_is_known_for_every_region(published: Edition) -> None:
    feed = snapshot().feeds["en"]
    assert set(feed.strips) == {None, *feed.vocabulary["region"]}
    assert all(feed.strips.values())


def test_every_kind_has_its_shelf(published: Edition) -> None:
    for feed in snapshot().feeds.values():
        assert list(feed.shelves) == [kind.plural for kind in kinds()]


# The order of keys


def test_keys_stand_in_the_order_of_the_schema_all_the_way_down(published: Edition) -> None:
    for kind in kinds():
        for document in served(kind.plural).values():
            together = [name for name in kind.schema["properties"] if name not in kind.apart]
            assert list(document) == [*together, *kind.apart]
    contact = served()["umeed-line"]["contacts"][0]
    assert list(contact)[:4] == ["id", "kind", "value", "display"]
    assert list(contact["hours"])[:3] == ["known", "always_open", "osm"]


SCHEMA = {
    "type": "object",
    "properties": {
        "b": {},
        "a": {"anyOf": [{"type": "object", "properties": {"y": {}, "x": {"type": "string"}}}, {"type": "null"}]},
        "from-here": {"type": "array", "items": {"type": "object", "properties": {"k": {}, "a": {}}}},
    },
}


@given(
    some.fixed_dictionaries(
        {},
        optional={
            "a": some.none() | some.fixed_dictionaries({}, optional={"x": some.text(), "y": some.floats(-9, 9)}),
            "b": some.none() | some.lists(some.booleans()) | some.dictionaries(some.text(), some.integers(0, 9)),
            "from-here": some.lists(some.fixed_dictionaries({}, optional={"a": some.none(), "k": some.integers(0, 9)})),
        },
    )
)
def test_a_document_is_laid_out_and_says_the_same(value: dict[str, Any]) -> None:
    ordered = Layout(SCHEMA)(orjson.dumps(value))
    assert ordered == value
    assert list(ordered) == [key for key in ("b", "a", "from-here") if key in value]
    if ordered.get("a"):
        assert list(ordered["a"]) == [key for key in ("y", "x") if key in value["a"]]
    for one in ordered.get("from-here", ()):
        assert list(one) == [key for key in ("k", "a") if key in one]


@pytest.mark.parametrize(
    "value", [{"z": 1, "a": {"x": "y"}}, {"a": {"x": 1, "z": [{"k": 1}]}, "b": {"z": 3}}, {"from-here": [{"z": None}]}]
)
def test_nothing_is_lost_of_what_the_schema_does_not_know(value: dict[str, Any]) -> None:
    assert Layout(SCHEMA)(orjson.dumps(value)) == value


# What is prepared


def test_the_feed_and_what_was_prepared_of_it_are_served_alike(
    published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of the code finds nothing that it can use, and prepares the feed for itself."""
    with monkeypatch.context() as patch:
        patch.setattr("hub.editions.reader.prepare", lambda feed: pytest.fail("it was prepared already"))
        found = snapshot()
    monkeypatch.setattr(prepared, "of_ours", lambda: "other code")
    other = snapshot()
    for language, feed in found.feeds.items():
        assert feed.rest == other.feeds[language].rest
        assert dict(feed.files) == dict(other.feeds[language].files)
        assert feed.strips == other.feeds[language].strips
        for plural, shelf in feed.shelves.items():
            assert_alike(shelf, other.feeds[language].shelves[plural])


def assert_alike(shelf: Shelf, other: Shelf) -> None:
    now, then = shelf.at(CLOCK), other.at(CLOCK)
    assert [now.json(place) for place in range(len(shelf))] == [then.json(place) for place in range(len(other))]
    assert (shelf.slugs, shelf.places, shelf.announcements) == (other.slugs, other.places, other.announcements)
    assert (shelf.indexes, now.indexes) == (other.indexes, then.indexes)
    for name, order in now.orders.items():
        assert order.ranks == then.orders[name].ranks


def test_a_store_of_older_code_is_read_and_gets_what_is_prepared(published: Edition) -> None:
    store = Store()
    manifest = current_manifest(store)
    assert manifest
    files = {path: facts for path, facts in manifest["files"].items() if not path.startswith("prepared/")}
    with store.lock():
        store.install(manifest | {"files": files}, {})
    assert snapshot().feeds
    assert sync()
    assert "prepared" in {path.partition("/")[0] for path in snapshot().manifest["files"]}


def test_an_edition_that_was_replaced_is_let_go_at_once(published: Edition) -> None:
    """Not when Python next looks for circles: it holds all threads up for that, and two editions take room."""
    held = snapshot()
    assert held.filtersets["en"]["helplines"].whole(CLOCK).minute
    watched = [weakref.ref(one) for one in (held, *held.feeds.values(), held.feeds["en"].shelves["helplines"])]
    gc.disable()
    try:
        del held
        assert [one() for one in watched] == [None] * len(watched)
    finally:
        gc.enable()


def test_an_edition_is_ready_before_it_is_served(published: Edition) -> None:
    for feed in snapshot().feeds.values():
        assert all(shelf.minutes for shelf in feed.shelves.values())
