"""A helpline as ModelSerializers tell it, with the rules of the hub where a fact is computed.

The one thing left out, in favour of this side: `{{helpline:slug}}` in a text stays as it is.
"""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from helplines import documents, words
from helplines.models import Category, ContactMethod, Helpline, HelplineSource, MenuStep
from helplines.moments import moments
from helplines.phone import href, href_abroad
from helplines.timetable import hours_document
from hub.curation.standing import public_sources, source_document
from hub.documents import Texts, by_position, nested, related
from hub.editions.moments import with_moments
from hub.editions.reader import minute

TEXTS = ("summary", "description", "languages_note", "who_answers")
COPIED = (
    *("confidential", "anonymous", "calls_back", "stores_numbers", "records_calls", "police", "emergency", "crisis"),
    "operating_status",
)


class NamedField(serializers.Field[Any, Any, Any, Any]):
    """A record named inside another, or several of them."""

    def __init__(self, *, code: str = "slug", or_none: bool = False, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.code = code
        self.or_none = or_none

    def get_attribute(self, instance: Any) -> Any:
        assert self.field_name
        return by_position(related(instance, self.field_name))

    def to_representation(self, value: Any) -> Any:
        named = [nested(one, self.context["language"], code=self.code) for one in value]
        return (named or None) if self.or_none else named


class MenuSerializer(serializers.ModelSerializer[MenuStep]):
    words = serializers.SerializerMethodField()

    class Meta:
        model = MenuStep
        fields = ("press", "words")

    def get_words(self, step: MenuStep) -> str | None:
        texts: Texts = self.context["texts"]
        return texts.inside(step, f"menu.{step.place}")("words")  # type: ignore[attr-defined]


class ContactSerializer(serializers.ModelSerializer[ContactMethod]):
    dial = serializers.SerializerMethodField()
    href = serializers.SerializerMethodField()
    href_abroad = serializers.SerializerMethodField()
    menu = serializers.SerializerMethodField()
    note = serializers.SerializerMethodField()
    cost = serializers.SerializerMethodField()
    languages = NamedField(code="code", or_none=True)
    reachable_from = serializers.SerializerMethodField()
    hours = serializers.SerializerMethodField()

    class Meta:
        model = ContactMethod
        fields = (
            *("id", "kind", "value", "display", "dial", "href", "href_abroad", "menu", "note", "cost", "languages"),
            *("reachable_from", "hours"),
        )

    def get_dial(self, contact: ContactMethod) -> str | None:
        return contact.dial or None

    def get_cost(self, contact: ContactMethod) -> str | None:
        return contact.cost or None

    def get_href(self, contact: ContactMethod) -> str | None:
        return href(contact.kind, contact.value, contact.dial or None)

    def get_href_abroad(self, contact: ContactMethod) -> str | None:
        return href_abroad(contact.kind, contact.value, contact.from_abroad)

    def get_menu(self, contact: ContactMethod) -> Any:
        steps = sorted(related(contact, "menu"), key=lambda step: step.position)
        for place, step in enumerate(steps):
            step.place = place
        return MenuSerializer(steps, many=True, context=self.context).data

    def get_note(self, contact: ContactMethod) -> str | None:
        text: str | None = self.context["texts"]("note")
        return text

    def get_reachable_from(self, contact: ContactMethod) -> dict[str, bool | None]:
        return {
            "landline": contact.from_landline,
            "mobile": contact.from_mobile,
            "abroad": contact.from_abroad,
        }

    def get_hours(self, contact: ContactMethod) -> dict[str, Any]:
        return hours_document(contact, self.context["holidays"], self.context["texts"])


class SourceSerializer(serializers.ModelSerializer[HelplineSource]):
    class Meta:
        model = HelplineSource
        fields = ("publisher", "url", "date")

    def to_representation(self, source: HelplineSource) -> dict[str, Any]:
        return source_document(source)


class HelplineSerializer(serializers.ModelSerializer[Helpline]):
    """Call with the language active; `language` and `holidays` in its context."""

    category = serializers.SerializerMethodField()
    partner = serializers.SerializerMethodField()
    topics = NamedField()
    audiences = NamedField()
    languages = NamedField(code="code", or_none=True)
    sources = serializers.SerializerMethodField()
    old_slugs = serializers.SerializerMethodField()

    class Meta:
        model = Helpline
        fields = (
            *("id", "slug", "position", *COPIED, "category", "partner", "topics", "audiences", "languages", "sources"),
            "old_slugs",
        )

    def get_category(self, helpline: Helpline) -> dict[str, str]:
        return {"slug": helpline.category, "name": str(Category(helpline.category).label)}

    def get_partner(self, helpline: Helpline) -> Any:
        return nested(helpline.partner, self.context["language"])

    def get_sources(self, helpline: Helpline) -> Any:
        return SourceSerializer(public_sources(related(helpline, "sources")), many=True).data

    def get_old_slugs(self, helpline: Helpline) -> list[str]:
        found: list[str] = self.context["old_slugs"].get(helpline.id, [])
        return found

    def to_representation(self, helpline: Helpline) -> dict[str, Any]:
        language = self.context["language"]
        texts = Texts(helpline, language)
        contacts = documents.by_position_and_id(related(helpline, "contacts"))
        document = super().to_representation(helpline) | {
            "type": "helpline",
            "name": texts("name"),
            **{field: texts(field) for field in TEXTS},
            "alternate_names": helpline.alternate_names.splitlines(),
            "coverage": documents.coverage(helpline, texts),
            "answered_by_women": helpline.answered_by_women or None,
            "staffed_by": helpline.staffed_by or None,
            "contacts": self.contacts(contacts, texts),
            "cost": documents.dearest(helpline, contacts),
            "age": {"min": helpline.age_min, "max": helpline.age_max},
            "strip": helpline.strip_position,
            "superseded_by": None,
            "verification": documents.standing(helpline, contacts),
            "notice": documents.notice(helpline, texts),
            "updated_on": helpline.updated_on.isoformat(),
            "text": texts.block(),
            "links": {"self": f"/api/v1/helplines/{helpline.slug}/", "web": None},
        }
        return dict(with_moments(document, moments(document, words.templates(language))(minute(timezone.now()))))

    def contacts(self, contacts: list[ContactMethod], texts: Texts) -> list[Any]:
        return [
            ContactSerializer(
                contact, context=self.context | {"texts": texts.inside(contact, f"contacts.{place}")}
            ).data
            for place, contact in enumerate(contacts)
        ]
