"""What has no page of its own in the tree: provinces and communes with their former names, border gates, airports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from portal.core.site_tree import SiteTree
from portal.places.models import Airport, BorderGate, Commune, GettingTherePage, Province
from search.documents import SearchDocument
from search.kinds import Family, Kind, key_of, register
from search.kinds.drafts import Draft, in_languages, languages, own
from search.kinds.pages import say_facts
from search.kinds.wheres import where_of

PROVINCE = Kind("province", pgettext_lazy("singular", "Tỉnh"), pgettext_lazy("plural", "Tỉnh"), 50)
COMMUNE = Kind(
    "commune",
    pgettext_lazy("singular", "Xã, phường"),
    pgettext_lazy("plural", "Xã, phường"),
    55,
    tuple(Commune.Kind.choices),
)
GATE = Kind(
    "gate",
    pgettext_lazy("singular", "Cửa khẩu"),
    pgettext_lazy("plural", "Cửa khẩu"),
    70,
    tuple(BorderGate.Kind.choices),
)
AIRPORT = Kind("airport", pgettext_lazy("singular", "Sân bay"), pgettext_lazy("plural", "Sân bay"), 75)


def names_of(model: Any, column: str) -> Callable[[str, int], list[str]]:
    """Names of a small table by a column, sorted here: databases differ in how they order hyphens."""

    def names(after: str, limit: int) -> list[str]:
        every = sorted(model.objects.values_list(column, flat=True))
        return [name for name in every if name > after][:limit]

    return names


def commune_names(after: str, limit: int) -> list[str]:
    """Codes of communes; digits are ordered alike everywhere."""
    codes = Commune.objects.filter(code__gt=after).order_by("code").values_list("code", flat=True)
    return list(codes[:limit])


def build_communes(names: Sequence[str]) -> Iterator[SearchDocument]:
    """Communes and wards; the units they were made of are their other names."""
    communes = Commune.objects.with_province().filter(code__in=names).prefetch_related("former_units")
    for commune in communes:
        draft = Draft(key_of("commune", commune.code), COMMUNE.name)
        units = list(commune.former_units.all())
        draft.call(commune.name, *(unit.full_name for unit in units))
        draft.provinces, draft.communes, draft.category = [commune.province.slug], [commune.code], commune.kind
        draft.say("vi", commune.code, commune.seat)
        for language in in_languages():
            draft.names[language] = commune.title
            draft.addresses[language] = commune.get_absolute_url()
            draft.wheres[language] = commune.province.name
            draft.summaries[language] = own(commune, "lead", language)
            draft.say(language, *(f"{unit.title}, {unit.district_title}" for unit in units))
        yield draft.document()


def build_provinces(names: Sequence[str]) -> Iterator[SearchDocument]:
    """Provinces."""
    drafts = []
    for province in Province.objects.filter(slug__in=names).prefetch_related("facts"):
        draft = Draft(key_of("province", province.slug), PROVINCE.name)
        draft.call(province.name)
        draft.provinces = [province.slug]
        for fact in province.facts.all():
            for language in in_languages():
                draft.say(language, f"{own(fact, 'label', language)}: {own(fact, 'text', language)}")
        for language in in_languages():
            draft.names[language] = gettext("Tỉnh %(name)s") % {"name": province.name}
            draft.addresses[language] = province.get_absolute_url()
            draft.summaries[language] = own(province, "lead", language)
            draft.say(language, own(province, "story_title", language), *own(province, "story", language).split("\n\n"))
        drafts.append((draft, f"province:{province.slug}"))
    say_facts(drafts)
    for draft, _subject in drafts:
        yield draft.document()


# --- On the page about roads ------------------------------------------------------------------------------------------


def addresses_on_road_page(section: str, slug: str, paths: dict[str, str]) -> dict[str, str]:
    """Where a gate or airport stands on the page about roads, in each language in which that page is public."""
    return {language: f"{path}#{section}-{slug}" for language, path in paths.items()}


def road_pages() -> dict[str, str]:
    """Path of the page about roads by language; empty where nobody can read it."""
    tree = SiteTree.of(None)
    pages = GettingTherePage.objects.live().public().select_related("locale")
    return {page.locale.language_code: path for page in pages if (path := tree.path_of(page))}


def build_gates(names: Sequence[str]) -> Iterator[SearchDocument]:
    """Border gates, while the page they stand on is public."""
    paths = road_pages()
    gates = BorderGate.objects.filter(slug__in=names).select_related("province", "commune__province")
    for gate in gates if paths else ():
        draft = Draft(key_of("gate", gate.slug), GATE.name)
        draft.addresses = addresses_on_road_page("cua-khau", gate.slug, paths)
        draft.call(*(text.partition(",")[0] for text in (gate.opposite_vi, gate.opposite_en)))
        draft.provinces, draft.category = [gate.province.slug], gate.kind
        draft.communes = [gate.commune_id] if gate.commune_id else []
        draft.say_each(gate, "opposite", "kind_note")
        _read_card(draft, gate, [gate.commune] if gate.commune else [])
        for language in in_languages():
            draft.say(language, gate.get_kind_display(), gate.get_country_display())
        yield draft.document()


def build_airports(names: Sequence[str]) -> Iterator[SearchDocument]:
    """Airports, while the page they stand on is public."""
    paths = road_pages()
    for airport in Airport.objects.filter(slug__in=names).select_related("province") if paths else ():
        draft = Draft(key_of("airport", airport.slug), AIRPORT.name)
        draft.addresses = addresses_on_road_page("san-bay", airport.slug, paths)
        draft.call(airport.iata, airport.icao)
        draft.provinces = [airport.province.slug]
        draft.summaries = {language: own(airport, "status_text", language) for language in languages()}
        _read_card(draft, airport, [])
        yield draft.document()


def _read_card(draft: Draft, record: Any, communes: list[Commune]) -> None:
    for language in in_languages():
        draft.names[language] = own(record, "name", language)
        draft.wheres[language] = where_of(communes, [record.province])
        draft.say(language, *own(record, "text", language).splitlines())


register(Family("commune", (COMMUNE,), commune_names, build_communes))
register(Family("province", (PROVINCE,), names_of(Province, "slug"), build_provinces))
register(Family("gate", (GATE,), names_of(BorderGate, "slug"), build_gates))
register(Family("airport", (AIRPORT,), names_of(Airport, "slug"), build_airports))
