"""A client that applies changes to the feed it holds has exactly the feed that is served, whatever has happened."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import orjson
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from helplines.models import Helpline
from hub.curation.models import State
from hub.editions.canonical import canonical, sha256
from hub.editions.gate import EditionRefused
from hub.editions.models import Edition
from hub.editions.naming import withdrawn_record
from hub.editions.publishing import publish, restore, rollback
from hub.editions.reader import reader
from hub.editions.store import Store
from hub.editions.syncing import sync
from hub.models import Region, Topic
from partners.models import Partner
from tests.cast import make_helpline
from tests.editions.acts import change, change_contact, publish_changed, take_out

LANGUAGES = ("en", "ur")


class Phone:
    """An app that holds a copy of the directory in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.number = 0
        self.feed: dict[str, Any] = {}

    def fetch(self) -> None:
        """All of it, as it is live."""
        assert reader.snapshot
        self.number = reader.snapshot.number
        self.feed = orjson.loads(reader.snapshot.feeds[self.language].files["identity"])

    def update(self) -> Any:
        answer = changes(self.number, self.language)
        held = (
            {} if answer["full"] else {one["id"]: one for name in answer["lists"].values() for one in self.feed[name]}
        )
        for dropped in answer["removed"]:
            held.pop(dropped["id"], None)
        for gone in answer["withdrawn"]:
            if not gone["contact"]:
                held.pop(gone["id"], None)
        held |= {one["id"]: one for one in (*answer["added"], *answer["changed"])}
        lists: dict[str, list[Any]] = {name: [] for name in answer["lists"].values()}
        for one in sorted(held.values(), key=lambda record: record["slug"]):
            lists[answer["lists"][one["type"]]].append(one)
        self.feed = self.feed | answer["parts"] | lists
        self.number = answer["to"]
        return answer

    def is_right(self) -> bool:
        assert reader.snapshot
        return sha256(canonical(self.feed)) == reader.snapshot.sha256(self.language)


def changes(since: int, language: str = "en") -> Any:
    response = Client().get(f"/api/v1/changes/?since={since}&lang={language}")
    assert response.status_code == 200, response.content
    return response.json()


def look() -> None:
    """The running process notices what is on the disk."""
    reader.refresh()


def phones() -> list[Phone]:
    look()
    held = [Phone(language) for language in LANGUAGES]
    for phone in held:
        phone.fetch()
    return held


def slugs(records: list[Any]) -> list[str]:
    return [record["slug"] for record in records]


def test_nothing_has_changed(published: Edition) -> None:
    look()
    answer = changes(1)
    assert (answer["from"], answer["to"], answer["full"]) == (1, 1, False)
    assert answer["added"] == answer["changed"] == answer["removed"] == answer["withdrawn"] == []
    assert set(answer["parts"]) == {"state", "superseded"}


def test_an_edited_a_new_and_a_removed_record(published: Edition) -> None:
    held = phones()
    change("quiet-line", summary_en="Listens.", summary_ur="سنتی ہے۔")
    change("web-only", state=State.DRAFT)
    make_helpline("new-line", "New Line", "نئی لائن", {"value": "1139"})
    publish()
    look()
    answer = changes(1, "ur")
    assert (answer["from"], answer["to"], answer["full"], answer["language"]) == (1, 2, False, "ur")
    assert slugs(answer["added"]) == ["new-line"]
    assert [(one["slug"], one["summary"]) for one in answer["changed"]] == [("quiet-line", "سنتی ہے۔")]
    assert slugs(answer["removed"]) == ["web-only"]
    assert "now" not in answer["changed"][0]
    for phone in held:
        phone.update()
        assert phone.is_right()


def test_a_record_that_names_a_changed_one_has_changed_with_it(published: Edition) -> None:
    """Umeed's description tells the name and the number of the police."""
    held = phones()
    change("police-15", name_en="Police Emergency 15")
    publish()
    look()
    assert slugs(changes(1)["changed"]) == ["police-15", "umeed-line"]
    for phone in held:
        phone.update()
        assert phone.is_right()


def test_new_words_for_codes_come_as_a_part(published: Edition) -> None:
    held = phones()
    Topic.objects.filter(slug="depression").update(name_en="Low mood")
    publish()
    look()
    assert "vocabulary" not in changes(1)["parts"]

    Region.objects.filter(slug="PK-SD").update(name_en="Sindh province")
    publish()
    look()
    assert changes(1)["parts"]["vocabulary"]["region"]["PK-SD"] == "Sindh province"
    for phone in held:
        phone.update()
        assert phone.is_right()


def test_a_withdrawal_is_told_whatever_is_held(published: Edition) -> None:
    before = phones()
    take_out("helpline/umeed-line")
    look()
    answer = changes(1)
    assert slugs(answer["removed"]) == ["umeed-line"]
    assert [(one["type"], one["slug"], one["contact"]) for one in answer["withdrawn"]] == [
        ("helpline", "umeed-line", None)
    ]
    after = phones()
    for phone in (*before, *after):
        phone.update()
        assert phone.is_right()


def test_a_restored_record_reaches_those_who_hold_the_same_number_without_it(published: Edition) -> None:
    take_out("helpline/umeed-line")
    without = phones()
    for one in withdrawn_record("helpline/umeed-line", None):
        restore(one, reason="rung again, it is right")
    look()
    assert "umeed-line" in slugs(changes(1)["changed"])
    for phone in without:
        phone.update()
        assert phone.is_right()


def test_since_an_edition_that_is_not_kept_everything_is_told(published: Edition) -> None:
    held = phones()
    for phone in held:
        phone.number = 77
        phone.feed = {"helplines": [{"id": "x", "slug": "left-over", "type": "helpline"}]}
        answer = phone.update()
        assert answer["full"] is True
        assert phone.is_right()


def test_only_so_many_editions_are_kept(published: Edition, settings: Settings) -> None:
    settings.KEEP_EDITIONS = 3
    for _ in range(4):
        publish_changed()
    look()
    assert [changes(number)["full"] for number in range(1, 6)] == [True, True, False, False, False]
    histories = sorted(path.name for path in (Store().root / "history").iterdir())
    assert len(histories) <= 5  # Those of manifests that lie on the disk still.


def test_a_machine_that_has_just_joined_knows_the_earlier_editions(published: Edition, settings: Settings) -> None:
    held = phones()
    publish_changed()
    settings.VAR = settings.VAR.with_name("joined")
    settings.VAR.mkdir()
    sync()
    reader.snapshot = None
    look()
    assert changes(1)["full"] is False
    for phone in held:
        phone.update()
        assert phone.is_right()


def test_a_damaged_history_is_one_we_do_not_have(published: Edition) -> None:
    publish_changed()
    (Store().root / "history" / "1.json").write_bytes(b"{}")
    Edition.objects.filter(number=1).update(history=b"\0")
    publish_changed()
    look()
    assert [changes(number)["full"] for number in (1, 2, 3)] == [True, False, False]


@pytest.mark.parametrize(
    "query", ["", "since=", "since=-1", "since=one", "since=1&since=2", "since=1&page=1", "since=1&lang=xx"]
)
def test_without_the_number_of_an_edition_there_is_no_answer(published: Edition, query: str) -> None:
    look()
    response = Client().get(f"/api/v1/changes/?{query}")
    assert response.status_code == 400
    assert response.json()["help"]


# Anything that may happen


def edit_summary(random: Random) -> None:
    change(some_line(random), summary_en=f"Text {random.random()}")


def edit_strip_line(random: Random) -> None:
    change(random.choice(["police-15", "umeed-line"]), name_en=f"Line {random.choice('ABCDE')}")


def edit_hours(random: Random) -> None:
    change_contact("1098", hours=random.choice(["", "24/7", "Mo-Fr 09:00-17:00"]))


def toggle_state(random: Random) -> None:
    slug = random.choice(["web-only", "quiet-line", "doubtful-line", "draft-line"])
    line = Helpline.objects.get(slug=slug)
    change(slug, state=State.DRAFT if line.state == State.LIVE else State.LIVE)


def rename_partner(random: Random) -> None:
    Partner.objects.filter(slug="umeed-trust").update(name_en=f"Umeed {random.choice('ABC')}")


def supersede(random: Random) -> None:
    line = Helpline.objects.get(slug="doubtful-line")
    is_replaced = line.operating_status == "superseded"
    successor = None if is_replaced else Helpline.objects.get(slug="night-line")
    change("doubtful-line", operating_status="active" if is_replaced else "superseded", superseded_by=successor)


def mention(random: Random) -> None:
    target = random.choice(["doubtful-line", "umeed-line", "quiet-line", "web-only"])
    change("office-line", description_en=f"Or ask {{{{helpline:{target}}}}}.", updated_on=date(2026, 11, 2))


def publish_all(random: Random) -> None:
    try:
        publish(allow_shrink=True)
    except EditionRefused:
        Helpline.objects.filter(slug="office-line").update(description_en="A line that listens.")


def roll_back(random: Random) -> None:
    if Edition.objects.values("digest").distinct().count() > 1:
        rollback(random.choice(list(Edition.objects.values_list("number", flat=True).order_by("-number")[1:])))


def withdraw_some(random: Random) -> None:
    slug = some_line(random)
    contacts = [str(one.id) for one in Helpline.objects.get(slug=slug).contacts.all()]
    take_out(f"helpline/{slug}", random.choice([None, *contacts]))


def restore_some(random: Random) -> None:
    manifest = reader.snapshot and reader.snapshot.manifest["withdrawn"]
    if manifest:
        one = random.choice(manifest)
        for withdrawn in withdrawn_record(f"{one['type']}/{one['slug']}", one["contact"]):
            restore(withdrawn, reason="right after all")


def some_line(random: Random) -> str:
    assert reader.snapshot
    shelf = reader.snapshot.feeds["en"].shelves["helplines"]
    return random.choice([one["slug"] for one in shelf.documents])


ACTS: list[Callable[[Random], None]] = [
    edit_summary,
    edit_strip_line,
    edit_hours,
    toggle_state,
    rename_partner,
    supersede,
    mention,
    publish_all,
    publish_all,
    publish_all,
    roll_back,
    withdraw_some,
    restore_some,
]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_a_client_that_follows_holds_what_is_served(published: Edition, seed: int) -> None:
    random = Random(seed)
    held = phones()
    for _ in range(25):
        random.choice(ACTS)(random)
        look()
        for phone in random.sample(held, len(held) // 2):
            answer = phone.update()
            assert phone.is_right(), (seed, answer)
            assert not answer["full"]
        if random.random() < 0.3:
            held = [*held, *phones()][-8:]
    for phone in held:
        phone.update()
        assert phone.is_right()
