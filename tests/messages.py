"""Gathers every text of ours that is translated, merges it into the catalogues and compiles them.

    python -m tests.messages            writes what is out of date
    python -m tests.messages --check    writes nothing, names what is out of date and ends with 1

Needs no gettext tools. The same texts give the same bytes: no date, no line number, no version of a tool.
"""

import os
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from hub.desk.names import names

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("hub", "helplines", "partners")
SOURCE_LANGUAGE = "en"
LANGUAGES = ("en", "ur")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

# Texts of the libraries that a public answer or a form of the desk may carry, by the file that holds them. Their own
# Urdu is incomplete.
BORROWED: dict[str, tuple[str | tuple[str, str], ...]] = {
    "django/utils/dates.py": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "django/utils/dateformat.py": ("AM", "PM"),
    "django/forms/fields.py": (
        "This field is required.",
        "Enter a whole number.",
        "Enter a number.",
        "Enter a valid date.",
        "Enter a valid time.",
        "Enter a valid date/time.",
        "Enter a list of values.",
        "Select a valid choice. %(value)s is not one of the available choices.",
        "Enter a complete value.",
        "Enter a valid UUID.",
    ),
    "django/core/validators.py": (
        "Enter a valid value.",
        "Enter a valid email address.",
        "Enter a valid URL.",
        "Null characters are not allowed.",
        "Ensure this value is less than or equal to %(limit_value)s.",
        "Ensure this value is greater than or equal to %(limit_value)s.",
        (
            "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
            "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        ),
        (
            "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
            "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        ),
        (
            "Ensure that there are no more than %(max)s digit in total.",
            "Ensure that there are no more than %(max)s digits in total.",
        ),
        (
            "Ensure that there are no more than %(max)s decimal place.",
            "Ensure that there are no more than %(max)s decimal places.",
        ),
        (
            "Ensure that there are no more than %(max)s digit before the decimal point.",
            "Ensure that there are no more than %(max)s digits before the decimal point.",
        ),
        "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
        "Enter a valid integer.",
    ),
    "django/db/models/base.py": ("%(model_name)s with this %(field_labels)s already exists.",),
    "django/db/models/constraints.py": ("Constraint “%(name)s” is violated.",),
    "django/db/models/fields/__init__.py": (
        "Value %(value)r is not a valid choice.",
        "“%(value)s” value must be either True or False.",
        "“%(value)s” value must be a decimal number.",
        "“%(value)s” value must be an integer.",
        "“%(value)s” value has an invalid date format. It must be in YYYY-MM-DD format.",
        "“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date.",
        "“%(value)s” is not a valid UUID.",
    ),
    "django/db/models/fields/related.py": ("%(model)s instance with %(field)s %(value)r is not a valid choice.",),
    "django/forms/forms.py": ("(Hidden field %(name)s) %(error)s",),
    "django/forms/formsets.py": (
        "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. You may need to "
        "file a bug report if the issue persists.",
    ),
    "django/forms/models.py": (
        "The inline value did not match the parent instance.",
        "“%(pk)s” is not a valid value.",
    ),
    "django/views/csrf.py": (
        "Forbidden",
        "CSRF verification failed. Request aborted.",
        "You are seeing this message because this site requires a CSRF cookie when submitting forms. This cookie is "
        "required for security reasons, to ensure that your browser is not being hijacked by third parties.",
        "If you have configured your browser to disable cookies, please re-enable them, at least for this site, or for "
        "“same-origin” requests.",
    ),
    "rest_framework/exceptions.py": (
        "A server error occurred.",
        "Invalid input.",
        "Malformed request.",
        "Not found.",
        'Method "{method}" not allowed.',
        "Could not satisfy the request Accept header.",
        'Unsupported media type "{media_type}" in request.',
        "Request was throttled.",
        "Expected available in {wait} second.",
        "Expected available in {wait} seconds.",
    ),
}


class Text(NamedTuple):
    """What a translator translates: a plural has two forms, the first of which is its key."""

    context: str
    forms: tuple[str, ...]

    @property
    def id(self) -> str | tuple[str, ...]:
        return self.forms if len(self.forms) > 1 else self.forms[0]


class Catalogue(Catalog):
    """A catalogue whose header says only what a reader of it needs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def source_files() -> Iterator[Path]:
    for package in PACKAGES:
        folder = ROOT / package
        yield from sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)
        yield from sorted(folder.rglob("*.html"))


def texts_in(path: Path) -> Iterator[Text]:
    for _line, message, _comments, context in extract("python", BytesIO(as_python(path)), keywords=KEYWORDS):
        yield Text(context or "", (message,) if isinstance(message, str) else tuple(message))


def as_python(path: Path) -> bytes:
    """A template as Django puts it for gettext: a call for each of its texts, one to a line."""
    if path.suffix != ".html":
        return path.read_bytes()
    calls = re.findall(r"\b(?:gettext|pgettext|ngettext|npgettext|_)\(.*?\) ", templatize(path.read_text()))
    return "\n".join(calls).encode()


def borrowed() -> Iterator[tuple[Text, str]]:
    for source, ids in BORROWED.items():
        for one in ids:
            yield Text("", (one,) if isinstance(one, str) else one), source


def left_in_english() -> Iterator[tuple[Text, str]]:
    """Of the libraries that the desk is made of, every text that they have no Urdu for."""
    for app in ("admin", "auth"):
        folder = f"contrib/{app}/locale"
        urdu = catalogue_of(Path(django.__file__).parent / folder / "ur")
        for message in catalogue_of(Path(django.__file__).parent / folder / "en"):
            known = urdu.get(message.id, message.context)
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            # A text that has become a plural since is not found under its one form of before.
            if message.id and not (
                known and all(strings(known)) and len(strings(known)) == len(forms) and not known.fuzzy
            ):
                yield Text(message.context or "", forms), f"django/contrib/{app}"


def catalogue_of(folder: Path) -> Catalog:
    with (folder / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def names_of_models() -> Iterator[tuple[Text, str]]:
    """What a field is called at the desk stands nowhere but in its name in the code."""
    for name, module in names():
        yield Text("", (name,)), f"{module.replace('.', '/')}.py"


def wanted() -> dict[Text, set[str]]:
    """Every text with the files it stands in, in an order that moving code within a file does not change."""
    found: dict[Text, set[str]] = {}
    for path in source_files():
        for text in texts_in(path):
            found.setdefault(text, set()).add(path.relative_to(ROOT).as_posix())
    for text, source in chain(borrowed(), left_in_english(), names_of_models()):
        found.setdefault(text, set()).add(source)
    return dict(sorted(found.items(), key=lambda item: (sorted(item[1]), item[0])))


def po_path(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def mo_path(language: str) -> Path:
    return po_path(language).with_suffix(".mo")


def translations(language: str) -> Catalog:
    """The catalogue as it lies there; an empty one where there is none yet."""
    try:
        with po_path(language).open("rb") as file:
            return read_po(file, locale=language)
    except FileNotFoundError:
        return Catalog(locale=language)


def merged(language: str) -> Catalogue:
    """Every wanted text with its translation, if it has one; a text that is gone goes with its translation."""
    present = translations(language)
    catalogue = Catalogue(locale=language, header_comment="", fuzzy=False)
    for text, files in wanted().items():
        known = present.get(text.id, text.context or None)
        catalogue.add(
            text.id,
            text.id if language == SOURCE_LANGUAGE else translation(text, known),
            locations=[(file, None) for file in sorted(files)],  # type: ignore[misc]  # Babel writes it without a line.
            flags={"fuzzy"} if known and known.fuzzy else (),
            user_comments=known.user_comments if known else (),
            context=text.context or None,
        )
    return catalogue


def translation(text: Text, known: Message | None) -> str | tuple[str, ...]:
    """None that fits is an empty one: a text that was made a plural is translated anew."""
    empty = "" if len(text.forms) == 1 else ("", "")
    return known.string if known and type(known.string) is type(empty) else empty


def untranslated(catalogue: Iterable[Message]) -> list[Message]:
    return [message for message in catalogue if message.id and not all(strings(message))]


def strings(message: Message) -> tuple[str, ...]:
    """The translation in all its forms, one but for a plural."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def po_bytes(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=0, include_lineno=False)
    return file.getvalue().strip() + b"\n"


def mo_bytes(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def files() -> dict[Path, bytes]:
    """Every catalogue as it should be."""
    catalogues = {language: merged(language) for language in LANGUAGES}
    pos = {po_path(language): po_bytes(catalogue) for language, catalogue in catalogues.items()}
    return pos | {mo_path(language): mo_bytes(catalogue) for language, catalogue in catalogues.items()}


def out_of_date() -> dict[Path, bytes]:
    return {path: data for path, data in files().items() if not path.exists() or path.read_bytes() != data}


def check() -> int:
    stale = out_of_date()
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run make messages", file=sys.stderr)
    return 1 if stale else 0


def write() -> int:
    for path, data in out_of_date().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"wrote {path.relative_to(ROOT)}")
    for language in LANGUAGES:
        for message in untranslated(merged(language)):
            print(f"{language}: not translated yet: {message.id}")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()
    parser = ArgumentParser(prog="python -m tests.messages", description="Gathers and compiles the texts to translate.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if anything is out of date")
    sys.exit(check() if parser.parse_args().check else write())
