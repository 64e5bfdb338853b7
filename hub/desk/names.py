"""What models and their fields are called at the desk: the names that Django makes of the code, put into Urdu.

Django shows a field that was given no name under one made of the code's. Each is a text to translate like any other;
the models need not repeat it.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, Model
from django.utils.translation import gettext_lazy

OURS = ("hub", "partners", "helplines")


def models_of_ours() -> Iterator[type[Model]]:
    """All but those that hold what was."""
    for app in apps.get_app_configs():
        if app.name.split(".")[0] in OURS:
            yield from (model for model in app.get_models() if not model.__name__.startswith("Historical"))


def fields_of(model: type[Model]) -> Iterator[Field]:
    """Those with a name of their own: a text in a language is called after the text."""
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if not hasattr(field, "translated_field"):
            yield field


def names() -> Iterator[tuple[str, str]]:
    """(name, module of the models that bear it), as they stand in English."""
    for model in models_of_ours():
        options, module = model._meta, model.__module__
        for name in (options.verbose_name, options.verbose_name_plural, options.app_config.verbose_name):
            yield str(name), module
        yield from ((str(field.verbose_name), module) for field in fields_of(model))


def translate_names() -> None:
    """Once, when all models are there."""
    for model in models_of_ours():
        options = model._meta
        options.verbose_name = gettext_lazy(str(options.verbose_name))
        options.verbose_name_plural = gettext_lazy(str(options.verbose_name_plural))
        options.app_config.verbose_name = gettext_lazy(str(options.app_config.verbose_name))
        for field in fields_of(model):
            field.verbose_name = gettext_lazy(str(field.verbose_name))
