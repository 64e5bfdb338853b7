"""Every change of a record and of what belongs to it: by whom, when, from what to what."""

from collections.abc import Sequence

import simple_history
from django.db.models import Model


def recorded(*models: type[Model], many: Sequence[str] = ()) -> None:
    """Keeps the history of these models, their relations `many` included.

    Call at the end of a `translation.py`: history that is registered earlier does not know the languages' fields.
    """
    for model in models:
        simple_history.register(model, app=model.__module__.removesuffix(".models"), m2m_fields=many)
