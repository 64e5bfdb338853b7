"""How fast the desk answers, inside a process, over the directory in the database: `python -m tests.bench.desk`.

DESK_SHOW=1 prints every list.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

CHANGED = 50
SCREENS = ("", "verify/", "translations/", "proposals/", "corrections/", "public/", "holidays/", "strip/")
# Bakes the whole directory to see it.
CHANGES = "/desk/proposals/new/"


def lists() -> Iterator[str]:
    from django.contrib import admin
    from django.urls import reverse

    for model in admin.site._registry:
        yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    yield from (f"/desk/{screen}" for screen in SCREENS)


def asked(client: Any, path: str) -> tuple[float, int]:
    """Seconds and questions to the database of the second time: the first one fills what a process keeps."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        assert client.get(path).status_code == 200, path
        took = time.perf_counter() - began
    if os.environ.get("DESK_SHOW"):
        print(f"{took * 1000:6.0f} ms {len(queries):3} {path}", file=sys.stderr)
    return took, len(queries)


def proposal(person: Any) -> Any:
    """Of fifty changed records."""
    from helplines.models import Helpline
    from hub.editions.proposals import propose

    lines = list(Helpline.objects.live().order_by("slug")[:CHANGED])
    for line in lines:
        line.name_en = f"{line.name_en} Anew"
        line.save()
    return propose([("helpline", str(line.pk)) for line in lines], by=person, note="Fifty records")


def main() -> dict[str, Any]:
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.test import Client

    from hub.editions.reader import reader

    reader.refresh()
    person = User.objects.create_superuser("bench")
    client = Client()
    client.force_login(person)
    measured = [(path, *asked(client, path)) for path in lists()]
    review, _queries = asked(client, f"/desk/proposals/{proposal(person).pk}/")
    return {
        "slowest": max(measured, key=itemgetter(1)),
        "busiest": max(measured, key=itemgetter(2)),
        "changed": (CHANGES, *asked(client, CHANGES)),
        "review": review,
    }


if __name__ == "__main__":
    print(json.dumps(main()))
