"""Pages: one document per translation group, read type by type; a further type of page registers how it is read.

What is said of a page is what its readers see: live pages that everybody may open, of records that are live.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from portal.core.models import StatedFact, StatedFactSubject
from portal.core.site_tree import SiteTree
from search.documents import SearchDocument
from search.kinds import Family, Kind, key_of, register
from search.kinds.drafts import Draft, in_languages, languages, own

PREFIX = "page"
#: The pages of one translation group by language, the site's first language first.
Group = dict[str, Any]


@dataclass(frozen=True)
class PageReader:
    """How the pages of one type become documents.

    ``read`` gets the groups that are wanted, with what ``related`` brings along, and fills a draft each: names,
    addresses and picture are there already. A group for which it answers False has no document.
    """

    model: type[Page]
    kind: Kind
    read: Callable[[Sequence[tuple[Draft, Group]]], Iterable[bool]]
    related: Callable[[Any], Any] = lambda pages: pages


_readers: dict[type[Page], PageReader] = {}


def read_pages(reader: PageReader) -> None:
    """Make pages of a type findable."""
    _readers[reader.model] = reader
    kinds = tuple(dict.fromkeys(one.kind for one in _readers.values()))
    register(Family(PREFIX, kinds, names_after, build))


def page_types() -> list[type[Page]]:
    """The types of pages that can be found."""
    return list(_readers)


def key_of_page(page: Any) -> str:
    """The key of a page's document, whatever its language."""
    return key_of(PREFIX, page.translation_key)


def public_pages() -> Any:
    """Live pages that nobody is kept from."""
    types = ContentType.objects.get_for_models(*_readers)
    return Page.objects.live().public().filter(content_type__in=types.values())


def names_after(after: str, limit: int) -> list[str]:
    """Translation keys of pages that may be public, in order."""
    pages = public_pages().order_by("translation_key")
    if after:
        pages = pages.filter(translation_key__gt=UUID(after))
    return [str(name) for name in pages.values_list("translation_key", flat=True).distinct()[:limit]]


def build(names: Sequence[str]) -> Iterator[SearchDocument]:
    """Documents of translation groups: one query for the pages, then a fixed number for each type."""
    wanted: set[UUID] = set()
    for name in names:
        with suppress(ValueError):  # no page ever had such a key
            wanted.add(UUID(name))
    rows = public_pages().filter(translation_key__in=wanted).values_list("pk", "content_type_id")
    by_type: dict[int, list[int]] = {}
    for pk, content_type in rows:
        by_type.setdefault(content_type, []).append(pk)
    tree = SiteTree.of(None) if by_type else SiteTree({})
    for reader in list(_readers.values()):
        if pks := by_type.get(ContentType.objects.get_for_model(reader.model).pk):
            yield from _documents(reader, pks, tree)


def _documents(reader: PageReader, pks: list[int], tree: SiteTree) -> Iterator[SearchDocument]:
    model: Any = reader.model
    found: dict[UUID, Group] = {}
    for page in reader.related(model.objects.filter(pk__in=pks).select_related("locale")):
        if tree.path_of(page):
            found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    drafts = [(_draft(reader.kind, group := _in_order(pages), tree), group) for pages in found.values()]
    for (draft, _group), is_public in zip(drafts, reader.read(drafts), strict=True):
        if is_public:
            yield draft.document()


def _in_order(pages: Group) -> Group:
    return {language: pages[language] for language in dict.fromkeys([*languages(), *pages]) if language in pages}


def _draft(kind: Kind, group: Group, tree: SiteTree) -> Draft:
    draft = Draft(key_of_page(next(iter(group.values()))), kind.name)
    for language, page in group.items():
        draft.names[language] = page.title
        draft.addresses[language] = tree.path_of(page)
        if draft.picture is None:
            draft.picture = getattr(page, "picture_id", None)
    return draft


# --- What several types of pages need ---------------------------------------------------------------------------------


def say_facts(drafts: Iterable[tuple[Draft, str]]) -> None:
    """Add the official facts that a page shows, by subject; each says first whether it is achieved or an aim."""
    by_subject: dict[str, list[Draft]] = {}
    for draft, subject in drafts:
        by_subject.setdefault(subject, []).append(draft)
    rows = StatedFactSubject.objects.filter(key__in=by_subject).select_related("fact").order_by("fact__code")
    for row in rows:
        for language in in_languages():
            for draft in by_subject[row.key]:
                draft.say(language, fact_line(row.fact, language))


def fact_line(fact: StatedFact, language: str) -> str:
    """``Mục tiêu, chưa phải kết quả · 2030: …``; call it while the language is active."""
    words = [own(fact, name, language) for name in ("period", "headline", "text")]
    if not all(words):
        return ""
    return f"{StatedFact.Status(fact.status).label} · {words[0]}: {words[1]}. {words[2]}"
