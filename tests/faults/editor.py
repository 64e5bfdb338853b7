"""Publishes and rolls back when told: `-m tests.faults.editor`, and a line with `publish` or `rollback` for each.

Every name of an edition, in both languages, carries a mark that only this content has. Answers with a line of JSON
when the edition is live: its number, its state, its mark.
"""

import json
import sys
from itertools import cycle
from string import ascii_lowercase
from typing import Any

import django
from django.db import transaction

MARKS = cycle(ascii_lowercase)


class Editor:
    def __init__(self) -> None:
        from helplines.models import Helpline
        from hub.models import Audience, Language, Region, Topic
        from partners.models import Partner

        models = (Helpline, Partner, Topic, Audience, Region, Language)
        self.names = [(one, one.name_en, one.name_ur) for model in models for one in model.objects.all()]
        self.published: list[dict[str, Any]] = []

    def publish(self) -> dict[str, Any]:
        from hub.editions.publishing import publish

        mark = next(MARKS)
        with transaction.atomic():
            for record, english, urdu in self.names:
                marked = {"name_en": f"{english} [{mark}]", "name_ur": f"{urdu} [{mark}]"}
                type(record).objects.filter(pk=record.pk).update(**marked)
        edition = publish()
        assert edition
        self.published.append(live(edition.number, mark))
        return self.published[-1]

    def rollback(self) -> dict[str, Any]:
        """To what was published before the last."""
        from hub.editions.publishing import rollback

        earlier = self.published[-2]
        return live(rollback(earlier["number"]).number, earlier["mark"])


def live(number: int, mark: str) -> dict[str, Any]:
    from hub.editions.store import Store
    from hub.editions.syncing import current_manifest

    manifest = current_manifest(Store())
    assert manifest
    assert manifest["number"] == number
    return {"number": number, "state": manifest["state"], "mark": mark}


def main() -> None:
    django.setup()
    editor = Editor()
    for line in sys.stdin:
        act = {"publish": editor.publish, "rollback": editor.rollback}[line.strip()]
        print(json.dumps(act()), flush=True)


if __name__ == "__main__":
    main()
