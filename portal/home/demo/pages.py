"""Builds the page tree of the demo content in Vietnamese, and its English twin through wagtail-localize.

English pages are made by the same means an editor uses (a translation source and its strings), so that the side by
side editor knows every sentence of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from portal.core.data_files import DataFile
from portal.core.vietnamese import slugify
from portal.home.demo.pictures import Pictures
from portal.home.demo.records import date_or_none
from portal.home.demo.sources import Sources
from portal.home.models import FeaturedPlace, HomePage, ProvincesStoryPage, SeasonRow
from portal.media.models import Image
from portal.news.models import NewsPage, NewsSource, StandardPage
from portal.places.models import GettingTherePage
from tourism.models import (
    AttractionPage,
    DestinationPage,
    Event,
    EventPage,
    Itinerary,
    ItineraryPage,
    Place,
)

Texts = dict[str, str]
#: Ends of the paths of texts that are keys, not words.
SAME_IN_ENGLISH = ("slug", ".key", ".codes")
FEATURED = ("moc-chau", "ta-xua", "long-ho-thuy-dien-son-la", "dien-bien-phu", "ngoc-chien")


class PageBuilder:
    """Adds published Vietnamese pages and remembers the English of each of their sentences."""

    def __init__(self, folder: Path, sources: Sources, pictures: Pictures, progress: Callable[[], Any]) -> None:
        self.folder = folder
        self.sources = sources
        self.pictures = pictures
        self.progress = progress
        self.vi = Locale.objects.get(language_code="vi")
        self.en, _created = Locale.objects.get_or_create(language_code="en")
        self.english: list[tuple[Page, Texts]] = []

    # -- Vietnamese --------------------------------------------------------------------------------------------------

    def add(self, parent: Page, page: Page, english: Texts) -> Any:
        """Publish a page under ``parent``; ``english`` maps its Vietnamese texts to English ones."""
        page.locale = self.vi
        page.live = True
        page.first_published_at = page.last_published_at = timezone.now()
        parent.add_child(instance=page)
        revision = page.save_revision(clean=False)
        page.live_revision = page.latest_revision = revision
        type(page).objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False)
        self.english.append((page, english))
        self.progress()
        return page

    def home(self) -> HomePage:
        """The home page in place of Wagtail's welcome page, with the site that serves it."""
        file = DataFile(self.folder / "home.json")
        hero = file.need(file.content, "hero", "file")
        title = {"vi": "Tây Bắc: du lịch Sơn La và Điện Biên", "en": "Tây Bắc: travel in Sơn La and Điện Biên"}
        texts = [title, *(file.words(hero, key, "hero") for key in ("eyebrow", "title", "lead"))]
        sections: list[Any] = []
        for key, row in file.content["sections"].items():
            words = {name: file.words(row, name, key) for name in ("eyebrow", "title", "note") if name in row}
            texts += words.values()
            sections.append(("section", {"key": key, **{name: text["vi"] for name, text in words.items()}}))
            for point in row.get("points", []):
                texts += [file.words(point, "title", key), file.words(point, "text", key)]
                sections.append(("point", {"title": point["title"]["vi"], "text": point["text"]["vi"]}))
        description = {
            "vi": "Nơi đến, lễ hội, lịch trình và đường đi ở Sơn La và Điện Biên, mỗi dữ kiện có nguồn và ngày.",
            "en": "Places, festivals, routes and roads of Sơn La and Điện Biên, every fact with its source and date.",
        }
        root = Page.objects.get(depth=1)
        page = HomePage(
            title=title["vi"],
            slug="home",
            search_description=description["vi"],
            eyebrow=hero["eyebrow"]["vi"],
            headline=hero["title"]["vi"],
            lead=hero["lead"]["vi"],
            picture=self.picture("home-hero", title["vi"]),
            sections=sections,
        )
        for welcome in Page.objects.filter(depth=2):
            welcome.delete()
        root.refresh_from_db()
        self.add(root, page, mapping([*texts, description]))
        Site.objects.all().delete()
        Site.objects.create(hostname="localhost", port=80, root_page=page, is_default_site=True, site_name="Tây Bắc")
        return page

    def season_rows(self, places: dict[str, Place], events: dict[str, Event]) -> None:
        """The bars of the season calendar."""
        file = DataFile(self.folder / "home.json")
        for order, row in enumerate(file.need(file.content, "season_rows", "file")):
            record = f"season_rows[{order}]"
            title, where = file.words(row, "title", record), file.words(row, "place", record)
            SeasonRow.objects.create(
                title_vi=title["vi"],
                title_en=title["en"],
                where_vi=where["vi"],
                where_en=where["en"],
                months=row["months"],
                colour=row["colour"],
                place=places.get(row.get("place_slug") or ""),
                event=events.get(row.get("event_id") or ""),
                order=order,
            )

    def feature(self, home: HomePage, places: dict[str, Place]) -> None:
        """The destinations of the front page."""
        for order, slug in enumerate(FEATURED):
            if slug in places:
                FeaturedPlace.objects.create(page=home, place=places[slug], sort_order=order)

    def index(self, parent: Page, model: type[Any], slugs: Texts, title: Texts, lead: Texts, **fields: Any) -> Any:
        """A list page that stands in the menus; its description is its lead."""
        page = model(
            title=title["vi"],
            slug=slugs["vi"],
            lead=lead["vi"],
            search_description=lead["vi"][:250],
            show_in_menus=True,
            **fields,
        )
        return self.add(parent, page, mapping([slugs, title, lead]))

    def place(self, parents: dict[str, Page], place: Place, text: DataFile) -> None:
        """The page of a place."""
        model = DestinationPage if place.kind == Place.Kind.DESTINATION else AttractionPage
        fields, english = self.story_fields(text, place.slug, place.slug)
        self.add(parents[place.kind], model(place=place, **fields), english)

    def event(self, parent: Page, event: Event, text: DataFile) -> None:
        """The page of an event, drawn with its motif."""
        motif = text.content.get("motif") or ""
        fields, english = self.story_fields(text, event.slug, f"festival-{motif}")
        self.add(parent, EventPage(event=event, **fields), english)

    def itinerary(self, parent: Page, itinerary: Itinerary, text: DataFile) -> None:
        """The page of an itinerary, with the picture of its first place."""
        record = itinerary.slug
        title, lead, teaser, description = (
            text.words(text.content, key, record) for key in ("title", "lead", "teaser", "description")
        )
        first = next((stop.place for stop in itinerary.stops.all() if stop.place is not None), None)
        page = ItineraryPage(
            itinerary=itinerary,
            title=title["vi"],
            slug=itinerary.slug,
            lead=lead["vi"],
            teaser=teaser["vi"],
            search_description=description["vi"],
            picture=self.picture(first.slug if first else "default", title["vi"]),
        )
        slugs = {"vi": page.slug, "en": slugify(title["en"])}
        self.add(parent, page, mapping([slugs, title, lead, teaser, description]))

    def story_fields(self, text: DataFile, record: str, picture: str) -> tuple[dict[str, Any], Texts]:
        """Fields of a page that tells a story, and the English of its texts."""
        names = ("title", "lead", "teaser", "description", "story_title")
        words = {name: text.words(text.content, name, record) for name in names}
        paragraphs = [text.words({"text": part}, "text", record) for part in text.need(text.content, "story", record)]
        fields = {
            "title": words["title"]["vi"],
            "slug": record,
            "lead": words["lead"]["vi"],
            "teaser": words["teaser"]["vi"],
            "search_description": words["description"]["vi"],
            "story_title": words["story_title"]["vi"],
            "story": [("paragraph", paragraph["vi"]) for paragraph in paragraphs],
            "picture": self.picture(picture, words["title"]["vi"]),
        }
        return fields, mapping([*words.values(), *paragraphs])

    def picture(self, slug: str, title: str) -> Image:
        """The illustration of a slug."""
        return self.pictures.of(slug, title)

    def getting_there(self, home: Page) -> None:
        """The page about roads."""
        file = DataFile(self.folder / "getting_there.json")
        lead, description, note = (
            file.words(file.content, key, "file") for key in ("lead", "description", "diagram_note")
        )
        title = {"vi": "Đi lại", "en": "Getting there"}
        slugs = {"vi": "di-lai", "en": "getting-there"}
        page = GettingTherePage(
            title=title["vi"],
            slug=slugs["vi"],
            seo_title=file.words(file.content, "title", "file")["vi"],
            lead=lead["vi"],
            search_description=description["vi"],
            diagram_note=note["vi"],
            show_in_menus=True,
        )
        self.add(home, page, mapping([slugs, title, file.content["title"], lead, description, note]))

    def story(self, home: Page) -> None:
        """The story of the provinces."""
        file = DataFile(self.folder / "story.json")
        title, lead, description = (file.words(file.content, key, "file") for key in ("title", "lead", "description"))
        slugs = {"vi": "hai-tinh", "en": "two-provinces"}
        texts = [slugs, title, lead, description]
        sections: list[Any] = []
        for row in file.need(file.content, "sections", "file"):
            words = file.words(row, "title", "sections"), file.words(row, "intro", "sections")
            texts += words
            section = {"title": words[0]["vi"], "intro": words[1]["vi"], "codes": " ".join(row["facts"])}
            sections.append(("section", {**section, "in_years": bool(row.get("in_years"))}))
        page = ProvincesStoryPage(
            title=title["vi"],
            slug=slugs["vi"],
            lead=lead["vi"],
            search_description=description["vi"],
            sections=sections,
            show_in_menus=True,
        )
        self.add(home, page, mapping(texts))

    def standard(self, home: Page, file: DataFile) -> None:
        """One standard page."""
        record = str(file.need(file.content, "slug", file.path.name))
        slugs = {"vi": record, "en": file.need(file.content, "slug_en", record)}
        title, lead, description = (file.words(file.content, key, record) for key in ("title", "lead", "description"))
        texts = [slugs, title, lead, description]
        sections: list[Any] = []
        for row in file.need(file.content, "sections", record):
            heading = file.words(row, "title", record)
            paragraphs = [file.words({"text": part}, "text", record) for part in row["paragraphs"]]
            texts += [heading, *paragraphs]
            sections.append(("section", {"title": heading["vi"], "paragraphs": [part["vi"] for part in paragraphs]}))
        page = StandardPage(
            title=title["vi"],
            slug=slugs["vi"],
            lead=lead["vi"],
            search_description=description["vi"],
            is_draft_text=bool(file.content.get("is_draft_text")),
            sections=sections,
        )
        self.add(home, page, mapping(texts))

    def news(self, parent: Page, file: DataFile) -> None:
        """One article with its sources."""
        record = str(file.need(file.content, "slug", file.path.name))
        slugs = {"vi": record, "en": file.need(file.content, "slug_en", record)}
        title, lead, description = (file.words(file.content, key, record) for key in ("title", "lead", "description"))
        paragraphs = [file.words({"text": part}, "text", record) for part in file.need(file.content, "story", record)]
        page = NewsPage(
            title=title["vi"],
            slug=slugs["vi"],
            lead=lead["vi"],
            search_description=description["vi"],
            happened_on=date_or_none(file, file.content.get("event_date"), record),
            story=[("paragraph", part["vi"]) for part in paragraphs],
            picture=self.picture(file.content.get("picture") or "default", title["vi"]),
        )
        for order, row in enumerate(file.content.get("sources", [])):
            details = {
                "title": row.get("title") or "",
                "publisher": row.get("publisher") or "",
                "published_on": row.get("published_on") or "",
            }
            page.sources.add(NewsSource(sort_order=order, source=self.sources.at(row["url"], file, record, **details)))
        self.add(parent, page, mapping([slugs, title, lead, description, *paragraphs]))

    # -- English -----------------------------------------------------------------------------------------------------

    def translate(self) -> None:
        """Make the English page of every page added, in the order of adding: parents come first."""
        for page, english in self.english:
            source, _created = TranslationSource.get_or_create_from_instance(page)
            translation, _created = Translation.objects.get_or_create(source=source, target_locale=self.en)
            segments = StringSegment.objects.filter(source=source).select_related("string", "context")
            StringTranslation.objects.bulk_create(
                StringTranslation(
                    translation_of=segment.string,
                    locale=self.en,
                    context_id=segment.context_id,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                    data=english.get(segment.string.data, segment.string.data),
                )
                for segment in {(one.string_id, one.context_id): one for one in segments}.values()
                if segment.string.data in english or segment.context.path.endswith(SAME_IN_ENGLISH)
            )
            translation.save_target(publish=True)
            self.progress()


def mapping(texts: Iterable[Texts]) -> Texts:
    """{Vietnamese: English} of texts in both languages."""
    return {text["vi"]: text["en"] for text in texts if text["vi"]}
