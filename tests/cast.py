"""The cast: a few named records, one for each interesting case, and the helpers that make them.

Numbers are short codes and public lines; nobody's own. `CLOCK` is the instant at which the tests look at them.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from helplines.models import (
    ContactMethod,
    Helpline,
    HelplineSource,
    Holiday,
    HolidayDate,
    HoursException,
    MenuStep,
)
from hub.content.models import (
    About,
    Announcement,
    Campaign,
    CampaignEvent,
    CampaignSource,
    Creator,
    Hashtag,
    Resource,
    ResourceSource,
    Statistic,
    Voice,
)
from hub.curation.models import OldSlug, State, seeded_id
from hub.models import Audience, Language, Region, SearchPhrase, Topic
from partners.models import CampaignRole, Partner, PartnerSource, SocialLink

# A Sunday, ten in the evening in Karachi.
CLOCK = datetime(2026, 11, 22, 22, 0, tzinfo=ZoneInfo("Asia/Karachi"))
DAY = date(2026, 11, 1)

REGIONS = {
    "PK-PB": ("Punjab", "پنجاب"),
    "PK-SD": ("Sindh", "سندھ"),
    "PK-KP": ("Khyber Pakhtunkhwa", "خیبر پختونخوا"),
}
LANGUAGES = {"ur": ("Urdu", "اردو"), "en": ("English", "انگریزی"), "sd": ("Sindhi", "سندھی")}


def make_topic(slug: str, name_en: str, name_ur: str, **fields: Any) -> Topic:
    defaults = {"group": "feelings", "state": State.LIVE, "updated_on": DAY}
    return Topic.objects.create(
        id=seeded_id("topic", slug), slug=slug, name_en=name_en, name_ur=name_ur, **defaults | fields
    )


def make_audience(slug: str, name_en: str, name_ur: str, **fields: Any) -> Audience:
    defaults = {"state": State.LIVE, "updated_on": DAY}
    return Audience.objects.create(
        id=seeded_id("audience", slug), slug=slug, name_en=name_en, name_ur=name_ur, **defaults | fields
    )


def make_partner(slug: str, name_en: str, name_ur: str | None, **fields: Any) -> Partner:
    defaults = {"kind": "ngo", "state": State.LIVE, "updated_on": DAY}
    return Partner.objects.create(
        id=seeded_id("partner", slug), slug=slug, name_en=name_en, name_ur=name_ur, **defaults | fields
    )


def make_helpline(
    slug: str,
    name_en: str,
    name_ur: str | None,
    *contacts: dict[str, Any],
    partner: str = "umeed-trust",
    topics: tuple[str, ...] = ("depression",),
    audiences: tuple[str, ...] = ("everyone",),
    regions: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    **fields: Any,
) -> Helpline:
    defaults = {
        "category": "crisis",
        "state": State.LIVE,
        "updated_on": DAY,
        "description_en": "A line that listens.",
        "description_ur": "ایک لائن جو سنتی ہے۔" if name_ur else "",
        "partner": Partner.objects.get(slug=partner),
        "scope": "regional" if regions else "nationwide",
    }
    helpline = Helpline.objects.create(
        id=seeded_id("helpline", slug), slug=slug, name_en=name_en, name_ur=name_ur, **defaults | fields
    )
    helpline.topics.set(Topic.objects.filter(slug__in=topics))
    helpline.audiences.set(Audience.objects.filter(slug__in=audiences))
    helpline.regions.set(Region.objects.filter(slug__in=regions))
    helpline.languages.set(Language.objects.filter(slug__in=languages))
    source = HelplineSource.objects.create(
        helpline=helpline, key="dawn", publisher="Dawn", date="2026-01", kind="news", url="https://www.dawn.com/news/1"
    )
    for place, contact in enumerate(contacts, 1):
        make_contact(helpline, place, **contact).sources.add(source)
    return helpline


def make_contact(helpline: Helpline, place: int, **fields: Any) -> ContactMethod:
    value = fields["value"]
    dial = value if value.isdigit() else f"0{value[3:]}" if value.startswith("+92") else ""
    defaults = {"kind": "phone", "display": dial or value, "dial": "" if fields.get("kind") == "whatsapp" else dial}
    return ContactMethod.objects.create(
        id=seeded_id("contact", f"{helpline.slug}-{place}"),
        helpline=helpline,
        position=place * 10,
        **defaults | fields,
    )


def make_cast() -> None:
    """Everything, in an empty database."""
    make_taxonomy()
    make_partners()
    make_strip()
    make_clocks()
    make_unknowns()
    make_ways_out()
    make_content()


def make_taxonomy() -> None:
    suicide = make_topic("suicidal-thoughts", "Suicidal thoughts", "خودکشی کے خیالات", group="crisis", crisis=True)
    SearchPhrase.objects.create(topic=suicide, text="khudkushi", script="roman")
    SearchPhrase.objects.create(topic=suicide, text="خودکشی", script="ur")
    make_topic("depression", "Depression", "ڈپریشن", position=20, description_en="Low for weeks.")
    make_topic("legal-help", "Legal help", "قانونی مدد", position=30, group="daily-life")
    make_topic("emergency-danger", "Danger right now", "فوری خطرہ", position=5, group="crisis", crisis=True)
    make_audience("everyone", "Everyone", "سب کے لیے", position=1)
    make_audience("women", "Women and girls", "خواتین اور لڑکیاں", position=2)
    for place, (slug, (name_en, name_ur)) in enumerate(REGIONS.items()):
        Region.objects.create(id=seeded_id("region", slug), slug=slug, name_en=name_en, name_ur=name_ur, position=place)
    for place, (slug, (name_en, name_ur)) in enumerate(LANGUAGES.items()):
        Language.objects.create(
            id=seeded_id("language", slug), slug=slug, name_en=name_en, name_ur=name_ur, position=place
        )


def make_partners() -> None:
    umeed = make_partner("umeed-trust", "Umeed Trust", "امید ٹرسٹ", website="https://umeed.example.pk", position=10)
    CampaignRole.objects.create(
        partner=umeed, kind="awareness", words_en="Raises awareness.", words_ur="آگاہی پھیلاتا ہے۔", since="2023-10-10"
    )
    SocialLink.objects.create(partner=umeed, platform="instagram", url="https://www.instagram.com/umeed")
    PartnerSource.objects.create(
        partner=umeed, key="press", publisher="Press release", date="2023", kind="press-release"
    )
    make_partner("police", "Police", "پولیس", kind="government", position=20, description_en="Answers in danger.")
    make_partner("english-only", "English Only Society", None, position=30)


def make_strip() -> None:
    make_police()
    make_rescue()
    make_eid_of(make_umeed())


def make_police() -> None:
    make_helpline(
        "police-15",
        "Police 15",
        "پولیس 15",
        {"value": "15", "hours": "24/7", "hours_confidence": "medium", "cost": "toll-free"},
        partner="police",
        topics=("emergency-danger",),
        category="emergency",
        emergency=True,
        police=True,
        staffed_by="officials",
        strip_position=1,
        position=10,
    )


def make_rescue() -> None:
    """An ambulance that serves one province only."""
    make_helpline(
        "rescue-1122",
        "Rescue 1122",
        "ریسکیو 1122",
        {"value": "1122", "from_abroad": False},
        topics=("emergency-danger",),
        regions=("PK-PB",),
        category="emergency",
        emergency=True,
        strip_position=2,
        position=20,
    )


def make_umeed() -> Helpline:
    """A crisis line of which everything is known."""
    umeed = make_helpline(
        "umeed-line",
        "Umeed Line",
        "امید لائن",
        {"value": "1166", "hours": "24/7", "hours_confidence": "high", "cost": "free", "note_en": "Ask for Umeed."},
        {"value": "+923117786264", "kind": "whatsapp", "cost": "standard-rate"},
        {"value": "https://umeed.example.pk", "kind": "website"},
        topics=("suicidal-thoughts", "depression"),
        languages=("ur", "en"),
        crisis=True,
        confidential=True,
        strip_position=3,
        position=30,
        summary_en="Listens day and night.",
        summary_ur="دن رات سنتی ہے۔",
        description_en="Listens to anybody. In danger call {{helpline:police-15}}.",
        description_ur="ہر ایک کی سنتی ہے۔ خطرے میں {{helpline:police-15}} کو کال کریں۔",
        verified_on=date(2026, 11, 10),
        verify_by=date(2026, 12, 10),
        verified_method="call-answered",
    )
    OldSlug.objects.create(kind="helpline", slug="hope-line", record=umeed.pk)
    return umeed


def make_eid_of(umeed: Helpline) -> None:
    """It closes on a holiday whose dates are only expected yet."""
    eid = Holiday.objects.create(
        id=seeded_id("holiday", "eid-al-fitr"), slug="eid-al-fitr", name_en="Eid al-Fitr", name_ur="عید الفطر"
    )
    HolidayDate.objects.create(holiday=eid, first=date(2027, 3, 10), last=date(2027, 3, 12), confirmed=False)
    HoursException.objects.create(contact=umeed.contacts.get(value="1166"), holiday=eid, treatment="closed")


def make_clocks() -> None:
    make_night()
    make_office()
    make_evening()


def make_night() -> None:
    """Open past midnight."""
    make_helpline(
        "night-line",
        "Night Line",
        "رات کی لائن",
        {"value": "1093", "hours": "Fr-Su 21:00-02:00", "hours_confidence": "medium", "cost": "free"},
        topics=("suicidal-thoughts",),
        audiences=("women",),
        regions=("PK-SD",),
        languages=("sd",),
        crisis=True,
        anonymous=True,
        answered_by_women="always",
        position=40,
        verified_on=date(2026, 8, 1),
        verify_by=date(2026, 8, 31),
        verified_method="website",
    )


def make_office() -> None:
    """Office hours behind a menu, and a day of its own."""
    office = make_helpline(
        "office-line",
        "Office Line",
        "دفتر لائن",
        {"value": "+9280069457", "hours": "Mo-Fr 09:30-17:00", "hours_confidence": "medium", "cost": "toll-free"},
        topics=("legal-help",),
        regions=("PK-PB", "PK-SD"),
        category="legal-rights",
        age_min=18,
        age_max=60,
        position=50,
        verified_on=date(2026, 11, 20),
        verify_by=date(2026, 11, 25),
        verified_method="provider-confirmed",
    )
    MenuStep.objects.create(contact=office.contacts.get(), press="3", words_en="Legal help", words_ur="قانونی مدد")
    HoursException.objects.create(
        contact=office.contacts.get(),
        first=date(2026, 12, 25),
        last=date(2026, 12, 25),
        treatment="hours",
        hours="10:00-12:00",
        name_en="Founder's day",
        name_ur="یومِ قائد",
    )


def make_evening() -> None:
    """Hours that nobody is sure of, and the police answers."""
    make_helpline(
        "evening-line",
        "Evening Line",
        "شام کی لائن",
        {"value": "1094", "hours": "Mo-Sa 17:00-21:00", "hours_confidence": "low"},
        position=60,
        police=True,
        crisis=True,
        topics=("suicidal-thoughts",),
    )


def make_unknowns() -> None:
    """A line of which hardly anything is known, one without a number, one without Urdu, and a draft."""
    make_helpline("quiet-line", "Quiet Line", "خاموش لائن", {"value": "1098"}, position=70)
    make_helpline(
        "web-only", "Web Only", "صرف ویب", {"value": "https://web.example.pk", "kind": "website"}, category="clinic"
    )
    make_helpline("english-line", "English Line", None, {"value": "1097"}, partner="english-only", position=80)
    make_helpline("draft-line", "Draft Line", "مسودہ", {"value": "1138"}, state=State.DRAFT)


def make_ways_out() -> None:
    """Lines that are closed for now, doubtful, and replaced."""
    make_helpline(
        "closed-line",
        "Closed Line",
        "بند لائن",
        {"value": "1121", "hours": "24/7", "hours_confidence": "high"},
        operating_status="temporarily-closed",
        notice_en="Closed for repairs.",
        notice_ur="مرمت کے لیے بند ہے۔",
        notice_from=date(2026, 11, 1),
        notice_until=date(2026, 12, 1),
    )
    make_helpline(
        "doubtful-line",
        "Doubtful Line",
        "مشکوک لائن",
        {"value": "1282", "hours": "24/7", "hours_confidence": "medium"},
        operating_status="uncertain",
    )
    make_helpline(
        "replaced-line",
        "Replaced Line",
        "پرانی لائن",
        {"value": "1991"},
        operating_status="superseded",
        superseded_by=Helpline.objects.get(slug="office-line"),
    )


def make_content() -> None:
    """What the hub itself tells: a campaign that is over and one to come, a voice, a signed text and a draft."""
    make_campaigns()
    make_voices()
    make_resources()
    make_announcement(
        "eid", "Eid", "عید", words_en="Some lines are closed on Eid.", words_ur="عید پر کچھ لائنیں بند ہیں۔"
    )
    make_hub()


def make_campaign(slug: str, name_en: str, name_ur: str, first: date, last: date, **fields: Any) -> Campaign:
    defaults = {"state": State.LIVE, "updated_on": DAY, "starts_on": first, "ends_on": last}
    texts = {"description_en": "Weeks of **listening**.", "description_ur": "سننے کے ہفتے۔"}
    return Campaign.objects.create(
        id=seeded_id("campaign", slug), slug=slug, name_en=name_en, name_ur=name_ur, **defaults | texts | fields
    )


def make_campaigns() -> None:
    together = make_campaign(
        "together-2023",
        "Together",
        "ساتھ ساتھ",
        date(2023, 10, 1),
        date(2023, 10, 31),
        hashtag="#Together",
        slogan_en="Better together",
        slogan_ur="ساتھ بہتر",
        position=10,
    )
    together.partners.set(Partner.objects.filter(slug__in=["umeed-trust", "police"]))
    press = CampaignSource.objects.create(
        campaign=together, key="press", publisher="Press release", date="2023-10-10", kind="press-release"
    )
    CampaignEvent.objects.create(
        campaign=together, key="workshop", date="2023-11", words_en="A workshop.", words_ur="ایک ورکشاپ۔"
    )
    Hashtag.objects.create(
        campaign=together,
        tag="#Together",
        scope="pakistan",
        views_at_least=3100000000,
        views_en="3.1+ billion",
        views_ur="3.1 ارب سے زائد",
        as_of=date(2023, 10, 10),
    )
    gift = Statistic.objects.create(
        campaign=together,
        key="gift",
        kind="donation",
        value="250000",
        unit="usd",
        words_en="For young people.",
        words_ur="نوجوانوں کے لیے۔",
        as_of=date(2023, 10, 4),
        recipient=Partner.objects.get(slug="umeed-trust"),
    )
    gift.sources.add(press)
    Creator.objects.create(
        campaign=together,
        key="sana",
        name_en="Sana",
        name_ur="ثنا",
        role_en="Told her story.",
        role_ur="اپنی کہانی سنائی۔",
    )
    make_campaign("winter-2026", "Winter", "سردی", date(2026, 12, 1), date(2026, 12, 31), position=20)


def make_voices() -> None:
    Voice.objects.create(
        id=seeded_id("voice", "amna-2023"),
        slug="amna-2023",
        name_en="Dr. Amna",
        name_ur="ڈاکٹر آمنہ",
        role_en="Psychologist",
        role_ur="ماہرِ نفسیات",
        kind="expert",
        partner=Partner.objects.get(slug="umeed-trust"),
        campaign=Campaign.objects.get(slug="together-2023"),
        said_on=date(2023, 10, 10),
        language="en",
        quotation_en="To be heard is half of it.",
        quotation_ur="سنا جانا آدھا علاج ہے۔",
        state=State.LIVE,
        updated_on=DAY,
    )


def make_resource(slug: str, name_en: str, name_ur: str, **fields: Any) -> Resource:
    signed = {"clinician_on": date(2026, 11, 1), "urdu_editor_on": date(2026, 11, 2)}
    defaults = {"state": State.LIVE, "updated_on": DAY, "topic": Topic.objects.get(slug="depression")}
    return Resource.objects.create(
        id=seeded_id("resource", slug), slug=slug, name_en=name_en, name_ur=name_ur, **signed | defaults | fields
    )


def make_resources() -> None:
    steps = make_resource(
        "small-steps",
        "Small steps",
        "چھوٹے قدم",
        summary_en="When everything is heavy.",
        summary_ur="جب سب کچھ بھاری لگے۔",
        body_en="1. Get up.\n2. Call {{helpline:umeed-line}}.",
        body_ur="1. اٹھیں۔\n2. {{helpline:umeed-line}} کو کال کریں۔",
        position=10,
    )
    steps.helplines.set(Helpline.objects.filter(slug__in=["umeed-line", "draft-line"]))
    steps.audiences.set(Audience.objects.filter(slug="everyone"))
    ResourceSource.objects.create(resource=steps, key="who", publisher="WHO", date="2020", kind="organisation")
    make_resource(
        "for-a-friend",
        "For a friend",
        "دوست کے لیے",
        body_en="Listen.",
        body_ur="سنیں۔",
        for_a_friend=True,
        position=20,
    )
    make_resource(
        "unsigned",
        "Unsigned",
        "بغیر دستخط",
        body_en="Not yet.",
        body_ur="ابھی نہیں۔",
        state=State.DRAFT,
        clinician_on=None,
        position=30,
    )


def make_announcement(slug: str, name_en: str, name_ur: str, **fields: Any) -> Announcement:
    defaults = {"state": State.LIVE, "updated_on": DAY, "starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 30)}
    return Announcement.objects.create(
        id=seeded_id("announcement", slug), slug=slug, name_en=name_en, name_ur=name_ur, **defaults | fields
    )


def make_hub() -> None:
    About.objects.create(
        id=seeded_id("about", "hub"),
        slug="hub",
        name_en="The hub",
        name_ur="ہب",
        statement_en="A place to find help.",
        statement_ur="مدد پانے کی جگہ۔",
        about_en="It lists lines.",
        about_ur="اس میں لائنیں درج ہیں۔",
        privacy_en="It knows *nothing* of you.",
        privacy_ur="یہ آپ کے بارے میں کچھ نہیں جانتا۔",
        try_this=Resource.objects.get(slug="small-steps"),
        state=State.LIVE,
        updated_on=DAY,
    )
