"""Many reach for one line at once, each by a connection of their own; in a file of its own, since it commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection

from helplines.claiming import Taken, claim
from helplines.models import Claim, Helpline


@pytest.mark.usefixtures("shared_database")
def test_of_many_who_reach_for_a_line_at_once_one_has_it() -> None:
    quiet = Helpline.objects.get(slug="quiet-line")
    users = [User.objects.create(username=f"curator-{number}") for number in range(6)]

    def reach(user: User) -> bool:
        try:
            claim(quiet, user)
        except Taken:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(users)) as pool:
        assert sum(pool.map(reach, users)) == 1
    assert Claim.objects.count() == 1
