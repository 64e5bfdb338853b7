"""What stands around every page: its language and the other, help, and what tells an old copy from a new one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hub.api.question import Question
from hub.editions.contract import Document
from hub.languages import LANGUAGES, Language
from hub.pages.addresses import absolute, address, in_languages
from hub.pages.assets import address_of, style


@dataclass(frozen=True)
class Frame:
    request: HttpRequest
    language: str
    strip: list[Document]
    instant: datetime | None = None
    state: str = ""
    published_at: str = ""
    vocabulary: Any = None

    @classmethod
    def of(cls, question: Question, strip: list[Document]) -> "Frame":
        return cls(
            request=question.request,
            language=question.language,
            strip=strip,
            instant=question.instant,
            state=question.snapshot.state,
            published_at=question.snapshot.manifest["edition"]["published_at"],
            vocabulary=question.feed.vocabulary,
        )

    @property
    def direction(self) -> str:
        return LANGUAGES[self.language].direction

    @property
    def path(self) -> str:
        return self.request.path

    @property
    def canonical(self) -> str:
        return absolute(self.path)

    @property
    def picture(self) -> str:
        """Beside a link in a chat. Only where we know how the world reaches us: its address must be whole."""
        return absolute(address_of("hub/icon-512.png")) if settings.PUBLIC_URL else ""

    @property
    def home(self) -> str:
        return address("page-home", self.language)

    @property
    def alternates(self) -> dict[str, str]:
        return {language: absolute(path) for language, path in in_languages(self.path).items()}

    @property
    def others(self) -> list[tuple[Language, str]]:
        """The other languages, and where this page stands in them; what was asked goes along."""
        query = "" if self.request.method == "POST" else self.request.GET.urlencode()
        paths = in_languages(self.path)
        return [
            (one, paths[code] + (query and f"?{query}")) for code, one in LANGUAGES.items() if code != self.language
        ]

    @property
    def first(self) -> Document | None:
        """Whom to offer first to somebody who needs to talk: a crisis line that the police does not run."""
        talking = (line for line in self.strip if line.get("crisis") and not line.get("police"))
        return next(talking, self.strip[0] if self.strip else None)

    @property
    def rest(self) -> list[Document]:
        return [line for line in self.strip if line is not self.first]

    @property
    def style(self) -> str:
        return style()
