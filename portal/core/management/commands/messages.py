"""``manage.py messages``: collect, compile and check the interface's translations, in pure Python.

Vietnamese is the source language, so only the other languages have catalogues of our texts. Wagtail leaves most of its
own Vietnamese catalogue empty: what it leaves empty, or says wrongly, has catalogues in a folder of their own. Django's
own commands need GNU gettext on the machine; Babel reads Python and, through Django's ``templatize``, templates.
Development only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

FOLDERS = ("portal", "tourism", "products", "search")
HEADER = "# The interface in another language; Vietnamese is the source. Written by make messages."
HEADER_OF_LIBRARIES = "# What {} leave empty in this language, or say wrongly. Kept by make messages."
#: Whose texts the admin shows: package and the first part of its modules' names.
LIBRARIES = {"wagtail": "wagtail", "wagtail-localize": "wagtail_localize"}
#: Texts of Python and templates; texts of scripts.
DOMAINS = ("django", "djangojs")
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


def catalogue_path(folder: str | Path, language: str, domain: str = "django") -> Path:
    """The .po file of a language."""
    return Path(folder) / language / "LC_MESSAGES" / f"{domain}.po"


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


def said_by_libraries(language: str, domain: str) -> list[Message]:
    """Every message of the libraries with their text in a language, empty when they have none; locations are apps.

    Django looks up a text of Python in the catalogues of all apps, a text of a script only in the script's own app:
    there one app that leaves it empty is enough.
    """
    folders = {app.name: Path(app.path) / "locale" for app in apps.get_app_configs()}
    folders[""] = Path(django.__file__).parent / "conf" / "locale"
    compiled = {name: _compiled(folder, language, domain) for name, folder in folders.items()}
    said: dict[tuple[str, str | None], Message] = {}
    for app, folder in folders.items():
        if app.partition(".")[0] not in LIBRARIES.values():
            continue
        for message in read(catalogue_path(folder, "en", domain), "en"):
            if not message.id:
                continue
            asked = compiled.values() if domain == "django" else [compiled[app]]
            found = (catalog.get(message.id, message.context) for catalog in asked)
            text = next((one.string for one in found if one is not None and is_translated(one)), "")
            key = (_first(message.id), message.context)
            earlier = said.setdefault(key, Message(message.id, text, [], context=message.context))
            earlier.string = text and earlier.string
            earlier.locations.append((app, 0))
    return [said[key] for key in sorted(said, key=lambda key: (key[0], key[1] or ""))]


def added(old: Catalog, said: list[Message], language: str) -> Catalog:
    """What libraries leave empty and those of their texts that ours replace, which stand above as a comment."""
    made_for = " and ".join(f"{package} {version(package)}" for package in LIBRARIES)
    new = FixedHeader(
        locale=language, charset="utf-8", fuzzy=False, header_comment=HEADER_OF_LIBRARIES.format(made_for)
    )
    for message in said:
        known = old.get(message.id, message.context)
        ours, theirs = _first(known.string) if known is not None else "", _first(message.string)
        if theirs and ours in ("", theirs):
            continue
        new.add(
            message.id,
            ours if isinstance(message.id, str) else (ours,) * new.num_plurals,
            context=message.context,
            locations=sorted(message.locations),
            auto_comments=[f"instead of: {theirs}"] if theirs else [],
        )
    return new


def _compiled(folder: Path, language: str, domain: str) -> Catalog:
    path = catalogue_path(folder, language, domain).with_suffix(".mo")
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_mo(file)


def _first(forms: str | list[str] | tuple[str, ...] | None) -> str:
    return forms if isinstance(forms, str) else "".join((forms or ())[:1])


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
        problems: list[str] = []
        for language, path, catalog in self._catalogues():
            missing = [message for message in catalog if message.id and not is_translated(message)]
            name = f"{language}: {path.relative_to(settings.BASE_DIR).as_posix()}"
            if options["check"]:
                problems += [f"{name}: not translated: {message.id!r}" for message in missing]
                for file, content in ((path, as_po(catalog)), (path.with_suffix(".mo"), as_mo(catalog))):
                    if not file.exists() or file.read_bytes() != content:
                        problems.append(f"{name}: {file.name} is stale; run make messages")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(as_po(catalog))
                path.with_suffix(".mo").write_bytes(as_mo(catalog))
                self.stdout.write(f"{name}: {len(catalog)} messages, {len(missing)} without translation")
        if problems:
            raise CommandError("\n".join(problems))

    def _catalogues(self) -> Iterator[tuple[str, Path, Catalog]]:
        """Language, .po file and what should stand in it."""
        ours, for_libraries = settings.LOCALE_PATHS
        found = extracted(settings.BASE_DIR)
        for language, _name in settings.LANGUAGES:
            path = catalogue_path(ours, language)
            old = read(path, language)
            # The source language only adds what other libraries say and do not translate themselves.
            yield language, path, updated(old, old if language == settings.LANGUAGE_CODE else found, language)
        for domain in DOMAINS:
            language = settings.LANGUAGE_CODE
            path = catalogue_path(for_libraries, language, domain)
            yield language, path, added(read(path, language), said_by_libraries(language, domain), language)
