"""A directory as large as one likes: `python -m tests.bench.growth COUNT` in the database of the environment.

The real lines, and copies of them with names, numbers, regions, topics, hours and verifications of their own.
Synthetic: nothing of it is ever published outside a benchmark.
"""

import os
import sys
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

TODAY = date(2026, 11, 22)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def grow(count: int) -> None:
    """Into an empty database: `count` live helplines, or all the real ones where that is more."""
    from helplines.models import Helpline
    from hub.curation.seeding import load_directory

    load_directory()
    raise_real_ones()
    originals = list(
        Helpline.objects.live()
        .filter(superseded_by=None)
        .order_by("slug")
        .prefetch_related("topics", "audiences", "languages", "contacts__menu", "sources")
    )
    random = Random(count)
    missing = max(0, count - len(originals))
    copies = [Copy(originals[number % len(originals)], number, random) for number in range(missing)]
    save(copies)


def raise_real_ones() -> None:
    """Every real line that has a number goes live, the collected drafts too, with what partners and texts they need."""
    from django.db.models import F

    from helplines.models import Helpline
    from hub.curation.models import State
    from partners.models import Partner

    drafts = Helpline.objects.filter(state=State.DRAFT, superseded_by=None).exclude(contacts=None)
    drafts.filter(description_en="").update(description_en=F("name_en"), description_ur=F("name_ur"))
    Partner.objects.update(state=State.LIVE)
    drafts.update(state=State.LIVE)


class Copy:
    """A synthetic line, with the rows that hang on it."""

    def __init__(self, original: Any, number: int, random: Random) -> None:
        from helplines.models import Helpline

        word = letters(number)
        fields = {field.attname: getattr(original, field.attname) for field in original._meta.concrete_fields}
        fields |= {"id": key("helpline", number), "slug": f"{original.slug[:70]}-{word}", "strip_position": None}
        fields |= {"name_en": f"Line {word}", "name_ur": f"لائن {word}", "name": f"Line {word}", "alternate_names": ""}
        fields |= {"position": random.randrange(100, 2000), **verification(random)}
        fields |= {"scope": random.choice(["nationwide", "regional", "regional"])}
        self.line = Helpline(**fields)
        self.random, self.number, self.original = random, number, original
        self.sources = [self.source(one) for one in original.sources.all()]
        self.contacts = [self.contact(one, place) for place, one in enumerate(original.contacts.all())]
        self.menu = [
            self.step(step, contact)
            for one, contact in zip(original.contacts.all(), self.contacts, strict=True)
            for step in one.menu.all()
        ]

    def source(self, original: Any) -> Any:
        return type(original)(**rest_of(original, "id") | {"helpline_id": self.line.id})

    def contact(self, original: Any, place: int) -> Any:
        fields = rest_of(original, "id") | {"id": key(f"contact-{place}", self.number), "helpline_id": self.line.id}
        if original.kind in {"phone", "sms", "whatsapp"}:
            digits = f"3{self.number * 8 + place + 100_000_000:09}"
            dial = "" if original.kind == "whatsapp" else f"0{digits}"
            fields |= {"value": f"+92{digits}", "display": f"0{digits[:3]}-{digits[3:]}", "dial": dial}
        if original.kind in {"email", "website", "webchat", "app"}:
            fields |= {"value": original.value, "display": original.display}
        if self.random.random() < 0.6:
            fields |= {"hours": self.random.choice(HOURS), "hours_confidence": self.random.choice(["high", "medium"])}
        return type(original)(**fields)

    def step(self, original: Any, contact: Any) -> Any:
        return type(original)(**rest_of(original, "id") | {"contact_id": contact.id})

    def related(self, name: str, ids: list[Any]) -> Iterator[Any]:
        """The rows that link it to some of what there is; at least to what the original is linked to."""
        own = {one.pk for one in getattr(self.original, name).all()}
        through = getattr(type(self.original), name).through
        for other in own | set(self.random.sample(ids, min(2, len(ids)))):
            yield through(**{"helpline_id": self.line.id, f"{through._meta.get_fields()[2].name}_id": other})


def verification(random: Random) -> dict[str, Any]:
    """Two of three have been verified at some time: on rows alone, since nobody has rung them."""
    if random.random() < 1 / 3:
        return {"verified_on": None, "verify_by": None, "verified_method": ""}
    day = TODAY - timedelta(days=random.randrange(120))
    return {
        "verified_on": day,
        "verify_by": day + timedelta(days=random.choice([30, 90])),
        "verified_method": random.choice(["call-answered", "website", "official-source"]),
    }


HOURS = ["24/7"] * 20 + [
    f"{days} {opens:02}:{minutes}-{opens + length:02}:{minutes}"
    for days in ("Mo-Fr", "Mo-Sa", "Mo-Su", "Mo-Th")
    for opens in range(7, 14)
    for length in (6, 8, 9)
    for minutes in ("00", "30")
]


def letters(number: int) -> str:
    """A word for a number: the gate refuses digits that may be somebody's."""
    word = ""
    for _ in range(4):
        number, place = divmod(number, len(LETTERS))
        word = LETTERS[place] + word
    return word


def key(kind: str, number: int) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"bench/{kind}/{number}")


def rest_of(row: Any, *left_out: str) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in left_out]
    return {name: getattr(row, name) for name in names}


def save(copies: list[Copy]) -> None:
    from helplines.models import ContactMethod, Helpline, HelplineSource, MenuStep
    from hub.models import Audience, Language, Region, Topic

    Helpline.objects.bulk_create((copy.line for copy in copies), batch_size=500)
    HelplineSource.objects.bulk_create((one for copy in copies for one in copy.sources), batch_size=500)
    ContactMethod.objects.bulk_create((one for copy in copies for one in copy.contacts), batch_size=500)
    MenuStep.objects.bulk_create((one for copy in copies for one in copy.menu), batch_size=500)
    for name, model in (("topics", Topic), ("audiences", Audience), ("languages", Language)):
        ids = list(model.objects.order_by("slug").values_list("pk", flat=True))
        rows = [row for copy in copies for row in copy.related(name, ids)]
        getattr(Helpline, name).through.objects.bulk_create(rows, batch_size=500)
    regions = list(Region.objects.order_by("slug"))
    through = Helpline.regions.through
    rows = [
        through(helpline_id=copy.line.id, region_id=region.pk)
        for copy in copies
        if copy.line.scope == "regional"
        for region in copy.random.sample(regions, copy.random.choice([1, 1, 1, 2]))
    ]
    through.objects.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    import django

    django.setup()
    grow(int(sys.argv[1]))
