"""The screens at which the pages are looked at."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Look:
    scheme: Literal["light", "dark"]
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.scheme}-{self.width}"

    @property
    def options(self) -> dict[str, Any]:
        """Of a browser's context."""
        return {"color_scheme": self.scheme, "viewport": {"width": self.width, "height": self.height}}


LIGHT_PHONE = Look("light", 360, 640)
DARK_DESK = Look("dark", 1280, 800)
DARK_PHONE = Look("dark", 360, 640)
LIGHT_DESK = Look("light", 1280, 800)
# What is left of a desk's width at 400 %.
ZOOMED = Look("light", 320, 256)
