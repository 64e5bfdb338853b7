"""The cast, and a curator who is signed in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.cast import make_cast


@pytest.fixture
def cast(db: None) -> None:
    make_cast()


@pytest.fixture
def desk(cast: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("amina", password="a-long-password"))
    return client
