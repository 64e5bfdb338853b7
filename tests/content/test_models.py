"""What the database itself refuses of the hub's own content."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hub.content.models import About, Hashtag, Resource
from hub.curation.models import State
from tests.cast import make_cast, make_hub, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


@pytest.mark.parametrize("unsigned", [{"clinician_on": None}, {"urdu_editor_on": None}])
def test_a_text_is_not_live_before_both_have_signed_it(unsigned: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_resource("hasty", "Hasty", "جلدی", body_en="Now.", body_ur="ابھی۔", **unsigned)
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(slug="unsigned").update(state=State.LIVE)


def test_the_form_says_why(settings: Any) -> None:
    draft = Resource.objects.get(slug="unsigned")
    draft.state = State.LIVE
    with pytest.raises(ValidationError, match="clinician and an Urdu editor"):
        draft.full_clean()


def test_a_count_has_its_day() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Hashtag.objects.update(as_of=None)


def test_there_is_one_hub() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_hub()
    with pytest.raises(IntegrityError), transaction.atomic():
        About.objects.update(slug="another")


@pytest.mark.parametrize("sections", ["panel", "panel\npanel", "panel\nworried\ntopics\nnews"])
def test_the_order_of_the_first_page_names_every_block_once(sections: str) -> None:
    hub = About.objects.get()
    hub.sections = sections
    with pytest.raises(ValidationError, match="once"):
        hub.full_clean()


def test_a_campaign_ends_after_its_start() -> None:
    from tests.cast import make_campaign

    with pytest.raises(IntegrityError), transaction.atomic():
        make_campaign("backwards", "Backwards", "الٹا", date(2026, 2, 1), date(2026, 1, 1))
