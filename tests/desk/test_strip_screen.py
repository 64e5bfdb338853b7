"""The strip on one screen: its order, and what every region sees of it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helplines.models import Helpline
from helplines.strip import StripHasMoved, give_places, places


def order() -> list[str]:
    return list(Helpline.objects.on_the_strip().values_list("slug", flat=True))


def names(slugs: list[str]) -> list[str]:
    return [Helpline.objects.get(slug=slug).name_en for slug in slugs]


def screen(desk: Client) -> Any:
    answer = desk.get(reverse("admin:strip"))
    assert answer.status_code == 200
    return answer


def send(desk: Client, wanted: dict[UUID, Any] | None = None, **fields: Any) -> Any:
    typed = {f"place-{pk}": place for pk, place in (wanted or places()).items()}
    data = {"seen": screen(desk).context["seen"], "act": "save"} | typed | fields
    return desk.post(reverse("admin:strip"), data)


def turned() -> dict[UUID, int]:
    """The places from the last to the first."""
    stand = places()
    return dict(zip(stand, reversed(stand.values()), strict=True))


def off(*slugs: str) -> dict[str, str]:
    return {f"off-{pk}": "on" for pk in Helpline.objects.filter(slug__in=slugs).values_list("pk", flat=True)}


def everyone_of(kind: str) -> list[str]:
    return list(Helpline.objects.on_the_strip().filter(**{kind: True}).values_list("slug", flat=True))


def test_it_stands_in_the_menu(desk: Client) -> None:
    assert reverse("admin:strip") in desk.get(reverse("admin:index")).content.decode()


def test_the_lines_are_shown_in_order_with_what_every_region_sees(desk: Client) -> None:
    context = screen(desk).context
    assert [row.line.slug for row in context["rows"]] == order()
    assert [region for region, _lines in context["regions"]] == ["Punjab", "Sindh", "Khyber Pakhtunkhwa"]
    assert [name for name, _number in context["everywhere"]] == names(order())
    assert context["faults"] == []


def test_a_regional_line_is_seen_in_its_regions_only(desk: Client) -> None:
    Helpline.objects.filter(slug="office-line").update(crisis=True, strip_position=99)
    seen = screen(desk).context["regions"]
    assert [region for region, lines in seen if ("Office Line", "080069457") in lines] == ["Punjab", "Sindh"]


def test_the_order_is_saved_and_what_moved_is_dated(desk: Client) -> None:
    before = order()
    assert send(desk, turned()).status_code == 302
    assert order() == before[::-1]
    for slug in (before[0], before[-1]):
        line = Helpline.objects.get(slug=slug)
        assert line.updated_on == timezone.localdate()
        assert line.history.first().strip_position == line.strip_position


def test_what_has_not_moved_keeps_its_date(desk: Client) -> None:
    assert send(desk).status_code == 302
    assert set(Helpline.objects.on_the_strip().values_list("updated_on", flat=True)) == {date(2026, 11, 1)}


def test_looking_saves_nothing(desk: Client) -> None:
    before = order()
    answer = send(desk, turned(), act="look")
    assert answer.status_code == 200
    assert [name for name, _number in answer.context["everywhere"]] == names(before[::-1])
    assert order() == before


def test_a_line_is_added_last(desk: Client) -> None:
    evening = Helpline.objects.get(slug="evening-line")
    assert evening.strip_position is None
    assert send(desk, add=evening.pk).status_code == 302
    assert order()[-1] == "evening-line"


def test_a_line_that_helps_in_no_emergency_is_not_added(desk: Client) -> None:
    before = order()
    assert send(desk, add=Helpline.objects.get(slug="quiet-line").pk).status_code == 302
    assert order() == before


def test_a_line_is_taken_off_and_another_takes_its_place(desk: Client) -> None:
    first, second, *_rest = order()
    wanted = places()
    one, other = list(wanted)[:2]
    wanted[other] = wanted[one]
    send(desk, wanted, **off(first), sure="on")
    assert order()[0] == second
    assert first not in order()


@pytest.mark.parametrize("kind", ["crisis", "emergency"])
def test_what_the_gate_would_refuse_is_said_before_saving(desk: Client, kind: str) -> None:
    slugs, before = everyone_of(kind), order()
    answer = send(desk, **off(*slugs))
    assert answer.status_code == 400
    said = answer.content.decode()
    assert f"no {kind} line that can be rung stands on the strip of this region" in said
    assert "Punjab" in said
    assert order() == before
    assert send(desk, **off(*slugs), sure="on").status_code == 302
    assert set(order()).isdisjoint(slugs)


@pytest.mark.parametrize(
    ("place", "refusal"), [("0", "Write a whole number"), ("x", "Write a whole number"), ("twin", "Two lines have")]
)
def test_a_place_that_cannot_be_comes_back_as_it_was_typed(desk: Client, place: str, refusal: str) -> None:
    wanted: dict[UUID, Any] = dict(places())
    first, second = list(wanted)[:2]
    typed = str(wanted[second]) if place == "twin" else place
    wanted[first] = typed
    before = order()
    answer = send(desk, wanted)
    assert answer.status_code == 400
    assert refusal in answer.content.decode()
    assert next(row.place for row in answer.context["rows"] if row.line.pk == first) == typed
    assert order() == before


def test_a_later_order_is_not_saved_over(desk: Client) -> None:
    answer = send(desk, turned(), seen="an older one")
    assert answer.status_code == 409
    assert "Somebody else has changed the strip" in answer.content.decode()
    with pytest.raises(StripHasMoved):
        give_places(places(), seen={})


def test_why_a_line_with_a_place_is_not_seen_is_said(desk: Client) -> None:
    draft, web, closed = (Helpline.objects.get(slug=slug) for slug in ("draft-line", "web-only", "closed-line"))
    for place, line in enumerate((draft, web, closed), 50):
        Helpline.objects.filter(pk=line.pk).update(crisis=True, strip_position=place)
    said = screen(desk).content.decode()
    for reason in ("it is a draft", "it has no number that can be rung", "it is not in operation"):
        assert f"Nobody sees it: {reason}." in said


def test_it_asks_the_database_little(desk: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(30):
        screen(desk)


def test_only_who_may_do_more_than_translate_helplines_opens_it(desk: Client) -> None:
    staff = User.objects.create_user("omar", password="a-long-password", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="change_helpline"))
    client = Client()
    client.force_login(staff)
    assert client.get(reverse("admin:strip")).status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="add_helpline"))
    assert client.get(reverse("admin:strip")).status_code == 200
