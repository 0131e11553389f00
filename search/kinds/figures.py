"""Figures: one document an indicator, and one for each area of which something is known of it.

Only what is public is told. The name says what is counted and where, so that “lượt khách mộc châu 2024” finds the page
of those visits before the page of the place; every period that has a value is said in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy

from portal.figures.models import Indicator, Observation
from portal.figures.pages import words
from portal.figures.readings import Series, series_of
from search.documents import SearchDocument
from search.kinds import Family, Kind, key_of, register
from search.kinds.drafts import Draft, in_languages, own

PREFIX = "figure"
FIGURE = Kind(
    "figure",
    pgettext_lazy("singular", "Số liệu"),
    pgettext_lazy("plural", "Số liệu"),
    58,
    tuple(Indicator.Topic.choices),
)
#: Between indicator and area in the name of a document; no slug holds it.
BETWEEN = "."


def figure_key(indicator: str, area: str = "") -> str:
    """The key of an indicator's document, or of the one of its values in an area."""
    return key_of(PREFIX, f"{indicator}{BETWEEN}{area}" if area else indicator)


def names(after: str, limit: int) -> list[str]:
    """Names of all documents, sorted here: databases differ in how they order signs."""
    pairs = list(Observation.objects.published().pairs())
    every = {indicator for indicator, _area in pairs} | {f"{indicator}{BETWEEN}{area}" for indicator, area in pairs}
    return [name for name in sorted(every) if name > after][:limit]


def build(wanted: Sequence[str]) -> Iterator[SearchDocument]:
    """Documents of some names."""
    asked = {name: name.partition(BETWEEN) for name in wanted}
    slugs = {indicator for indicator, _dot, _area in asked.values()}
    values = Observation.objects.published().filter(indicator__slug__in=slugs).with_details()
    lines: dict[str, dict[str, list[Series]]] = {}
    for series in series_of(values):
        lines.setdefault(series.indicator.slug, {}).setdefault(series.area.code, []).append(series)
    for name, (slug, dot, code) in asked.items():
        found = lines.get(slug, {})
        if dot and code in found:
            yield _document_of_area(name, found[code])
        elif found and not dot:
            yield _document_of_indicator(name, found.values())


def _document_of_area(name: str, series: list[Series]) -> SearchDocument:
    """The values of one indicator in one area."""
    indicator, area = series[0].indicator, series[0].area
    draft = Draft(key_of(PREFIX, name), FIGURE.name)
    draft.category = indicator.topic
    draft.provinces = [area.province.slug] if area.province else []
    for language in in_languages():
        draft.names[language] = f"{own(indicator, 'name', language)}: {own(area, 'name', language)}"
        draft.addresses[language] = reverse("figures:area", args=[indicator.slug, area.code])
        draft.wheres[language] = area.province.name if area.province else ""
        draft.summaries[language] = _newest(series)
        draft.say(language, gettext("số liệu thống kê"), own(indicator, "definition", language))
        draft.say(language, *(own(one.commodity, "name", language) for one in series if one.commodity))
        draft.say(language, *_told(series))
    draft.call(*(f"{word} {own(area, 'name', language)}" for language, word in _called(indicator)))
    return draft.document()


def _document_of_indicator(name: str, areas: Iterable[list[Series]]) -> SearchDocument:
    """What is counted; its values have documents of their own."""
    indicator = next(iter(areas))[0].indicator
    draft = Draft(key_of(PREFIX, name), FIGURE.name)
    draft.category = indicator.topic
    for language in in_languages():
        draft.names[language] = own(indicator, "name", language)
        draft.addresses[language] = indicator.get_absolute_url()
        draft.summaries[language] = own(indicator, "definition", language)
        draft.say(language, gettext("số liệu thống kê"), own(indicator, "method", language))
    draft.call(*(word for _language, word in _called(indicator)))
    return draft.document()


def _called(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """What people type for a figure, by language."""
    for language in in_languages():
        name = own(indicator, "name", language)
        yield language, gettext("số liệu %(name)s") % {"name": name[:1].lower() + name[1:]}
        if indicator.code == "visitors_total":
            yield language, gettext("số liệu khách du lịch")


def _newest(series: Iterable[Series]) -> str:
    """The newest value that is shown, in the active language; "" where there are targets only."""
    values = [one.latest for one in series if one.latest is not None]
    if not values:
        return ""
    newest = max(values, key=lambda one: (str(one.ends_on), one.key))
    said = f"{words.period(newest)}: {words.spell(newest)} ({words.status_word(newest.shown_status)})."
    return f"{capfirst(said)} {gettext('Nguồn: %(source)s') % {'source': newest.source.label}}"


def _told(series: Iterable[Series]) -> Iterator[str]:
    """Every value with period and status."""
    for one in series:
        for reading in (*one.results, *one.targets):
            for value in (reading.shown, *reading.others):
                if value is not None:
                    yield f"{words.period(value)}: {words.spell(value)} ({words.status_word(value.shown_status)})"


register(Family(PREFIX, (FIGURE,), names, build))
