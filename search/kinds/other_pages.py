"""Articles, standard pages, lists, the page about roads and the provinces' story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from portal.core.models import StatedFact
from portal.home.models import ProvincesStoryPage
from portal.news.models import NewsIndexPage, NewsPage, StandardPage
from portal.places.models import Distance, GettingTherePage, Route
from search.kinds import Kind
from search.kinds.drafts import Draft, in_languages, lines_of, own
from search.kinds.pages import Group, PageReader, fact_line, read_pages, say_facts
from tourism.models import AttractionIndexPage, DestinationIndexPage, EventIndexPage, ItineraryIndexPage

NEWS = Kind("news", pgettext_lazy("singular", "Bài viết"), pgettext_lazy("plural", "Tin và bài"), 60)
PAGE = Kind("page", pgettext_lazy("singular", "Trang"), pgettext_lazy("plural", "Trang thông tin"), 90)

Drafts = Sequence[tuple[Draft, Group]]


def read_leads(drafts: Drafts) -> Iterator[bool]:
    """Fill the drafts of pages with a lead and perhaps a story or sections."""
    for draft, group in drafts:
        for language, page in group.items():
            draft.summaries[language] = page.lead
            for name in ("story", "sections"):
                if (stream := getattr(page, name, None)) is not None:
                    draft.say(language, *lines_of(stream))
        yield True


def read_getting_there(drafts: Drafts) -> Iterator[bool]:
    """Fill the draft of the page about roads; airports and gates have documents of their own."""
    routes, distances = list(Route.objects.all()), list(Distance.objects.all())
    for draft, group in drafts:
        for language, page in group.items():
            draft.summaries[language] = page.lead
            draft.say(language, page.diagram_note)
            for route in routes:
                draft.say(language, own(route, "name", language), *own(route, "text", language).splitlines())
                draft.say(language, own(route, "note", language))
            for one in distances:
                way = " – ".join(own(one, name, language) for name in ("start", "end"))
                rest = [own(one, name, language) for name in ("length", "road", "duration", "note")]
                draft.say(language, f"{way}: {', '.join(part for part in rest if part)}")
    say_facts((draft, "getting-there") for draft, _group in drafts)
    for _pair in drafts:
        yield True


def read_story(drafts: Drafts) -> Iterator[bool]:
    """Fill the draft of the provinces' story: its sections with the facts they quote."""
    facts = {fact.code: fact for fact in StatedFact.objects.all()}
    for draft, group in drafts:
        for language in in_languages():
            if (page := group.get(language)) is not None:
                draft.summaries[language] = page.lead
                for row in page.sections.raw_data:
                    part: dict[str, Any] = row["value"]
                    codes = [code for code in part.get("codes", "").split() if code in facts]
                    draft.say(language, part.get("title", ""), part.get("intro", ""))
                    draft.say(language, *(fact_line(facts[code], language) for code in codes))
        yield True


read_pages(PageReader(NewsPage, NEWS, read_leads))
read_pages(PageReader(StandardPage, PAGE, read_leads))
for index in (
    DestinationIndexPage,
    AttractionIndexPage,
    EventIndexPage,
    ItineraryIndexPage,
    NewsIndexPage,
):
    read_pages(PageReader(index, PAGE, read_leads))
read_pages(PageReader(GettingTherePage, PAGE, read_getting_there))
read_pages(PageReader(ProvincesStoryPage, PAGE, read_story))
