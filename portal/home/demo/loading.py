"""Loads the whole demo content into an empty portal, in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page

from portal.core.data_files import DataFile
from portal.home.demo import records
from portal.home.demo.figures import FigureLoader, rows_of
from portal.home.demo.pages import PageBuilder
from portal.home.demo.pictures import FOLDER, Pictures
from portal.home.demo.products import ProductLoader, product_files
from portal.home.demo.sources import Sources
from portal.home.models import HomePage
from portal.news.models import NewsIndexPage
from portal.places.loading import UNITS, load_units
from tourism.models import (
    AttractionIndexPage,
    DestinationIndexPage,
    Event,
    EventIndexPage,
    ItineraryIndexPage,
    Place,
)

#: Says how far one step is: its name, its size, and a function to call after each item.
Progress = Callable[[str, int], Callable[[], Any]]

INDEXES: tuple[tuple[type[Any], dict[str, str], dict[str, str], dict[str, str]], ...] = (
    (
        DestinationIndexPage,
        {"vi": "diem-den", "en": "destinations"},
        {"vi": "Điểm đến", "en": "Destinations"},
        {
            "vi": "Cao nguyên, lòng hồ, dãy núi mây và chiến trường xưa: mười hai vùng, mỗi vùng gom các nơi gần nhau.",
            "en": "Plateau, reservoir, cloud ridges, an old battlefield: twelve areas of sights close together.",
        },
    ),
    (
        AttractionIndexPage,
        {"vi": "noi-tham-quan", "en": "places"},
        {"vi": "Nơi tham quan", "en": "Places to visit"},
        {
            "vi": "Thác, hang, đèo, hồ, bản làng và di tích của hai tỉnh. Nơi nào nguồn ghi ít, trang cũng viết ít.",
            "en": "Waterfalls, caves, passes, lakes, villages, historic sites. Where sources say little, so do we.",
        },
    ),
    (
        EventIndexPage,
        {"vi": "le-hoi", "en": "festivals"},
        {"vi": "Lễ hội", "en": "Festivals"},
        {
            "vi": "Hai lịch đặt cạnh nhau, mười hai tháng kể từ nay. Ngày chỉ in khi quy tắc đủ rõ để tính.",
            "en": "Both calendars side by side, for twelve months. A date is printed only where its rule is exact.",
        },
    ),
    (
        ItineraryIndexPage,
        {"vi": "lich-trinh", "en": "itineraries"},
        {"vi": "Lịch trình", "en": "Itineraries"},
        {
            "vi": "Chín tuyến từ hai đến sáu ngày mà cẩm nang, nhật ký đi đường và chương trình tour đã đăng.",
            "en": "Nine routes of two to six days, as published guides, travel diaries and tour programmes give them.",
        },
    ),
)
NEWS = (
    NewsIndexPage,
    {"vi": "tin-tuc", "en": "news"},
    {"vi": "Tin và bài", "en": "News"},
    {
        "vi": "Những việc đã xảy ra ở hai tỉnh, kể lại kèm ngày và nguồn.",
        "en": "What has happened in the two provinces, told with its date and its sources.",
    },
)


def is_loaded() -> bool:
    """Whether the portal already has its home page: then nothing is loaded over what editors have made of it."""
    return HomePage.objects.exists()


def load_demo(
    progress: Progress = lambda name, size: lambda: None,
    *,
    folder: Path = records.CONTENT,
    pictures: Path = FOLDER,
    units: Path = UNITS,
) -> None:
    """Load everything. Raises ``BadData`` with file, record and reason, and then nothing has changed."""
    with transaction.atomic():
        load_units(units)
        sources = Sources(DataFile(folder / "never_link.json"))
        records.load_geography_texts(folder, sources)
        records.load_stated_facts(DataFile(folder / "founding_facts.json"), sources)

        place_file = DataFile(folder / "place_records.json")
        place_rows = place_file.need(place_file.content, "places", "file")
        step = progress("places", len(place_rows))
        places: dict[str, Place] = {}
        texts: dict[str, DataFile] = {}
        for row in place_rows:
            slug = str(place_file.need(row, "slug", str(row)[:60]))
            if slug in places:
                raise place_file.wrong(slug, "this slug stands twice")
            texts[slug] = DataFile(folder / "places" / f"{slug}.json")
            places[slug] = records.load_place(place_file, row, texts[slug], sources)
            step()
        for row in place_rows:
            if parent := row.get("parent"):
                if parent not in places:
                    raise place_file.wrong(row["slug"], f"parent {parent!r} does not exist")
                Place.objects.filter(slug=row["slug"]).update(parent=places[parent])

        event_file = DataFile(folder / "event_records.json")
        event_rows = event_file.need(event_file.content, "events", "file")
        step = progress("events", len(event_rows))
        events: dict[str, Event] = {}
        for row in event_rows:
            slug = str(event_file.need(row, "slug", str(row)[:60]))
            if slug in events:
                raise event_file.wrong(slug, "this slug stands twice")
            texts[slug] = DataFile(folder / "events" / f"{slug}.json")
            events[slug] = records.load_event(event_file, row, texts[slug], places, sources)
            step()

        routes = [DataFile(path) for path in sorted((folder / "itineraries").glob("*.json"))]
        itineraries = [(records.load_itinerary(file, places, sources), file) for file in routes]
        news = [DataFile(path) for path in sorted((folder / "news").glob("*.json"))]
        standard = [DataFile(path) for path in sorted((folder / "standard").glob("*.json"))]

        count = len(places) + len(events) + len(itineraries) + len(news) + len(standard) + len(INDEXES) + 4
        drawn = Pictures(pictures)
        builder = PageBuilder(folder, sources, drawn, progress("pages", count))
        home = builder.home()
        indexes = {model: builder.index(home, model, slugs, title, lead) for model, slugs, title, lead in INDEXES}
        builder.getting_there(home)
        builder.story(home)
        news_index = builder.index(home, *NEWS)
        parents = {
            Place.Kind.DESTINATION.value: indexes[DestinationIndexPage],
            Place.Kind.ATTRACTION.value: indexes[AttractionIndexPage],
        }
        for slug, place in places.items():
            builder.place(parents, place, texts[slug])
        for slug, event in events.items():
            builder.event(indexes[EventIndexPage], event, texts[slug])
        for itinerary, file in itineraries:
            builder.itinerary(indexes[ItineraryIndexPage], itinerary, file)
        for file in news:
            builder.news(news_index, file)
        for file in standard:
            builder.standard(home, file)
        products = product_files(folder)
        ProductLoader(folder, sources, drawn, places).load(products, progress("products", len(products)))
        figures = FigureLoader(folder, sources, places)
        figures.load(DataFile(folder / "founding_facts.json"), progress("figures", rows_of(folder)))
        builder.season_rows(places, events)
        builder.feature(home, places)
        builder.progress = progress("english pages", len(builder.english))
        builder.translate()
        english_home = home.get_translation(builder.en)
        builder.feature(english_home, places)
    # English pages are published after the commit, from revisions that know of no children: count them again.
    Page.fix_tree()
