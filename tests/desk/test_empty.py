"""A desk with nothing on it yet."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

SCREENS = (
    *("/desk/", "/desk/translations/", "/desk/verify/", "/desk/strip/", "/desk/holidays/", "/desk/public/"),
    *("/desk/proposals/", "/desk/proposals/new/", "/desk/corrections/", "/desk/helplines/helpline/"),
)


@pytest.fixture
def owner(machine: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("amina"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", SCREENS)
def test_an_empty_directory_has_a_desk(owner: Client, path: str) -> None:
    assert owner.get(path).status_code == 200
