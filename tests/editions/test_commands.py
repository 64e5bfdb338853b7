"""The commands say in one line what they did, or why they did not."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DataError, OperationalError
from pytest_django.fixtures import Settings

from helplines.documents import HELPLINES
from helplines.models import Helpline
from hub.curation.models import State, seeded_id
from hub.editions.corrections import correct
from hub.editions.models import Edition, Withdrawal
from hub.editions.store import Store
from hub.editions.withdrawals import standing
from tests.cast import make_contact
from tests.editions.acts import change, change_contact, publish_changed, served, snapshot, take_out

WEB, UMEED = "helpline/web-only", "helpline/umeed-line"
WHY = ("--reason", "wrong number")


def said(*command: str) -> str:
    """The line that a command says when all is well."""
    output = StringIO()
    call_command(*command, stdout=output)
    text = output.getvalue()
    assert text.endswith("\n")
    assert text.count("\n") == 1, text
    return text.strip()


def refused(*command: str) -> str:
    """What a command says when it ends with an exit code other than 0."""
    output = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(*command, stdout=output)
    assert refusal.value.returncode == 1
    assert output.getvalue() == ""
    return str(refusal.value)


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the commands that need it reach it."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("could not connect to server\nIs it running?")

    monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", refuse)
    monkeypatch.setattr("django.db.models.base.Model.save_base", refuse)
    monkeypatch.setattr("hub.editions.publishing.one_snapshot", refuse)


# publish


def test_publish_says_the_number(cast: None) -> None:
    assert said("publish") == "Edition 1 is live."


def test_publish_says_that_nothing_has_changed(published: Edition) -> None:
    assert said("publish") == "Nothing has changed: no new edition."


def test_publish_of_one_record(published: Edition) -> None:
    change("quiet-line", summary_en="Quiet.")
    assert said("publish", "--only", "helpline/quiet-line", "--note", "a word") == "Edition 2 is live."
    assert Edition.objects.get(number=2).note == "a word"


def test_publish_tells_every_fault_of_a_refused_edition(published: Edition) -> None:
    change("quiet-line", name_en="", name_ur="")
    change("night-line", description_en="", description_ur="")
    lines = refused("publish").splitlines()
    assert lines[0] == "Nothing was published."
    assert [line.split(": ")[:2] for line in lines[1:]] == [
        ["helpline/night-line", "description"],
        ["helpline/quiet-line", "name"],
    ]


def test_publish_says_what_to_do_about_a_shrink(published: Edition) -> None:
    for slug in ("quiet-line", "evening-line"):
        change(slug, state=State.DRAFT)
    assert "--allow-shrink" in refused("publish")
    assert said("publish", "--allow-shrink") == "Edition 2 is live."


@pytest.mark.parametrize("name", ["quiet-line", "helpline/", "/quiet-line", "hotline/quiet-line", ""])
def test_publish_says_how_to_write_a_record(published: Edition, name: str) -> None:
    assert "Write it as helpline/umang-helpline" in refused("publish", "--only", name)


def test_publish_of_a_record_that_is_not_there(published: Edition) -> None:
    message = refused("publish", "--only", "helpline/nobody")
    assert message == "Nothing was published.\nhelpline/nobody is neither live nor ready to go live."


def test_publish_alone_where_that_is_not_allowed(cast: None, settings: Settings) -> None:
    settings.PUBLISH_ALONE = False
    assert "PUBLISH_ALONE=1" in refused("publish")


# rollback


def test_rollback_says_what_is_live_now(published: Edition) -> None:
    publish_changed()
    assert said("rollback") == "Edition 3 is live, with the content of Edition 1."
    assert said("rollback", "2", "--note", "wrong") == "Edition 4 is live, with the content of Edition 2: wrong."


def test_rollback_to_what_is_not_kept(published: Edition) -> None:
    assert "`manage.py editions` lists those that are kept" in refused("rollback", "9")


def test_rollback_undoes_an_urgent_correction_only_where_one_is_sure(published: Edition) -> None:
    change_contact("1098", value="1099", dial="1099", display="1099")
    quiet = Helpline.objects.get(slug="quiet-line").pk
    correct(HELPLINES, quiet, by=User.objects.create(username="amina"), reason="The number has changed")
    told = refused("rollback")
    assert "helpline/quiet-line (2)" in told
    assert "--sure" in told
    assert served()["quiet-line"]["contacts"][0]["value"] == "1099"
    output = StringIO()
    call_command("rollback", "--dry-run", stdout=output)
    assert output.getvalue().splitlines() == [
        "changes  helpline/quiet-line  contacts",
        "undoes   the urgent correction of helpline/quiet-line (edition 2)",
        "Edition 1: 0 records more would change. Nothing was rolled back.",
    ]
    assert said("rollback", "--sure") == "Edition 3 is live, with the content of Edition 1."
    assert served()["quiet-line"]["contacts"][0]["value"] == "1098"


# withdraw


def test_withdraw_says_where(published: Edition) -> None:
    assert said("withdraw", WEB, *WHY) == "Withdrawn everywhere: helpline/web-only."
    assert "web-only" not in served()


def test_withdraw_of_one_contact(published: Edition) -> None:
    contact = seeded_id("contact", "umeed-line-1")
    assert said("withdraw", UMEED, "--contact", "1166", *WHY) == (
        f"Withdrawn everywhere: contact {contact} of helpline/umeed-line."
    )


def test_withdraw_without_the_database_says_so(published: Edition, database_away: None) -> None:
    message = said("withdraw", WEB, *WHY)
    assert message.startswith("Withdrawn on this machine only: the database does not answer; run it on every machine")
    assert "web-only" not in served()


@pytest.mark.parametrize("name", ["helpline/nobody", "helpline/draft-line", "partner/umeed-line"])
def test_withdraw_of_an_unknown_record(published: Edition, name: str) -> None:
    assert refused("withdraw", name, *WHY) == f"Nothing was withdrawn. {name} is not in the live edition."
    assert Withdrawal.objects.count() == 0


def test_withdraw_of_a_name_that_is_none(published: Edition) -> None:
    assert "Write it as helpline/umang-helpline" in refused("withdraw", "web-only", *WHY)


def test_withdraw_of_an_unknown_contact_lists_them(published: Edition) -> None:
    message = refused("withdraw", UMEED, "--contact", "15", *WHY)
    assert message.startswith("Nothing was withdrawn. Which contact? ")
    for contact in served()["umeed-line"]["contacts"]:
        assert f"{contact['id']} ({contact['kind']} {contact['display']})" in message


def test_withdraw_of_an_ambiguous_contact_lists_them(published: Edition) -> None:
    make_contact(Helpline.objects.get(slug="quiet-line"), 2, value="1098", kind="sms")
    publish_changed()
    message = refused("withdraw", "helpline/quiet-line", "--contact", "1098", *WHY)
    assert "(phone 1098)" in message
    assert "(sms 1098)" in message
    assert standing(Store().events()) == []
    sms = str(seeded_id("contact", "quiet-line-2"))
    assert sms in said("withdraw", "helpline/quiet-line", "--contact", sms, *WHY)


def test_withdraw_of_a_contact_of_what_has_none(published: Edition) -> None:
    assert refused("withdraw", "partner/police", "--contact", "15", *WHY).endswith("Which contact? none")


def test_withdraw_wants_a_reason(published: Edition) -> None:
    assert "reason" in refused("withdraw", WEB)
    assert "Give a reason" in refused("withdraw", WEB, "--reason", " ")
    assert "web-only" in served()


def test_withdraw_before_any_edition(cast: None) -> None:
    assert refused("withdraw", WEB, *WHY) == "Nothing was withdrawn. There is no edition on this machine yet."


# restore_record


def test_restore_says_how_many(published: Edition) -> None:
    take_out(WEB)
    assert said("restore_record", WEB) == "Restored: helpline/web-only (1 withdrawals ended)."
    assert "web-only" in served()


def test_restore_of_one_contact(published: Edition) -> None:
    take_out(UMEED, "1166")
    take_out(UMEED)
    contact = str(seeded_id("contact", "umeed-line-1"))
    said("restore_record", UMEED, "--contact", contact, "--reason", "rung again")
    assert [one.contact for one in standing(Store().events())] == [None]


def test_restore_of_what_is_not_withdrawn(published: Edition) -> None:
    assert refused("restore_record", WEB) == "Nothing of helpline/web-only is withdrawn."


def test_restore_without_the_database_restores_nothing(published: Edition, no_database: None) -> None:
    with pytest.MonkeyPatch.context() as away:
        away.setattr("hub.editions.syncing.ask_database", lambda store: None)
        take_out(WEB)
    message = refused("restore_record", WEB)
    assert message.startswith("Not restored")
    assert message.endswith("The database does not answer: could not connect to server")
    assert len(Store().events()) == 1


# sync_edition


def test_sync_says_what_is_live_here(published: Edition) -> None:
    Store().pointer_path.unlink()
    assert said("sync_edition") == "Edition 1 is live here."
    assert snapshot().number == 1


def test_sync_without_the_database(published: Edition, database_away: None) -> None:
    assert said("sync_edition") == "Edition 1 is live here; the database does not answer."


def test_sync_before_any_edition(cast: None) -> None:
    assert said("sync_edition") == "No edition is live here."


def test_sync_that_cannot_mend_what_is_damaged(published: Edition, database_away: None) -> None:
    Store().pointer_path.write_bytes(b"?")
    assert refused("sync_edition") == "Nothing is up to date. current is not a pointer"


# editions


def test_editions_are_listed_newest_first(published: Edition) -> None:
    publish_changed()
    call_command("rollback", stdout=StringIO())
    output = StringIO()
    call_command("editions", stdout=output)
    lines = output.getvalue().splitlines()
    assert [line.split()[0] for line in lines] == ["3", "2", "1"]
    assert all(published.digest[:12] in line for line in (lines[0], lines[2]))
    assert lines[0].endswith("rolled-back alone (PUBLISH_ALONE)  Edition 1")
    assert lines[1].endswith("published alone (PUBLISH_ALONE)")


def test_editions_may_be_none(cast: None) -> None:
    assert said("editions") == "No edition yet."


# Without the database


@pytest.mark.parametrize(
    ("command", "undone"),
    [
        (["publish"], "Nothing was published."),
        (["publish", "--dry-run"], "Nothing was published."),
        (["rollback"], "Nothing was rolled back."),
        (["editions"], "Nothing can be listed."),
    ],
)
def test_what_needs_the_database_says_so_in_one_line(
    published: Edition, no_database: None, command: list[str], undone: str
) -> None:
    assert refused(*command) == f"{undone} The database does not answer: could not connect to server"


def test_what_the_database_refuses_is_said_in_one_line(published: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise DataError("value too long for type character varying(300)\nCONTEXT: a row")

    monkeypatch.setattr("hub.editions.publishing.commit", refuse)
    change("quiet-line", summary_en="Quiet.")
    assert refused("publish") == (
        "Nothing was published. The database refuses: value too long for type character varying(300)"
    )


def test_a_contact_that_nobody_can_dial_is_named_with_what_to_write(published: Edition) -> None:
    change_contact("1098", value="10a8")
    assert "helpline/quiet-line: contacts.0.value: Write '10a8' as a short code" in refused("publish")
