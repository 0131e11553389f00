"""Whatever changes, whoever changes it: everything that shows it is marked with it, and nothing in vain."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction, Site

from portal.core.models import Source, StatedFact, StatedFactSubject
from portal.figures.models import Area, Commodity, Indicator, Observation
from portal.news.models import NewsIndexPage, NewsPage
from portal.places.loading import load_units
from portal.places.models import Airport, BorderGate, Commune, Distance, FormerUnit, Province, Route
from search.kinds.pages import key_of_page
from search.models import DirtyDocument, IndexTarget
from search.services import marking
from search.services.dated import mark_dated
from tests.portal_server import ROOT, environment, manage
from tests.search.index_life import (
    TARGET,
    commit,
    committed,
    dirty,
    disagreement,
    drain_all,
    everything,
    fill,
    registered,
    would_change,
)
from tests.services import database_of
from tourism.models import (
    Activity,
    Event,
    EventAlias,
    EventEdition,
    EventPage,
    EventRecognition,
    Itinerary,
    ItineraryStop,
    Place,
    PlaceAlias,
    PracticalFact,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(db):
    return registered()


# --- Rows -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_mark_outside_a_transaction_is_refused():
    registered()
    with pytest.raises(transaction.TransactionManagementError):
        marking.mark("commune:03703")
    assert not DirtyDocument.objects.exists()


def test_marks_of_one_change_are_one_row_each(engine):
    marking.mark("a:1", "a:2", "a:1")
    marking.mark("a:2", "a:3")
    assert sorted(DirtyDocument.objects.values_list("key", flat=True)) == ["a:1", "a:2", "a:3"]
    commit()
    marking.mark("a:2")
    assert DirtyDocument.objects.filter(key="a:2").count() == 2, "another change may not have committed yet"


def test_every_target_gets_its_row(engine):
    IndexTarget.objects.create(name="next", kind="embedded", state="building", index="v1-1")
    IndexTarget.objects.create(name="leaving", kind="embedded", state="leaving", index="v1-2")
    marking.mark("a:1")
    assert set(DirtyDocument.objects.values_list("target", "key")) == {(TARGET, "a:1"), ("next", "a:1")}


def test_a_mark_that_was_rolled_back_is_made_again(engine):
    class Undone(Exception):
        pass

    def changes_its_mind():
        with transaction.atomic():
            marking.mark("a:1")
            raise Undone

    with pytest.raises(Undone):
        changes_its_mind()
    assert dirty() == set()
    marking.mark("a:1")
    assert dirty() == {"a:1"}


def test_without_a_target_a_mark_is_one_small_query(db):
    IndexTarget.objects.all().delete()

    def never():
        raise AssertionError("nobody wants to know")

    with CaptureQueriesContext(connection) as queries:
        marking.mark_found(never)
    assert len(queries) == 1


def test_many_keys_take_few_queries(engine):
    with CaptureQueriesContext(connection) as queries:
        marking.mark(*(f"a:{number}" for number in range(1000)))
    assert len(queries) < 30
    assert DirtyDocument.objects.count() == 1000


@pytest.mark.django_db(transaction=True)
def test_drainers_are_woken_once_after_the_commit_and_a_dead_broker_fails_nobody(monkeypatch, caplog):
    registered()
    woken = []

    def wake(names):
        woken.append((list(names), dirty()))
        raise ConnectionError("no broker")

    monkeypatch.setattr(marking, "_wake", [wake])
    with transaction.atomic():
        marking.mark("a:1")
        marking.mark("a:2")
        assert woken == []
    assert woken[0] == ([TARGET], {"a:1", "a:2"})
    assert all(names == [TARGET] for names, _keys in woken)
    assert "the sweep will find them" in caplog.text


# --- What shows what --------------------------------------------------------------------------------------------------


def page_of(slug: str, language: str = "vi"):
    return Page.objects.get(slug=slug, locale__language_code=language).specific


def renamed(page, title: str = "Tên khác"):
    page.title = title
    page.save()


def changed(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def place(slug: str) -> Place:
    return Place.objects.get(slug=slug)


def moved() -> None:
    """A list of places goes below another page, with everything in it."""
    page_of("noi-tham-quan").move(page_of("tiep-can"), pos="last-child")


def scheduled_end() -> None:
    """What the clock does when a page's time is over."""
    page_of("het-cha").unpublish(set_expired=True)


def private() -> None:
    PageViewRestriction.objects.create(page=page_of("le-hoi"), restriction_type="login")


def public_again() -> None:
    private()
    drained()
    PageViewRestriction.objects.all().delete()


def drained() -> None:
    """A moment at which the index was right, in the middle of a change."""
    commit()


def alias_of_page() -> None:
    page_of("moc-chau-khu-du-lich-quoc-gia").create_alias(update_slug="ban-sao", parent=page_of("tin-tuc"))


def new_page() -> None:
    page_of("tin-tuc").add_child(instance=NewsPage(title="Bài mới", slug="bai-moi", lead="Lời dẫn"))


def translated() -> None:
    """A page of one language gets its twin."""
    new_page()
    page_of("bai-moi").copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True).save()
    Page.objects.filter(slug__startswith="bai-moi").update(live=True)
    for page in Page.objects.filter(slug__startswith="bai-moi"):
        page.specific.save()


def published() -> None:
    page = page_of("moc-chau")
    page.lead = "Lời dẫn mới"
    page.save_revision().publish()


CHANGES = {
    "a page gets another title": lambda: renamed(page_of("thac-dai-yem")),
    "a destination gets another title": lambda: renamed(page_of("moc-chau")),
    "an English title": lambda: renamed(page_of("moc-chau", "en")),
    "a page gets another slug": lambda: changed(page_of("thac-dai-yem"), slug="thac-khac"),
    "a list gets another slug": lambda: changed(page_of("diem-den"), slug="noi-den"),
    "a list moves": moved,
    "publish": published,
    "unpublish": lambda: page_of("moc-chau").unpublish(),
    "expiry": scheduled_end,
    "delete": lambda: page_of("moc-chau-khu-du-lich-quoc-gia").delete(),
    "delete a list": lambda: page_of("le-hoi").delete(),
    "private": private,
    "public again": public_again,
    "alias": alias_of_page,
    "new page": new_page,
    "translation": translated,
    "the page about roads goes": lambda: page_of("di-lai").unpublish(),
    "the page about roads moves": lambda: changed(page_of("di-lai"), slug="duong-di"),
    "a place gets another name": lambda: changed(place("thac-dai-yem"), name="Thác khác"),
    "a place lies elsewhere": lambda: changed(place("dien-bien-phu"), communes=list(Commune.objects.all()[:2])),
    "a place is taken back": lambda: changed(place("thac-dai-yem"), live=False),
    "a place gets a name": lambda: PlaceAlias.objects.create(place=place("moc-chau"), name="Tên gọi khác"),
    "a place loses its names": lambda: PlaceAlias.objects.all().first().delete(),
    "a fact": lambda: PracticalFact.objects.create(place=place("thac-dai-yem"), kind="hours", text_vi="7.00–17.00"),
    "an activity": lambda: changed(Activity.objects.first(), text_vi="Việc khác"),
    "an event gets another rule": lambda: changed(Event.objects.first(), rule_vi="ngày khác"),
    "an event gets a name": lambda: EventAlias.objects.create(event=Event.objects.first(), name="Hội khác"),
    "an edition": lambda: EventEdition.objects.create(event=Event.objects.first(), year=2020, note_vi="đông người"),
    "a recognition goes": lambda: EventRecognition.objects.first().delete(),
    "an itinerary": lambda: changed(Itinerary.objects.first(), transport_vi="xe đạp"),
    "a day": lambda: changed(Itinerary.objects.first().days.first(), title_vi="Ngày khác"),
    "a stop": lambda: changed(Itinerary.objects.first().stops.first(), place=place("thac-dai-yem")),
    "the stops go": lambda: [
        stop.delete() for stop in ItineraryStop.objects.filter(itinerary=Itinerary.objects.first())
    ],
    "a commune gets another name": lambda: changed(Commune.objects.get(code="03703"), name="Tên Khác"),
    "a commune of a gate": lambda: changed(BorderGate.objects.exclude(commune=None).first().commune, name="Khác"),
    "a former unit": lambda: FormerUnit.objects.filter(commune__places__isnull=False).first().delete(),
    "a province gets another name": lambda: changed(Province.objects.get(slug="son-la"), name="Tây Bắc"),
    "a fact of a province": lambda: changed(Province.objects.first().facts.first(), text_vi="khác"),
    "a gate": lambda: changed(BorderGate.objects.first(), name_vi="Cửa khẩu khác"),
    "a gate goes": lambda: BorderGate.objects.first().delete(),
    "an airport": lambda: changed(Airport.objects.first(), iata="QQQ"),
    "a road": lambda: changed(Route.objects.first(), name_vi="Đường khác"),
    "a distance goes": lambda: Distance.objects.first().delete(),
    "an official fact": lambda: [changed(fact, headline_vi=f"{fact.code} khác") for fact in StatedFact.objects.all()],
    "an official fact gets a subject": lambda: StatedFactSubject.objects.create(
        fact=StatedFact.objects.first(), key="place:thac-dai-yem"
    ),
    "a figure": lambda: changed(Observation.objects.chosen().first(), value=12345),
    "a figure is taken back": lambda: changed(Observation.objects.chosen().first(), state="draft"),
    "a figure of another area": lambda: changed(
        Observation.objects.chosen().filter(area__code="son-la").first(), area=Area.objects.get(code="moc-chau")
    ),
    "a figure goes": lambda: Observation.objects.chosen().first().delete(),
    "what is counted gets another name": lambda: changed(Indicator.objects.first(), name_vi="Chỉ tiêu khác"),
    "an area gets another name": lambda: changed(Area.objects.get(code="moc-chau"), name_vi="Nơi khác"),
    "goods get another name": lambda: changed(
        Commodity.objects.filter(observations__state="published").first(), name_vi="Hàng khác"
    ),
    "sources of figures": lambda: [
        changed(source, title="Tên bài khác", title_en="")
        for source in Source.objects.filter(observations__is_chosen=True).distinct()
    ],
    "another front page": lambda: changed(Site.objects.get(), root_page=page_of("le-hoi")),
    "units are loaded again": load_units,
}


#: Ends as it began, or has nothing to change.
NEUTRAL = {"public again", "units are loaded again"}


@pytest.fixture(scope="session")
def demo_documents(demo, django_db_blocker):
    """What the index holds before each change, built once."""
    with django_db_blocker.unblock():
        return everything()


#: Every fourth change is made on PostgreSQL too.
EACH_CHANGE = [
    pytest.param(name, marks=() if number % 4 == 0 else pytest.mark.once) for number, name in enumerate(CHANGES)
]


@pytest.mark.parametrize("name", EACH_CHANGE)
def test_after_any_change_and_a_drain_the_index_is_as_the_database(demo, demo_documents, db, name):
    engine = registered()
    fill(engine, demo_documents)
    commit()
    CHANGES[name]()
    commit()
    assert would_change(engine) == (name not in NEUTRAL), "readers would see no change"
    drain_all(engine)
    assert disagreement(engine) == {}
    assert dirty() == set()


def test_the_question_of_the_last_test_has_an_answer(demo):
    """A change that nobody marks is seen by it."""
    engine = registered()
    fill(engine)
    Page.objects.filter(slug="thac-dai-yem", locale__language_code="vi").update(title="Thác khác")
    BorderGate.objects.filter(slug="tay-trang").update(name_vi="Cửa khẩu khác")
    assert disagreement(engine) == {"stale": 2}


def test_a_change_marks_what_shows_it_and_not_everything(demo):
    registered()
    with committed():
        renamed(page_of("thac-dai-yem"))
    assert key_of_page(page_of("thac-dai-yem")) in dirty()
    assert len(dirty()) < 5
    DirtyDocument.objects.all().delete()
    with committed():
        changed(Commune.objects.get(code="03980"))
    assert 1 < len(dirty()) < 60


def test_drafts_and_locks_mark_nothing(demo):
    registered()
    page = page_of("moc-chau")
    page.lead = "Bản thảo"
    page.save_revision()
    record = place("moc-chau")
    record.name = "Bản thảo"
    record.save_revision()
    page.locked = True
    page.save(update_fields=["locked"])
    assert dirty() == set()


def test_festivals_with_computed_days_are_marked_every_night(demo):
    registered()
    mark_dated()
    exact = EventPage.objects.filter(event__exact_day__isnull=False).values_list("translation_key", flat=True)
    assert dirty() == {f"page:{key}" for key in exact}
    assert exact


# --- What it costs ----------------------------------------------------------------------------------------------------


def queries_of_saving(page) -> int:
    commit()
    with CaptureQueriesContext(connection) as queries:
        page.save()
    return len(queries)


@pytest.mark.parametrize(
    "slug", ["thac-dai-yem", "moc-chau", "moc-chau-khu-du-lich-quoc-gia", "noi-tham-quan", "di-lai"]
)
def test_a_save_costs_a_bounded_number_of_queries_more(demo, slug):
    registered()
    page = page_of(slug)
    marked = queries_of_saving(page)
    assert dirty()
    IndexTarget.objects.all().delete()
    unmarked = queries_of_saving(page)
    assert 0 < marked - unmarked <= 10


def test_the_cost_does_not_grow_with_what_is_marked(demo):
    registered()
    parent = NewsIndexPage.objects.get(locale__language_code="vi")
    queries_of_saving(parent)
    few = queries_of_saving(parent)
    for number in range(40):
        parent.add_child(instance=NewsPage(title=f"Bài {number}", slug=f"bai-so-{number}", lead="Lời dẫn"))
    parent = NewsIndexPage.objects.get(pk=parent.pk)
    queries_of_saving(parent)
    assert queries_of_saving(parent) <= few + 1
    assert len(dirty()) > 40


# --- PostgreSQL -------------------------------------------------------------------------------------------------------

CONCURRENT = """
import json, random, threading, time
from django.db import connection, transaction
from search import kinds
from search.models import DirtyDocument, DocumentVersion, IndexTarget
from search.services import draining, marking, targets
from tests.search.fake_engine import FakeEngine
found, errors, engine = {}, [], FakeEngine()

def thread(function, *arguments):
    def run():
        try:
            function(*arguments)
        except Exception as error:
            errors.append(repr(error))
        finally:
            connection.close()
    one = threading.Thread(target=run)
    one.start()
    return one

# 1. A change that begins before a target is registered, and ends after: the registration waits for it.
reads, go_on, order = threading.Event(), threading.Event(), []
def change():
    with transaction.atomic():
        marking.mark("a:1")
        reads.set()
        go_on.wait(20)
        order.append("change")
def register():
    targets.when_no_change_is_open(lambda: IndexTarget.objects.create(name="fake", kind="embedded"))
    order.append("registered")
first = thread(change)
reads.wait(20)
second = thread(register)
time.sleep(1.5)
go_on.set()
first.join(), second.join()
found["order"] = order
found["unmarked"] = DirtyDocument.objects.count()

# 2. Two open changes of one document: neither waits, and a drain between their commits leaves the later one's row.
holds, go_on = threading.Event(), threading.Event()
def slow():
    with transaction.atomic():
        marking.mark("a:1")
        holds.set()
        go_on.wait(20)
first = thread(slow)
holds.wait(20)
with transaction.atomic():
    marking.mark("a:1")
found["drained"] = draining.drain("fake", engine)
found["version"] = engine.store.removed[engine.store.live]["a:1"]
go_on.set()
first.join()
found["late"] = DirtyDocument.objects.count()
draining.drain("fake", engine)
found["later version"] = engine.store.removed[engine.store.live]["a:1"]

# 3. Many changes of overlapping documents and drainers beside them: no deadlock, nothing left, nothing too old.
DirtyDocument.objects.all().delete()
stop = threading.Event()
def changes(seed):
    dice = random.Random(seed)
    for _change in range(TIMES):
        with transaction.atomic():
            for _mark in range(3):
                marking.mark(*(f"a:{dice.randrange(30)}" for _key in range(dice.randrange(1, 12))))
def drains():
    while not stop.is_set():
        draining.drain("fake", engine)
writers = [thread(changes, seed) for seed in range(6)]
drainers = [thread(drains) for _drainer in range(2)]
for one in writers:
    one.join()
stop.set()
for one in drainers:
    one.join()
draining.drain("fake", engine)
found["left"] = DirtyDocument.objects.count()
there = engine.store.removed[engine.store.live]
found["index"] = {key: version for key, version in DocumentVersion.objects.values_list("key", "version")} == there
found["errors"] = errors
print(json.dumps(found))
"""


@pytest.mark.once
def test_changes_at_the_same_time_on_postgresql(tmp_path, postgres_url, soak_count):
    code = CONCURRENT.replace("TIMES", str(soak_count(400)))
    # Migrated by .ci/run, or here.
    template = os.environ.get("PORTAL_TEST_TEMPLATE")
    with database_of(postgres_url, template or "template0") as database:
        env = environment(tmp_path, PYTHONPATH=str(ROOT), DATABASE_URL=database)
        if not template:
            manage(env, "migrate", "-v0")
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found == {
        "order": ["change", "registered"],
        "unmarked": 0,
        "drained": 1,
        "version": 1,
        "late": 1,
        "later version": 2,
        "left": 0,
        "index": True,
        "errors": [],
    }
