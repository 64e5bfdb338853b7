"""A helpline as ModelSerializers tell it, with the rules of the hub where a fact is computed."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from helplines import documents, words
from helplines.models import Category, ContactMethod, Helpline, HelplineSource, MenuStep
from helplines.moments import moments
from helplines.phone import href, href_abroad
from helplines.timetable import hours_document
from hub.curation.standing import public_sources, source_document
from hub.documents import Texts, by_position, links_with_page, nested
from hub.editions.moments import with_moments
from hub.editions.reader import minute
from hub.rows import related


class TextField(serializers.Field[Any, Any, Any, Any]):
    """A translated text; the record has been given its `texts`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: Any) -> str | None:
        assert self.field_name
        text: str | None = instance.texts(self.field_name)
        return text

    def to_representation(self, value: str) -> str:
        return value


class StatedField(serializers.ReadOnlyField):
    """A code, or None where the record has none."""

    def get_attribute(self, instance: Any) -> str | None:
        assert self.field_name
        return getattr(instance, self.field_name) or None


class NamedField(serializers.Field[Any, Any, Any, Any]):
    """Records named inside another."""

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
    words = TextField()

    class Meta:
        model = MenuStep
        fields = ("press", "words")


class ContactSerializer(serializers.ModelSerializer[ContactMethod]):
    dial = StatedField()
    href = serializers.SerializerMethodField()
    href_abroad = serializers.SerializerMethodField()
    menu = MenuSerializer(many=True, source="gathered_menu")
    note = TextField()
    cost = StatedField()
    languages = NamedField(code="code", or_none=True)
    reachable_from = serializers.SerializerMethodField()
    hours = serializers.SerializerMethodField()

    class Meta:
        model = ContactMethod
        fields = (
            *("id", "kind", "value", "display", "dial", "href", "href_abroad", "menu", "note", "cost", "languages"),
            *("reachable_from", "hours"),
        )

    def get_href(self, contact: ContactMethod) -> str | None:
        return href(contact.kind, contact.value, contact.dial or None)

    def get_href_abroad(self, contact: ContactMethod) -> str | None:
        return href_abroad(contact.kind, contact.value, contact.from_abroad)

    def get_reachable_from(self, contact: ContactMethod) -> dict[str, bool | None]:
        return {
            "landline": contact.from_landline,
            "mobile": contact.from_mobile,
            "abroad": contact.from_abroad,
        }

    def get_hours(self, contact: Any) -> dict[str, Any]:
        return hours_document(contact, self.context["holidays"], contact.texts)


class SourceSerializer(serializers.ModelSerializer[HelplineSource]):
    class Meta:
        model = HelplineSource
        fields = ("publisher", "url", "date")

    def to_representation(self, source: HelplineSource) -> dict[str, Any]:
        return source_document(source)


class HelplineSerializer(serializers.ModelSerializer[Helpline]):
    """Call with the language active; `language`, `holidays` and `old_slugs` in its context."""

    type = serializers.ReadOnlyField(default="helpline")
    name = TextField()
    old_slugs = serializers.SerializerMethodField()
    summary = TextField()
    description = TextField()
    alternate_names = serializers.SerializerMethodField()
    languages_note = TextField()
    who_answers = TextField()
    category = serializers.SerializerMethodField()
    partner = serializers.SerializerMethodField()
    topics = NamedField()
    audiences = NamedField()
    languages = NamedField(code="code", or_none=True)
    answered_by_women = StatedField()
    staffed_by = StatedField()
    coverage = serializers.SerializerMethodField()
    contacts = ContactSerializer(many=True, source="gathered_contacts")
    cost = serializers.SerializerMethodField()
    age = serializers.SerializerMethodField()
    strip = serializers.IntegerField(source="strip_position")
    superseded_by = serializers.ReadOnlyField()  # None: what is superseded is in no list.
    sources = SourceSerializer(many=True, source="public_sources")
    verification = serializers.SerializerMethodField()
    notice = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()

    class Meta:
        model = Helpline
        fields = (
            *("id", "slug", "type", "name", "old_slugs", "position", "summary", "description", "alternate_names"),
            *("languages_note", "who_answers", "category", "partner", "topics", "audiences", "languages"),
            *("confidential", "anonymous", "calls_back", "stores_numbers", "records_calls", "answered_by_women"),
            *("staffed_by", "police", "emergency", "crisis", "coverage", "contacts", "cost", "age", "strip"),
            *("operating_status", "superseded_by", "sources", "verification", "notice", "updated_on"),
            "text",  # After every text, since it tells which of them fell back.
            "links",
        )

    def to_representation(self, helpline: Helpline) -> dict[str, Any]:
        language = self.context["language"]
        prepare(helpline, language)
        document = super().to_representation(helpline)
        return dict(with_moments(document, moments(document, words.templates(language))(minute(timezone.now()))))

    def get_old_slugs(self, helpline: Helpline) -> list[str]:
        found: list[str] = self.context["old_slugs"].get(helpline.id, [])
        return found

    def get_alternate_names(self, helpline: Helpline) -> list[str]:
        return helpline.alternate_names.splitlines()

    def get_category(self, helpline: Helpline) -> dict[str, str]:
        return {"slug": helpline.category, "name": str(Category(helpline.category).label)}

    def get_partner(self, helpline: Helpline) -> dict[str, Any]:
        return nested(helpline.partner, self.context["language"])

    def get_coverage(self, helpline: Any) -> dict[str, Any]:
        return documents.coverage(helpline, helpline.texts)

    def get_cost(self, helpline: Any) -> str | None:
        return documents.dearest(helpline, helpline.gathered_contacts)

    def get_age(self, helpline: Helpline) -> dict[str, int | None]:
        return {"min": helpline.age_min, "max": helpline.age_max}

    def get_verification(self, helpline: Any) -> dict[str, Any]:
        return documents.standing(helpline, helpline.gathered_contacts)

    def get_notice(self, helpline: Any) -> dict[str, Any] | None:
        return documents.notice(helpline, helpline.texts)

    def get_text(self, helpline: Any) -> dict[str, Any]:
        block: dict[str, Any] = helpline.texts.block()
        return block

    def get_links(self, helpline: Helpline) -> dict[str, Any]:
        return links_with_page("helplines", helpline)


def prepare(helpline: Any, language: str) -> None:
    """What the fields ask of the record: its parts in order, each with its texts, which share what fell back."""
    helpline.texts = Texts(helpline, language)
    helpline.public_sources = public_sources(related(helpline, "sources"))
    helpline.gathered_contacts = documents.by_position_and_id(related(helpline, "contacts"))
    for place, contact in enumerate(helpline.gathered_contacts):
        contact.texts = helpline.texts.inside(contact, f"contacts.{place}")
        contact.gathered_menu = sorted(related(contact, "menu"), key=lambda step: step.position)
        for number, step in enumerate(contact.gathered_menu):
            step.texts = contact.texts.inside(step, f"menu.{number}")
