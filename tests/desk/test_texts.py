"""The texts of a record in both languages: what is missing, outdated, written or reviewed, and whose words they are."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from helplines.models import ContactMethod, Helpline
from hub.curation.completeness import Completeness, completeness
from hub.curation.models import TextNote
from hub.curation.texts import Text, TextState, family, texts_of, translated_models
from hub.languages import LANGUAGES
from tests.desk.conftest import Desk
from tests.test_admin import form_data, url

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def several_people(settings: Any) -> None:
    settings.PUBLISH_ALONE = False


def line() -> Helpline:
    return Helpline.objects.get(slug="quiet-line")


def edit(desk: Desk, record: Model, **changes: object) -> None:
    address = url(type(record), "change", record.pk)
    assert desk.post(address, form_data(desk, address) | changes).status_code == 302


def fresh(record: Model) -> Model:
    return type(record)._default_manager.get(pk=record.pk)


def state(record: Model, field: str) -> str:
    found = {one.field: one.state for text in texts_of([fresh(record)]) for one in text.wordings}
    return str(found[field])


def key(record: Model, field: str) -> str:
    return next(one.key for text in texts_of([fresh(record)]) for one in text.wordings if one.field == field)


def say(desk: Desk, record: Any, field: str, act: str, row: Model | None = None, **said: str) -> Any:
    address = reverse("admin:texts", args=[record._meta.model_name, record.pk])
    return desk.post(address, {"text": key(row or record, field), "act": act} | said, follow=True)


def test_a_new_english_leaves_the_urdu_outdated_until_it_is_rewritten(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    assert state(line(), "name_ur") == TextState.WRITTEN
    edit(editor, line(), name_en="Calm Line")
    assert (state(line(), "name_en"), state(line(), "name_ur")) == (TextState.WRITTEN, TextState.OUTDATED)
    edit(editor, line(), name_ur="سکون لائن")
    assert (state(line(), "name_en"), state(line(), "name_ur")) == (TextState.WRITTEN, TextState.WRITTEN)


def test_both_rewritten_at_once_agree(at_desk: AtDesk) -> None:
    edit(at_desk("editor"), line(), name_en="Calm Line", name_ur="سکون لائن")
    assert state(line(), "name_ur") == TextState.WRITTEN


def test_a_small_change_leaves_nothing_outdated(at_desk: AtDesk) -> None:
    edit(at_desk("editor"), line(), name_en="Quiet Line.", _small="on")
    assert state(line(), "name_ur") == TextState.WRITTEN


def test_an_outdated_text_can_be_said_to_fit(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, line(), name_en="Quiet Line!")
    assert say(editor, line(), "name_ur", "fits").status_code == 200
    assert state(line(), "name_ur") == TextState.WRITTEN


def test_what_is_taken_away_is_missing_and_nothing_else_is(at_desk: AtDesk) -> None:
    edit(at_desk("editor"), line(), description_ur="", coverage_note_en="", coverage_note_ur="")
    assert state(line(), "description_ur") == TextState.MISSING
    assert state(line(), "description_en") == TextState.WRITTEN
    assert "coverage_note" not in {one.field[:-3] for text in texts_of([line()]) for one in text.wordings}


def test_an_urdu_of_the_organisation_is_the_source(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    say(editor, line(), "name_ur", "whose", words_of="organisation")
    edit(editor, line(), name_ur="سکون لائن")
    assert (state(line(), "name_en"), state(line(), "name_ur")) == (TextState.OUTDATED, TextState.WRITTEN)


def test_a_review_is_by_another_than_the_writer(at_desk: AtDesk) -> None:
    editor, translator = at_desk("editor"), at_desk("translator")
    edit(translator, line(), name_ur="سکون لائن")
    assert "your own words" in say(translator, line(), "name_ur", "review").content.decode()
    assert state(line(), "name_ur") == TextState.WRITTEN
    assert "Reviewed by <bdi>the-editor</bdi>" in say(editor, line(), "name_ur", "review").content.decode()
    assert state(line(), "name_ur") == TextState.REVIEWED


def test_a_team_of_one_reviews_its_own(at_desk: AtDesk, settings: Any) -> None:
    settings.PUBLISH_ALONE = True
    editor = at_desk("editor")
    edit(editor, line(), name_ur="سکون لائن")
    say(editor, line(), "name_ur", "review")
    assert state(line(), "name_ur") == TextState.REVIEWED


@pytest.mark.parametrize(("change", "left"), [("name_ur", TextState.WRITTEN), ("name_en", TextState.OUTDATED)])
def test_a_review_is_of_these_words_and_no_others(at_desk: AtDesk, change: str, left: TextState) -> None:
    editor = at_desk("editor")
    say(editor, line(), "name_ur", "review")
    edit(editor, line(), **{change: "سکون"})
    assert state(line(), "name_ur") == left


def test_contacts_have_texts_of_their_own(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    contact = ContactMethod.objects.get(value="1098")
    record = contact.helpline
    edit(editor, contact, note_en="Ask for a counsellor", note_ur="مشیر سے بات کریں")
    edit(editor, contact, note_en="Ask for the counsellor on duty")
    assert state(contact, "note_ur") == TextState.OUTDATED
    say(editor, record, "note_ur", "fits", row=contact)
    assert state(contact, "note_ur") == TextState.WRITTEN


def test_what_was_noted_goes_with_the_row(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    contact = ContactMethod.objects.get(value="1098")
    edit(editor, contact, note_en="Ask for a counsellor")
    assert TextNote.objects.exists()
    editor.post(url(ContactMethod, "delete", contact.pk), {"post": "yes"})
    assert not TextNote.objects.exists()


def test_what_is_said_is_in_the_history(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    say(editor, line(), "name_ur", "whose", words_of="press")
    assert "In the words of the press." in editor.get(url(Helpline, "history", line().pk)).content.decode()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"act": "review"}, 404),
        ({"text": "1-2-name_ur", "act": "review"}, 404),
        ({"text": "known", "act": "publish"}, 400),
        ({"text": "known", "act": "whose", "words_of": "mine"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(at_desk: AtDesk, said: dict[str, str], status: int) -> None:
    said = said | ({"text": key(line(), "name_ur")} if said.get("text") == "known" else {})
    address = reverse("admin:texts", args=["helpline", line().pk])
    assert at_desk("editor").post(address, said).status_code == status
    assert not TextNote.objects.exists()


def test_a_text_of_another_record_is_not_found_here(at_desk: AtDesk) -> None:
    other = Helpline.objects.exclude(slug="quiet-line").first()
    assert other
    address = reverse("admin:texts", args=["helpline", line().pk])
    assert at_desk("editor").post(address, {"text": key(other, "name_ur"), "act": "review"}).status_code == 404


def test_the_form_says_how_far_each_text_is(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, line(), description_ur="", name_en="Calm Line")
    page = editor.get(url(Helpline, "change", line().pk)).content.decode()
    assert state_of(page, "description_en") == "Written"
    assert state_of(page, "description_ur") == "Missing"
    assert state_of(page, "name_ur") == "Outdated"
    assert state_of(page, "coverage_note_en") == state_of(page, "coverage_note_ur") == "Missing"


def state_of(page: str, field: str) -> str:
    """As it stands under the box of a text."""
    found = re.search(rf'id="id_{field}_helptext">\s*<div><span class="tag \w*">(\w+)</span>', page)
    assert found, field
    return found[1]


def test_the_form_says_whose_words_a_text_is(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    say(editor, line(), "name_ur", "whose", words_of="press")
    page = editor.get(url(Helpline, "change", line().pk)).content.decode()
    assert page.count('<span class="tag">words of the press</span>') == 1


def test_the_list_names_what_lacks_a_text(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, line(), description_ur="", name_en="Calm Line")
    page = editor.get(reverse("admin:translations"), {"of": "helplines.helpline"}).content.decode()
    assert reverse("admin:texts", args=["helpline", line().pk]) in page
    assert "اردو</bdi>: Missing" in page
    assert "اردو</bdi>: Outdated" in page


def test_an_unknown_list_is_not_found(at_desk: AtDesk) -> None:
    assert at_desk("editor").get(reverse("admin:translations"), {"of": "auth.user"}).status_code == 404


def counted_anew() -> dict[type[Model], dict[str, Completeness]]:
    """Text by text, as the page of a record tells them."""
    texts = {model: list(texts_of(model._default_manager.all())) for model in translated_models()}
    return {model: {code: counted(some, code) for code in LANGUAGES} for model, some in texts.items() if some}


def counted(texts: list[Text], language: str) -> Completeness:
    states = [one.state for text in texts for one in text.wordings if one.language.code == language]
    told = (TextState.MISSING, TextState.OUTDATED, TextState.REVIEWED)
    return Completeness(len(texts), *(states.count(state) for state in told))


def test_the_directory_counts_what_its_records_tell(at_desk: AtDesk) -> None:
    assert completeness() == counted_anew()
    editor = at_desk("editor")
    edit(editor, line(), description_ur="", name_en="Calm Line")
    say(editor, line(), "description_en", "review")
    assert completeness() == counted_anew()
    helplines = completeness()[Helpline]["ur"]
    assert helplines.outdated == 1
    assert helplines.missing >= 1


def test_a_record_and_its_parts_are_one_family() -> None:
    contact = ContactMethod.objects.get(value="1098")
    assert {contact, contact.helpline} <= set(family(contact.helpline))
