"""Who may do what on the desk: four roles, as groups with the permissions of Django's models.

Everybody at the desk may read all of it. Translators change texts only, which the forms see to: they may change records
but not add any. Nobody may change what has been done: editions, withdrawals, verifications and history only grow.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Model
from modeltranslation.translator import translator

from hub.curation.models import Entry, OldSlug, TextNote, Verification
from hub.desk.names import models_of_ours

TRANSLATOR_ACTS = ("curation.change_textnote",)
EDITOR_ACTS = ("editions.add_proposal", "editions.add_correction", "editions.add_withdrawal")
REVIEWER_ACTS = (
    "editions.approve_proposal",
    "editions.settle_correction",
    "editions.rollback_edition",
    "editions.restore_withdrawal",
)
OWNER_ACTS = ("auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group", "admin.view_logentry")


def is_log(model: type[Model]) -> bool:
    """Rows that acts leave behind, and no form changes."""
    return model._meta.app_label == "editions" or issubclass(model, OldSlug | TextNote)


def reading() -> set[str]:
    return {named("view", model) for model in models_of_ours()}


def translating() -> set[str]:
    ours = set(models_of_ours())
    texts = {named("change", model) for model in translator.get_registered_models() if model in ours}
    return reading() | texts | set(TRANSLATOR_ACTS)


def editing() -> set[str]:
    """Records are taken out of an edition by their state, and stay on the desk; their parts can be deleted."""
    granted = translating() | set(EDITOR_ACTS)
    for model in models_of_ours():
        if issubclass(model, Verification):
            granted.add(named("add", model))
        elif not is_log(model):
            granted |= {named("add", model), named("change", model)}
            if not issubclass(model, Entry):
                granted.add(named("delete", model))
    return granted


def reviewing() -> set[str]:
    return editing() | set(REVIEWER_ACTS)


def owning() -> set[str]:
    records = (model for model in models_of_ours() if issubclass(model, Entry))
    return reviewing() | {named("delete", model) for model in records} | set(OWNER_ACTS)


ROLES = {"translator": translating, "editor": editing, "reviewer": reviewing, "owner": owning}


def named(action: str, model: type[Model]) -> str:
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


@transaction.atomic
def make_roles() -> dict[str, int]:
    """Gives each role exactly its permissions, however often it is called: role -> how many."""
    return {role: len(give(role, granted())) for role, granted in ROLES.items()}


def give(role: str, names: set[str]) -> list[Permission]:
    group, _made = Group.objects.get_or_create(name=role)
    known = {f"{one.content_type.app_label}.{one.codename}": one for one in permissions()}
    assert names <= known.keys(), f"There is no such permission: {sorted(names - known.keys())}"
    given = [known[name] for name in sorted(names)]
    group.permissions.set(given)
    return given


def permissions() -> Iterable[Permission]:
    return Permission.objects.select_related("content_type")


def join(user: User, role: str) -> None:
    """Puts somebody at the desk in a role."""
    user.groups.set([Group.objects.get(name=role)])
    user.is_staff = True
    user.save()
