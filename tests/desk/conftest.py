"""The cast, live as edition 1, and a small team at the desk."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hub.curation.roles import join, make_roles
from hub.desk.changed import Last
from tests.editions.conftest import (  # noqa: F401  (fixtures)
    around_tests,
    cast,
    cast_of_module,
    compressed_once,
    first_edition,
    machine,
    published,
    shared_database,
)


class Desk(Client):
    """A browser at the desk, and who sits there."""

    person: User


@pytest.fixture(autouse=True)
def nothing_found_before() -> None:
    """A test begins with another database, whose history counts from where the last one's did."""
    Last.found = None


@pytest.fixture(scope="module")
def roles_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with around_tests(django_db_blocker, make_roles):
        yield


@pytest.fixture
def roles(roles_of_module: None, db: None) -> None:
    """The roles there are."""


@pytest.fixture
def curator(roles: None) -> Callable[[str, str], User]:
    """(name, role) -> somebody."""

    def make(name: str, role: str) -> User:
        user = User.objects.create_user(name, password="a-long-password")
        join(user, role)
        return user

    return make


@pytest.fixture
def at_desk(curator: Callable[[str, str], User]) -> Callable[..., Desk]:
    """role -> a browser in which somebody of that role is signed in."""

    def sit(role: str, name: str = "") -> Desk:
        client = Desk()
        client.person = curator(name or f"the-{role}", role)
        client.force_login(client.person)
        return client

    return sit


@pytest.fixture
def desk(cast: None) -> Client:  # noqa: F811
    """A browser in which somebody who may do everything is signed in."""
    client = Client()
    client.force_login(User.objects.create_superuser("amina", password="a-long-password"))
    return client
