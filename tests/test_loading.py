"""Loading the seed files: what is absent is created, what exists is left alone, and a bad seed changes nothing."""

import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import TestCase

from helplines.importing import FILES
from helplines.models import ContactMethod, Helpline
from hub.api.help import EMERGENCY_FILE
from hub.curation.models import State, TextNote, seeded_id
from hub.curation.seeding import SeedRefused, load_directory
from hub.editions.bake import bake
from hub.editions.gate import check
from hub.management.commands.emergency_lines import emergency_lines
from hub.models import SearchPhrase, Topic
from partners.models import Partner, SocialLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seed files to spoil, with few of the thousands of phrases."""
    for name in set(FILES.values()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.BASE_DIR / name, tmp_path / name)
    for plural in ("topics", "audiences"):
        spoil(tmp_path, plural, lambda rows: [row.update(phrases=row["phrases"][:2]) for row in rows])
    return tmp_path


def spoil(seeds: Path, plural: str, change: Any) -> None:
    path = seeds / FILES[plural]
    data = json.loads(path.read_text())
    change(data[plural])
    path.write_text(json.dumps(data, ensure_ascii=False))


def run(*args: str) -> str:
    out = StringIO()
    call_command("load_directory", *args, stdout=out)
    return out.getvalue()


class Loaded(TestCase):
    """The real directory, once for all tests of a class."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_directory()


class TestTheRealDirectory(Loaded):
    def test_holds_everything_that_was_collected(self) -> None:
        assert Helpline.objects.count() == 66
        assert Partner.objects.count() == 68
        assert Topic.objects.count() == 35
        assert ContactMethod.objects.count() == 93

    def test_the_well_sourced_lines_in_operation_go_live(self) -> None:
        live = Helpline.objects.live()
        assert live.exclude(operating_status="superseded").count() == 42
        assert not live.filter(operating_status__in=["uncertain", "possibly-discontinued"]).exists()
        assert Helpline.objects.drafts().filter(slug="befrienders-karachi").exists()

    def test_a_replaced_line_is_published_to_be_answered_for(self) -> None:
        replaced = Helpline.objects.live().get(operating_status="superseded")
        assert (replaced.slug, replaced.superseded_by.slug) == ("fia-1991", "nccia-1799")

    def test_nothing_is_verified(self) -> None:
        assert not Helpline.objects.verified().exists()
        assert Helpline.objects.never_verified().count() == 66

    def test_unconfirmed_numbers_are_notes_for_curators_and_nowhere_public(self) -> None:
        assert "021-34971882" in Helpline.objects.get(slug="befrienders-karachi").internal_note
        content = b"".join(bake().files.values())
        rows = json.loads((settings.BASE_DIR / FILES["helplines"]).read_text())["helplines"]
        shown = {contact["value"] for row in rows for contact in row["contacts"]}
        unconfirmed = {contact["value"] for row in rows for contact in row["unconfirmed_contacts"]} - shown
        assert len(unconfirmed) > 20
        assert not [value for value in unconfirmed if value.encode() in content]

    def test_passes_the_gate_in_both_languages(self) -> None:
        content = bake()
        check(content)
        assert sorted(content.files) == ["en", "ur"]

    def test_says_the_same_as_the_file_that_is_shown_without_an_edition(self) -> None:
        """If this fails: `manage.py load_directory && manage.py emergency_lines > hub/data/emergency.json`."""
        assert json.loads(EMERGENCY_FILE.read_text()) == emergency_lines(bake())

    def test_ids_are_the_same_on_every_machine(self) -> None:
        assert Helpline.objects.get(slug="umang-helpline").pk == seeded_id("helpline", "umang-helpline")
        assert str(seeded_id("helpline", "umang-helpline")) == "4c090e84-dc89-5d3d-8dba-326675467282"

    def test_the_strip_is_in_its_order(self) -> None:
        slugs = list(Helpline.objects.on_the_strip().values_list("slug", flat=True))
        assert slugs == ["police-15", "rescue-1122", "edhi-115", "umang-helpline", "national-youth-helpline"]

    def test_everything_begins_its_history(self) -> None:
        for model in (Helpline, ContactMethod, Topic, SearchPhrase, Partner, SocialLink):
            begun = model.history.filter(history_type="+")
            assert sorted(begun.values_list("id", flat=True)) == sorted(model.objects.values_list("pk", flat=True))
        phrase = SearchPhrase.objects.filter(topic__slug="sleep").first()
        begun = phrase.history.get()
        assert (begun.text, begun.topic, begun.weight) == (phrase.text, phrase.topic, phrase.weight)
        assert not TextNote.objects.exists()

    def test_a_second_load_changes_nothing_and_says_so(self) -> None:
        assert run() == "0 records created, 0 changed.\n"
        assert run("--overwrite") == "0 records created, 0 changed.\n"


class TestWhatACuratorHasChanged(Loaded):
    def test_is_left_alone_and_listed(self) -> None:
        Helpline.objects.filter(slug="edhi-115").update(name_en="Edhi", state=State.DRAFT)
        said = run()
        assert 'helpline/edhi-115: name_en: has "Edhi", the seed says "Edhi Ambulance 115"' in said
        assert "0 records created, 0 changed, 1 that differ were left as they are." in said
        assert Helpline.objects.get(slug="edhi-115").name_en == "Edhi"

    def test_is_changed_back_when_told_so_but_never_the_state_or_the_note(self) -> None:
        changed = {"name_en": "Edhi", "state": State.DRAFT, "internal_note": "Rang them."}
        Helpline.objects.filter(slug="edhi-115").update(**changed)
        assert "0 records created, 1 changed." in run("--overwrite")
        edhi = Helpline.objects.get(slug="edhi-115")
        assert (edhi.name_en, edhi.state, edhi.internal_note) == ("Edhi Ambulance 115", State.DRAFT, "Rang them.")

    def test_a_contact_that_was_added_differs_and_goes_when_overwritten(self) -> None:
        edhi = Helpline.objects.get(slug="edhi-115")
        ContactMethod.objects.create(helpline=edhi, kind="phone", value="1234", display="1234", dial="1234")
        assert "helpline/edhi-115: contacts." in run()
        run("--overwrite")
        assert [contact.value for contact in edhi.contacts.all()] == ["115"]


def refusal(seeds: Path) -> SeedRefused:
    with pytest.raises(SeedRefused) as caught:
        load_directory(root=seeds)
    assert not Helpline.objects.exists()
    assert not Topic.objects.exists()
    return caught.value


BAD_SEEDS = [
    ("helplines", lambda rows: rows[0].pop("cost"), "umang-helpline", "cost", "missing"),
    ("helplines", lambda rows: rows[0].update(coast="x"), "umang-helpline", "coast", "not a field"),
    ("helplines", lambda rows: rows[0].update(category="nice"), "umang-helpline", "category", "not a valid choice"),
    (
        "helplines",
        lambda rows: rows[0].update(topics=["sadness"]),
        "umang-helpline",
        "topics",
        "sadness does not exist",
    ),
    ("helplines", lambda rows: rows[0].update(organisation="x"), "umang-helpline", "partner", "x does not exist"),
    ("helplines", lambda rows: rows[0].update(age_min="old"), "umang-helpline", "age_min", "integer"),
    ("helplines", lambda rows: rows[0].update(age_min=30, age_max=20), "umang-helpline", "record", "ages_in_order"),
    ("helplines", lambda rows: rows.append(dict(rows[0])), "umang-helpline", "slug", "twice"),
    ("helplines", lambda rows: rows[0].update(slug=""), "", "slug", "needs one"),
    ("helplines", lambda rows: rows[0]["contacts"][0].update(value="0311"), "umang-helpline", "value", ""),
    ("helplines", lambda rows: rows[0]["contacts"][0].update(hours="sometimes"), "umang-helpline", "hours", "weekly"),
    ("helplines", lambda rows: rows[0]["contacts"][0].update(source_ids=["x"]), "umang-helpline", "sources", "x does"),
    ("helplines", lambda rows: rows[0].update(description_en="Call 15."), "umang-helpline", "description_en", "15"),
    (
        "helplines",
        lambda rows: rows[0].update(description_ur="۱۱۲۲ ملائیں"),
        "umang-helpline",
        "description_ur",
        "1122",
    ),
    ("partners", lambda rows: rows[1].update(kind="club"), "oladoc", "kind", "not a valid choice"),
    ("partners", lambda rows: rows[1].update(website="not a link"), "oladoc", "website", "valid URL"),
    ("topics", lambda rows: rows[0].update(group="x"), "suicidal-thoughts", "group", "not a valid choice"),
    ("topics", lambda rows: rows[0]["phrases"].append(rows[0]["phrases"][0]), "suicidal-thoughts", "phrases", "twice"),
    (
        "topics",
        lambda rows: rows[0]["phrases"].append(rows[0]["phrases"][0] | {"text": "suicide "}),
        "suicidal-thoughts",
        "phrases.suicide .",
        "constraint",
    ),
    ("regions", lambda rows: rows[0].update(slug="PK BA"), "PK BA", "slug", "hyphens"),
]


@pytest.mark.parametrize(("plural", "change", "record", "field", "reason"), BAD_SEEDS)
def test_a_bad_seed_is_refused_by_file_record_field_and_reason(
    seeds: Path, plural: str, change: Any, record: str, field: str, reason: str
) -> None:
    spoil(seeds, plural, change)
    refused = refusal(seeds)
    assert refused.file == FILES[plural]
    assert record in refused.record
    assert field in refused.field
    assert reason in refused.reason


@pytest.mark.parametrize("text", ["", "{", "[]", '{"helplines": []}', '{"helplines": 5, "generated_on": "x"}', "null"])
def test_a_file_that_is_no_seed_file_is_refused_by_its_name(seeds: Path, text: str) -> None:
    (seeds / FILES["helplines"]).write_text(text)
    assert refusal(seeds).file == FILES["helplines"]


def test_a_missing_file_is_refused_by_its_name(seeds: Path) -> None:
    (seeds / FILES["partners"]).unlink()
    assert "No such file" in refusal(seeds).reason


def test_the_command_ends_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise SeedRefused("a.json", "umang", "cost", "is missing")

    monkeypatch.setattr("hub.curation.management.commands.load_directory.load_directory", refuse)
    with pytest.raises(CommandError, match=r"^Nothing was loaded\. a\.json: umang: cost: is missing$"):
        run()
