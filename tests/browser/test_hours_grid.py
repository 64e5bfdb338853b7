"""The week of a contact filled in on the desk, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import DESK, PHONE
from tests.machine import PATIENCE, Machine, Server

CURATOR = "from django.contrib.auth.models import User; User.objects.create_superuser('amina', password='{password}')"
PASSWORD = "a-long-password"


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A hub at work without TLS, with one curator and nothing else."""
    machine = Machine(tmp_path_factory.mktemp("desk") / "var", settings={"DEBUG": "1"})
    machine.manage("migrate", "-v0")
    machine.manage("shell", "-v0", "-c", CURATOR.format(password=PASSWORD))
    with machine.server() as server:
        yield server


@pytest.fixture(params=["en", "ur"])
def desk(browser: Browser, workplace: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Signed in, in either language; what the browser complains of fails the test."""
    address = f"http://127.0.0.1:{workplace.port}"
    context = browser.new_context(viewport=DESK if request.param == "en" else PHONE, base_url=address)
    context.set_default_timeout(PATIENCE * 1000)
    context.add_cookies([{"name": "django_language", "value": request.param, "url": f"{address}/desk/"}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/desk/login/")
    page.fill("#id_username", "amina")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/desk/")
    yield page
    context.close()
    assert said == []


def new_contact(desk: Page) -> Locator:
    """The form of a contact that is not there yet, with a number."""
    desk.goto("/desk/helplines/contactmethod/add/")
    desk.select_option("#id_kind", "phone")
    for name in ("value", "display", "dial"):
        desk.fill(f"#id_{name}", "1098")
    return desk.locator("[data-hours]")


def day(hours: Locator, place: int) -> Locator:
    return hours.locator("[data-day]").nth(place)


def fill(day: Locator, opens: str, closes: str) -> None:
    day.locator("[data-add]").click()
    expect(day.locator("[data-opens]").last).to_be_focused()
    day.locator("[data-opens]").last.fill(opens)
    day.locator("[data-closes]").last.fill(closes)


def times(day: Locator) -> list[str]:
    return [box.input_value() for box in day.locator("input").all()]


def test_the_week_writes_the_text_and_is_told_in_both_languages(desk: Page) -> None:
    hours = new_contact(desk)
    text = hours.locator("#id_hours")
    fill(day(hours, 0), "09:30", "17:00")
    hours.locator("[data-workdays]").click()
    expect(text).to_have_value("Mo-Fr 09:30-17:00")
    expect(hours.locator('[data-hours-in="en"]')).to_have_text("Mon–Fri 9:30 am – 5 pm")
    expect(hours.locator('[data-hours-in="ur"]')).to_have_text("پیر تا جمعہ صبح 9:30 بجے سے شام 5 بجے تک")
    expect(hours.locator('[data-now-in="en"]')).to_have_text(re.compile("Open|Closed"))
    expect(hours.locator("[data-href]")).to_have_text("tel:1098")
    fill(day(hours, 5), "22:00", "02:00")
    expect(text).to_have_value("Mo-Fr 09:30-17:00, Sa 22:00-02:00")
    expect(day(hours, 5).locator("[data-next]")).to_be_visible()
    fill(day(hours, 6), "10:00", "00:00")
    expect(text).to_have_value("Mo-Fr 09:30-17:00, Sa 22:00-02:00, Su 10:00-24:00")
    day(hours, 5).locator("[data-remove]").click()
    expect(text).to_have_value("Mo-Fr 09:30-17:00; Su 10:00-24:00")
    hours.locator("[data-always]").click()
    expect(text).to_have_value("24/7")
    hours.locator("[data-unknown]").click()
    expect(text).to_have_value("")
    expect(hours.locator('[data-hours-in="en"]')).to_have_text("Hours not known")


def test_the_text_draws_the_week_and_one_that_cannot_be_shown_leaves_it_empty(desk: Page) -> None:
    hours = new_contact(desk)
    text = hours.locator("#id_hours")
    text.fill("Mo,We 09:00-12:00,20:00-02:00")
    expect(day(hours, 2).locator("input")).to_have_count(4)
    assert times(day(hours, 0)) == times(day(hours, 2)) == ["09:00", "12:00", "20:00", "02:00"]
    assert times(day(hours, 1)) == []
    text.fill("by appointment")
    expect(hours.locator("[data-unreadable]")).to_be_visible()
    expect(hours.locator("[data-refusals] li")).to_have_count(1)
    expect(hours.locator("[data-day] input")).to_have_count(0)
    expect(text).to_have_value("by appointment")


def test_the_week_is_filled_in_by_keyboard_alone(desk: Page) -> None:
    hours = new_contact(desk)
    hours.locator("#id_hours").focus()
    for _stop in ("24/7", "not known", "Tuesday to Friday", "add hours on Monday"):
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(day(hours, 0).locator("[data-opens]")).to_be_focused()
    desk.keyboard.type("0900AM")
    for _stop in ("the clock of the field", "closes"):
        desk.keyboard.press("Tab")
    desk.keyboard.type("0500PM")
    expect(hours.locator("#id_hours")).to_have_value("Mo 09:00-17:00")


def test_a_contact_that_is_added_to_a_helpline_has_a_week_too(desk: Page) -> None:
    desk.goto("/desk/helplines/helpline/add/")
    desk.locator("#contacts-group .add-row a").click()
    hours = desk.locator("#contacts-0 [data-hours]")
    fill(day(hours, 6), "10:00", "14:00")
    expect(desk.locator("#id_contacts-0-hours")).to_have_value("Su 10:00-14:00")
    expect(hours.locator('[data-hours-in="en"]')).to_have_text("Sun 10 am – 2 pm")
