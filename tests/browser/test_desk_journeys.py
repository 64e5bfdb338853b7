"""What a small team does on a day at the desk, with a mouse and with the keyboard alone."""

from typing import Any

import pytest

from tests.browser.desk import Desk, Keyboard, Mouse
from tests.machine import Machine, Server, wait_until

MOST_ACTS = 40
# The promise, in seconds.
GONE_WITHIN = 5
WAYS = (("Phone", "+922134567890", "02134567890"), ("WhatsApp", "+923001234567", ""))


def add_a_line(hands: Mouse, slug: str) -> None:
    """In both languages, with two ways to reach it and their hours."""
    page = hands.page
    page.goto("/desk/helplines/helpline/add/")
    hands.write("[name=slug]", slug)
    hands.choose("[name=state]", "Live")
    hands.write("[name=name_en]", "Listening Line")
    hands.write("[name=name_ur]", "سننے والی لائن")
    hands.write("[name=description_en]", "Somebody listens.")
    hands.write("[name=description_ur]", "کوئی سنتا ہے۔")
    hands.find("partner", "rozan")
    hands.choose("[name=category]", "Crisis and listening lines")
    hands.add("topics", "depression")
    for number, (kind, value, dial) in enumerate(WAYS):
        hands.press("#contacts-group .add-row a")
        hands.choose(f"[name=contacts-{number}-kind]", kind)
        hands.write(f"[name=contacts-{number}-value]", value)
        hands.write(f"[name=contacts-{number}-display]", value)
        if dial:
            hands.write(f"[name=contacts-{number}-dial]", dial)
        hands.write(f"[name=contacts-{number}-hours]", "Mo-Fr 09:30-17:00")
    hands.press("[name=_save]")
    assert "success" in page.inner_text(".messagelist"), page.inner_text("#content")


def propose(hands: Mouse, *names: str) -> str:
    page = hands.page
    page.goto("/desk/proposals/new/")
    for name in names:
        record = page.get_by_label(name, exact=True).get_attribute("value")
        hands.press(f"[value='{record}']")
    hands.write("#note", "A new line")
    hands.press("button.default")
    assert "It is proposed" in page.inner_text(".messagelist")
    return page.url


def approve(hands: Mouse, address: str) -> None:
    hands.page.goto(address)
    hands.press("form[action$='/approve/'] button")
    assert "is live" in hands.page.inner_text(".messagelist")


def numbers(desk: Desk, slug: str) -> list[str]:
    status, record = desk.server.get(f"/api/v1/helplines/{slug}/?lang=en")
    return [one["value"] for one in record["contacts"]] if status == 200 else []


@pytest.mark.parametrize(("hands_on", "slug"), [(Mouse, "listening-line"), (Keyboard, "listening-by-keys")])
def test_one_curator_adds_a_line_and_another_publishes_it(desk: Desk, hands_on: type[Mouse], slug: str) -> None:
    with desk.sit("editor") as page:
        editor = hands_on(page)
        add_a_line(editor, slug)
        address = propose(editor, "Listening Line")
    with desk.sit("reviewer") as page:
        reviewer = hands_on(page)
        approve(reviewer, address)
    assert editor.acts + reviewer.acts < MOST_ACTS
    wait_until(lambda: numbers(desk, slug) == ["+922134567890", "+923001234567"], "the line is in the API")
    assert desk.server.get(f"/api/v1/helplines/{slug}/?lang=ur")[1]["name"] == "سننے والی لائن"


def form_of(machine: Machine, slug: str) -> str:
    command = f"from helplines.models import Helpline; print(Helpline.objects.get(slug={slug!r}).pk)"
    return f"/desk/helplines/helpline/{machine.manage('shell', '-v0', '-c', command).strip()}/change/"


@pytest.mark.parametrize("hands_on", [Mouse, Keyboard])
def test_a_number_is_put_right_while_a_proposal_is_open(
    desk: Desk, desk_machine: Machine, hands_on: type[Mouse]
) -> None:
    form = form_of(desk_machine, "umang-helpline")
    last = len(hands_on.__name__) % 10
    display = f"0311-778626{last}"
    with desk.sit("editor") as page:
        hands = hands_on(page)
        page.goto(form)
        hands.write("[name=summary_en]", f"A summary that waits, written by {hands_on.__name__}.")
        hands.write("[name=contacts-0-value]", f"+92311778626{last}")
        hands.write("[name=contacts-0-dial]", f"0311778626{last}")
        hands.write("[name=contacts-0-display]", display)
        hands.press("[name=_save]")
        propose(hands, "Umang Mental Health Helpline")
        page.goto(form)
        hands.press("a[href*='/desk/correct/']")
        hands.write("#reason", "The number was shown wrongly")
        hands.press("button.default")
        page.wait_for_url("**/corrections/")
    wait_until(lambda: shown(desk, "umang-helpline")["contacts"][0]["display"] == display, "the correction is live")
    assert hands_on.__name__ not in (shown(desk, "umang-helpline")["summary"] or "")
    with desk.sit("reviewer") as page:
        hands = hands_on(page)
        page.goto("/desk/corrections/")
        hands.press("main .card a[href*='/desk/corrections/']")
        hands.press("[value=confirmed]")
        assert "Confirmed" in page.inner_text(".messagelist")


def shown(desk: Desk, slug: str) -> dict[str, Any]:
    return dict(desk.server.get(f"/api/v1/helplines/{slug}/?lang=en")[1])


AN_HOUR_AGO = """
from datetime import timedelta; from django.utils import timezone; from hub.editions.models import Edition
Edition.objects.update(published_at=timezone.now() - timedelta(hours=2))
"""


@pytest.mark.parametrize(("hands_on", "slug"), [(Mouse, "humraaz-1166"), (Keyboard, "madadgaar-1098")])
def test_a_line_is_checked_and_the_public_is_told(
    desk: Desk, desk_machine: Machine, hands_on: type[Mouse], slug: str
) -> None:
    form = form_of(desk_machine, slug)
    desk_machine.manage("shell", "-v0", "-c", AN_HOUR_AGO)  # Verifications go live once an hour.
    assert shown(desk, slug)["verification"]["verified_on"] is None
    with desk.sit("editor") as page:
        hands = hands_on(page)
        page.goto(form)
        hands.press(".field-to_verify a")
        hands.press("form[action$='/claim/'] button")
        hands.pick("method", "provider-confirmed")
        hands.pick("outcome", "confirmed")
        hands.write("[name=note]", "Their office has confirmed number and hours.")
        hands.press("form.verify-form button.default")
        assert "It is public now" in page.inner_text(".messagelist")
    assert hands.acts < MOST_ACTS
    wait_until(lambda: shown(desk, slug)["verification"]["method"] == "provider-confirmed", "the check is public")


@pytest.mark.parametrize(("hands_on", "slug"), [(Mouse, "rozan-counselling-helpline"), (Keyboard, "taskeen-helpline")])
def test_a_withdrawn_line_is_gone_from_every_process(
    desk: Desk, desk_machine: Machine, hands_on: type[Mouse], slug: str
) -> None:
    with desk_machine.server(workers=2) as other, desk.sit("editor") as page:
        hands = hands_on(page)
        page.goto(form_of(desk_machine, slug))
        hands.press("a[href*='/desk/withdraw/']")
        hands.write("#reason", "A wrong number")
        hands.press("button.deletelink")
        page.wait_for_url("**/public/")
        wait_until(lambda: is_gone(slug, desk.server, other), "the line is gone from every process", within=GONE_WITHIN)


def is_gone(slug: str, *servers: Server) -> bool:
    """From every process: each server is asked by more connections than it has workers."""
    return all(server.get(f"/api/v1/helplines/{slug}/")[0] == 410 for server in servers for _ask in range(8))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_desk_speaks_the_curators_language(desk: Desk, language: str) -> None:
    with desk.sit("owner", language) as page:
        page.goto("/desk/")
        assert page.evaluate("document.documentElement.lang") == language
        with page.expect_navigation():
            page.click(".desk-language button")
        assert page.evaluate("document.documentElement.lang") != language
