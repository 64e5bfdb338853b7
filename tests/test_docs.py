"""The README tells the truth: rooms, commands, settings and filters that it names exist, and none is left out."""

import re
from pathlib import Path

from django.core.management import get_commands

from helplines.filters import HelplineFilterSet
from helplines.importing import goes_live, read
from hub.management.serving import OPTIONS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
OURS = ("hub", "helplines", "partners")


def test_every_room_on_the_map_exists() -> None:
    rooms = README[README.index("## Map of the rooms") : README.index("To add a kind")]
    for line in rooms.splitlines():
        base = ""
        if not line.startswith("|"):
            continue
        for name in re.findall(r"`([a-z_/]+(?:\.py|/))`", line):
            base = name if "/" in name else f"{base.rpartition('/')[0]}/{name}"
            assert (ROOT / base).exists(), base


def test_every_command_of_ours_is_described() -> None:
    commands = {name for name, app in get_commands().items() if app.startswith(OURS)}
    assert len(commands) >= 8
    assert [name for name in commands if f"manage.py {name}" not in README] == []


def test_every_filter_is_named() -> None:
    filters = README[README.index("- **Filters**") : README.index("- **Rank**")]
    assert [name for name in HelplineFilterSet.base_filters if not re.search(rf"\b{name}\b", filters)] == []


def test_every_setting_from_the_environment_is_commented_and_in_the_readme() -> None:
    lines = (ROOT / "hub" / "settings.py").read_text().splitlines()
    found = [(place, re.search(r'(?:env_\w+|environ\.get)\("(\w+)"', line)) for place, line in enumerate(lines)]
    places = [(place, match[1]) for place, match in found if match]
    names = {name for _, name in places}
    assert {"DEBUG", "SECRET_KEY", "DATABASE_URL", "HUB_VAR"} <= names
    assert [name for name in names if f"`{name}" not in README] == []
    assert [lines[place] for place, _ in places if not lines[place - 1].startswith("#")] == []


def test_the_server_for_the_public_is_started_like_ours() -> None:
    assert " ".join(["granian", *OPTIONS]) in " ".join(README.split())


def test_the_figures_of_the_directory_are_those_of_the_data() -> None:
    helplines = read(ROOT, "helplines")
    live = [seed for seed, _ in helplines if goes_live(seed)]
    assert f"{len(helplines)} lines were collected" in README
    assert f"{len(live)} of them are live" in README
    assert f"{len(read(ROOT, 'topics'))} topics" in README


def test_every_picture_that_is_shown_exists() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 8
    assert [path for path in pictures if not (ROOT / path).is_file()] == []
    kept = {f"docs/images/{path.name}" for path in (ROOT / "docs" / "images").iterdir()}
    assert kept == set(pictures)
