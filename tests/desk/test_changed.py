"""What is not live is found without baking anew while nothing has changed, and anew after any change."""

from typing import Any

import pytest
from django.utils import timezone

from helplines.models import ContactMethod, Helpline
from hub.desk import changed
from hub.desk.changed import changed_now

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """One for each time that the directory is baked to look."""
    seen: list[Any] = []
    monkeypatch.setattr(changed, "changed_records", lambda: seen.append(1) or [])
    return seen


def test_a_second_look_bakes_nothing(looks: list[Any]) -> None:
    changed_now()
    changed_now()
    assert len(looks) == 1


def test_every_change_is_seen(looks: list[Any]) -> None:
    line = ContactMethod.objects.select_related("helpline")[0].helpline
    changed_now()
    line.name_en = "Another"
    line.save()
    changed_now()
    line.regions.clear()
    line.topics.clear()
    changed_now()
    ContactMethod.objects.filter(helpline=line)[0].delete()
    changed_now()
    Helpline.objects.filter(pk=line.pk).update(updated_on=timezone.localdate())
    changed_now()
    assert len(looks) == 5


def test_what_was_written_past_the_models_is_seen_after_a_while(
    looks: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed_now()
    monkeypatch.setattr(changed, "LASTS", -1)
    changed_now()
    assert len(looks) == 2


def test_marks_are_read_with_few_questions(django_assert_num_queries: Any, looks: list[Any]) -> None:
    changed_now()
    with django_assert_num_queries(2):
        changed_now()
