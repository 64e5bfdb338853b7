"""Every address of the desk × every role × every method: a table that an address without a row fails."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from helplines.models import Helpline
from hub.curation.roles import ROLES
from hub.search.letters import ARABIC
from tests.desk.conftest import Desk

pytestmark = pytest.mark.usefixtures("published")

TRANSLATOR, EDITOR, REVIEWER, OWNER = ROLES
EVERYBODY = set(ROLES)
EDITORS, REVIEWERS, OWNERS = {EDITOR, REVIEWER, OWNER}, {REVIEWER, OWNER}, {OWNER}
READ, WRITE = ("get", "head"), ("post",)
# Screen -> who may read it, and who may post to it (None: there is nothing to read, or to post).
SCREENS: dict[str, tuple[set[str] | None, set[str] | None]] = {
    "verify": (EVERYBODY, None),
    "verify_publish": (None, EDITORS),
    "verify_line": (EVERYBODY, EDITORS),
    "verify_claim": (None, EDITORS),
    "verify_report": (None, EDITORS),
    "verify_give_back": (None, EDITORS),
    "hours_preview": (None, EVERYBODY),
    "holidays": (EDITORS, EDITORS),
    "strip": (EDITORS, EDITORS),
    "proposals": (EVERYBODY, None),
    "proposal-new": (EDITORS, EDITORS),
    "proposal": (EVERYBODY, None),
    "proposal-approve": (None, REVIEWERS),
    "proposal-send-back": (None, REVIEWERS),
    "proposal-take-back": (None, EDITORS),
    "proposal-anew": (None, EDITORS),
    "corrections": (EVERYBODY, None),
    "correct": (EDITORS, EDITORS),
    "correction": (EVERYBODY, None),
    "correction-settle": (None, REVIEWERS),
    "announce": (EDITORS, EDITORS),
    "translations": (EVERYBODY, None),
    "texts": (EVERYBODY, EVERYBODY),
    "undo": (None, EDITORS),
    "public": (EVERYBODY, None),
    "roll-back": (None, REVIEWERS),
    "withdraw": (EDITORS, EDITORS),
    "restore": (None, REVIEWERS),
    "preview": (EVERYBODY, None),
}
# Django's own -> who may read it; the last ones need no signing in.
OWN = {
    "index": EVERYBODY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "autocomplete": set[str](),  # Without saying of which field: nobody.
    "app_list": EVERYBODY,
    "view_on_site": EVERYBODY,
    "login": EVERYBODY,
    "language": EVERYBODY,
    "logout": EVERYBODY,  # Last: it signs them out.
}
# A form of a model -> the permission that it asks for.
FORMS = {"changelist": "view", "add": "add", "change": "view", "history": "view", "delete": "delete"}

WITHOUT_A_ROW = {"changelist", "add"}


def patterns(found: Any, above: str = "") -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        else:
            yield one


def names() -> list[str]:
    desk = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "admin")
    found = [one.name for one in patterns(desk.url_patterns) if one.name]  # type: ignore[attr-defined]
    return list(dict.fromkeys(found))


def form_of(name: str) -> tuple[Any, str] | None:
    """The model and the form that an address is of."""
    for model in admin.site._registry:
        prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(prefix) and name.removeprefix(prefix) in FORMS:
            return model, name.removeprefix(prefix)
    return None


OTHERS = {"hub_searchphrase_try": "hub.view_searchphrase", "auth_user_password_change": "auth.change_user"}


def test_no_address_is_without_a_row() -> None:
    known = {*SCREENS, *OWN, *OTHERS}
    assert len(names()) > 100
    assert [name for name in names() if name not in known and not form_of(name)] == []


def address(name: str) -> str:
    """Records that exist are not needed: whoever may not is refused before they are looked for."""
    record = str(Helpline.objects.get(slug="quiet-line").pk)
    for args in ([], [1], ["helplines"], ["helpline", 1], ["helpline", record], [record], [1, record]):
        try:
            return reverse(f"admin:{name}", args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"give {name} its arguments")


def is_let_in(client: Client, method: str, path: str) -> bool:
    """Anything but a refusal: an empty form that is refused, or a record that is missing, was asked by one who may."""
    status = getattr(client, method)(path).status_code
    assert status < 500, (method, path, status)
    return status != 403


@pytest.fixture
def team(at_desk: Callable[..., Desk]) -> dict[str, Desk]:
    return {role: at_desk(role) for role in ROLES}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_for_those_who_may(team: dict[str, Desk], name: str) -> None:
    readers, writers = SCREENS[name]
    for method, allowed in (*((one, readers) for one in READ), *((one, writers) for one in WRITE)):
        let_in = {role for role, client in team.items() if is_let_in(client, method, address(name))}
        # Who may open a screen is told that a method is none of its own; nobody else learns even that.
        assert let_in == (allowed if allowed is not None else (readers or writers)), method


def test_a_form_is_for_those_who_may(team: dict[str, Desk]) -> None:
    wrong = []
    for name in names():
        if not (found := form_of(name)):
            continue
        model, form = found
        there_is = model._default_manager.first()
        path = reverse(f"admin:{name}", args=[there_is.pk]) if there_is and form not in WITHOUT_A_ROW else address(name)
        asked = f"{model._meta.app_label}.{FORMS[form]}_{model._meta.model_name}"
        for role, client in team.items():
            model_admin = admin.site.get_model_admin(model)
            closed = form in ("add", "delete") and not may(model_admin, form, client)
            expected = client.person.has_perm(asked) and not closed
            wrong += [(name, role, one) for one in READ if is_let_in(client, one, path) != expected]
            # An empty form is refused by itself, so that nothing is changed by who may.
            expected = expected and may_post(model_admin, form, client)
            wrong += [(name, role, one) for one in WRITE if is_let_in(client, one, path) != expected]
    assert wrong == []


def may_post(model_admin: Any, form: str, client: Desk) -> bool:
    """A list is searched and a history read by all who may see them, whatever the method."""
    return form != "change" or may(model_admin, "change", client)


def may(model_admin: Any, form: str, client: Desk) -> bool:
    """Some models are read only for everybody."""
    request = RequestFactory().get("/desk/")
    request.user = client.person
    return bool(getattr(model_admin, f"has_{form}_permission")(request))


@pytest.mark.parametrize("name", OWN)
def test_what_is_djangos_own_is_for_whom_its_row_says(team: dict[str, Desk], name: str) -> None:
    for role, client in team.items():
        for method in (*READ, *WRITE):
            # A method that an address has nothing for is refused as that, to everybody at the desk.
            allowed = OWN[name] if method in READ else EVERYBODY
            assert is_let_in(client, method, address(name)) == (role in allowed), (role, method)


@pytest.mark.parametrize("name", [*OTHERS])
def test_what_else_there_is_asks_for_a_permission(team: dict[str, Desk], name: str) -> None:
    for client in team.values():
        assert is_let_in(client, "get", address(name)) == client.person.has_perm(OTHERS[name])


def test_nobody_gets_in_without_signing_in() -> None:
    for name in set(names()) - {"login", "logout", "language", "jsi18n"}:
        assert "/login/" in Client().get(address(name)).get("Location", ""), name


def test_what_the_scripts_say_is_in_urdu(at_desk: Callable[..., Desk]) -> None:
    client = at_desk("editor")
    client.cookies["django_language"] = "ur"
    said = json.loads(
        re.search(r"newcatalog = (\{.*?\n  \});", client.get("/desk/jsi18n/").content.decode(), re.DOTALL)[1]  # type: ignore[index]
    )
    untranslated = [key for key, value in said.items() if not ARABIC.search(str(value))]
    assert len(said) > 60
    assert untranslated == []


def test_what_a_form_refuses_is_told_in_urdu(at_desk: Callable[..., Desk]) -> None:
    client = at_desk("editor")
    client.cookies["django_language"] = "ur"
    page = reverse("admin:helplines_helpline_add")
    sent = {"slug": "not a slug", "age_min": "many", "updated_on": "soon", "website": "nowhere"}
    answer = client.post(page, sent).content.decode()
    told = re.findall(r'class="errornote">\s*([^<]+)|<ul class="errorlist[^>]*><li>([^<]+)', answer)
    assert len(told) > 3
    assert [words for words in map("".join, told) if not ARABIC.search(words)] == []
