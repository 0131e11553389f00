"""``manage.py messages``: collect, compile and check the interface's translations, in pure Python.

Vietnamese is the source language, so only the other languages have catalogues. Django's own commands need GNU gettext
on the machine; Babel reads Python and, through Django's ``templatize``, templates. Development only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

FOLDERS = ("portal", "tourism", "products", "search")
HEADER = "# The interface in another language; Vietnamese is the source. Written by make messages."
TEMPLATES = {".html", ".txt", ".xml"}
KEYWORDS: dict[str, Any] = {
    name: spec
    for names, spec in (
        (("_", "gettext", "gettext_lazy", "gettext_noop"), None),
        (("ngettext", "ngettext_lazy"), (1, 2)),
        (("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
        (("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
    )
    for name in names
}


class FixedHeader(Catalog):
    """A catalogue whose header says only what Django reads: Babel's own carries the time of the run."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Content type and plural rule."""
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", self.plural_forms)]


def sources(root: Path) -> Iterator[Path]:
    """Python files and templates of the project, in a fixed order."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            is_code = path.suffix == ".py" and "migrations" not in path.parts
            if is_code or (path.suffix in TEMPLATES and "templates" in path.parts):
                yield path


def extracted(root: Path) -> Catalog:
    """Every message of the project with the files it stands in."""
    catalog = Catalog(charset="utf-8")
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        if path.suffix in TEMPLATES:
            # templatize blanks out what is no message but keeps its layout, which Python would read as indentation
            text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
        file = io.BytesIO(text.encode())
        for line, function, found, _comments in extract_python(file, KEYWORDS, [], {"encoding": "utf-8"}):
            identity, context = _identity(str(function or ""), found)
            if identity:
                del line  # line numbers would change the catalogue with every edit
                catalog.add(identity, context=context, locations=[(path.relative_to(root).as_posix(), 0)])
    return catalog


def _identity(function: str, found: Any) -> tuple[Any, str | None]:
    texts = [found] if isinstance(found, str) else [text for text in found if isinstance(text, str)]
    context = None
    if "pgettext" in function and texts:
        context = texts.pop(0)
    if not texts or not texts[0]:
        return None, None
    return (
        tuple(texts[:2]) if "n" in function.split("gettext", maxsplit=1)[0] and len(texts) > 1 else texts[0]
    ), context


def catalogue_path(language: str) -> Path:
    """The .po file of a language."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """The catalogue as it stands; empty when there is none yet."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def updated(old: Catalog, found: Catalog, language: str) -> Catalog:
    """The messages of the project with the translations known so far; nothing is guessed."""
    new = FixedHeader(locale=language, charset="utf-8", fuzzy=False, header_comment=HEADER)
    for message in sorted((one for one in found if one.id), key=lambda one: (str(one.id), one.context or "")):
        known = old.get(message.id, message.context)
        text = known.string if known is not None else ""
        if isinstance(text, (list, tuple)):
            text = tuple(text[: new.num_plurals])
        new.add(
            message.id,
            text,
            context=message.context,
            locations=sorted({(file, 0) for file, _line in message.locations}),
        )
    return new


def as_po(catalog: Catalog) -> bytes:
    """The text of a .po file: file names without lines, no dates that change by themselves."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, omit_header=False, include_lineno=False, sort_output=False)
    return buffer.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue; the same input gives the same bytes."""
    plain = FixedHeader(locale=catalog.locale, charset="utf-8")
    for message in catalog:
        if message.id and is_translated(message):
            plain.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


def is_translated(message: Message) -> bool:
    """Whether every form of the message has a text."""
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(forms) and bool(forms)


class Command(BaseCommand):
    help = "Collect messages into the catalogues and compile them; --check only compares and fails on what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when something is missing or stale"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = extracted(settings.BASE_DIR)
        problems: list[str] = []
        for language, _name in settings.LANGUAGES:
            path = catalogue_path(language)
            if language == settings.LANGUAGE_CODE:
                # The source language only adds what libraries say and do not translate themselves.
                catalog = updated(read(path, language), read(path, language), language)
            else:
                catalog = updated(read(path, language), found, language)
            missing = [message for message in catalog if message.id and not is_translated(message)]
            if options["check"]:
                problems += [f"{language}: not translated: {message.id!r}" for message in missing]
                for file, content in ((path, as_po(catalog)), (path.with_suffix(".mo"), as_mo(catalog))):
                    if not file.exists() or file.read_bytes() != content:
                        problems.append(f"{language}: {file.name} is stale; run make messages")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(as_po(catalog))
                path.with_suffix(".mo").write_bytes(as_mo(catalog))
                self.stdout.write(f"{language}: {len(catalog)} messages, {len(missing)} without translation")
        if problems:
            raise CommandError("\n".join(problems))
