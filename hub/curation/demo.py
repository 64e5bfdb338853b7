"""Somebody to sign in as, one of each role, where the hub is developed or shown: never outside DEBUG."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

from hub.curation.roles import ROLES, join, make_roles


def demo_curators() -> Iterator[tuple[str, str]]:
    """(name, password) of each, made where they are missing."""
    assert settings.DEBUG, "Everybody could know these passwords."
    make_roles()
    for role in ROLES:
        name, password = f"demo-{role}", password_of(role)
        user, _made = User.objects.get_or_create(username=name)
        if not user.check_password(password):
            user.set_password(password)
        join(user, role)
        yield name, password


def password_of(role: str) -> str:
    """The same at every start, so that nobody is signed out by one."""
    return salted_hmac("demo curators", role).hexdigest()[:14]
