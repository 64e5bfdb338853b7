"""What the hub itself still lacks, on the first page of the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.content.models import About
from hub.desk.blocks import Block
from hub.languages import LANGUAGES


def imprint(_user: Any) -> dict[str, Any]:
    """In which languages nobody has written who is responsible: visitors cannot be told then."""
    about = About.objects.first()
    missing = [one for code, one in LANGUAGES.items() if not (about and getattr(about, f"imprint_{code}"))]
    return {"about": about, "missing": missing}


BLOCKS = (Block(title=_("The hub itself"), template="imprint", facts=imprint, permission="content.view_about"),)
