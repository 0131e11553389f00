"""An index is built again while everybody works on: no gap, nothing stale, one swap; who is stopped loses nothing."""

from __future__ import annotations

import datetime as dt
import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from portal.news.models import NewsPage
from portal.places.models import BorderGate, Commune
from search import kinds
from search.engines import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.kinds import Family
from search.models import DirtyDocument, IndexTarget, Rebuild
from search.services import draining, rebuilding, targets
from tests.search.engines_under_test import elasticsearch_engine
from tests.search.fake_engine import FakeEngine
from tests.search.index_life import TARGET, commit, dirty, disagreement, drain_all, fill, registered
from tests.search.test_draining import Things, change, held
from tourism.models import Place

NEXT = targets.next_of(TARGET)
pytestmark = pytest.mark.django_db


@pytest.fixture
def things(monkeypatch):
    made = Things()
    made.there = {f"{number:04}": 1 for number in range(60)}
    monkeypatch.setattr(kinds, "_families", {"thing": Family("thing", (), made.names, made.build)})
    monkeypatch.setattr(rebuilding, "BATCH", 10)
    return made


@pytest.fixture
def engine(db, things):
    engine = registered()
    fill(engine)
    commit()
    return engine


def later(hours: float = 1):
    """A clock that is ahead: leases of dead builders are over."""
    return lambda: timezone.now() + dt.timedelta(hours=hours)


def nothing_is_left(engine: FakeEngine, things: Things) -> None:
    drain_all(engine)
    assert held(engine) == things.expected()
    assert disagreement(engine) == {}
    assert dirty() == set()
    assert not Rebuild.objects.exists()
    assert list(IndexTarget.objects.values_list("name", "state", "index")) == [(TARGET, "live", "")]


def test_the_new_index_takes_the_place_of_the_old_one_which_stays(engine, things):
    before = engine.live()
    seen = []
    assert rebuilding.rebuild(TARGET, engine, progress=seen.append)
    assert engine.live() != before
    assert engine.store.swaps == [engine.live()]
    assert set(engine.indices()) == {before, engine.live()}
    assert sum(seen) == 60
    nothing_is_left(engine, things)
    rebuilding.rebuild(TARGET, engine)
    assert len(engine.indices()) == 2, "the oldest is gone"
    assert before not in engine.indices()


def test_the_first_index_of_all(db, things):
    IndexTarget.objects.all().delete()
    engine = FakeEngine()
    rebuilding.rebuild(TARGET, engine)
    nothing_is_left(engine, things)


def test_changes_are_written_down_for_both_indexes_while_it_lasts(engine, things):
    marked = []

    def meanwhile(keys):
        if not marked:
            marked.append(True)
            change(things, "0055", 2)
            marked.append(dirty() & dirty(NEXT))

    engine.store.on_write = meanwhile
    rebuilding.rebuild(TARGET, engine)
    engine.store.on_write = None
    assert marked[1] == {"thing:0055"}
    nothing_is_left(engine, things)


def test_one_builds_at_a_time(engine, things):
    def another(keys):
        engine.store.on_write = None
        with pytest.raises(rebuilding.AlreadyRunning):
            rebuilding.rebuild(TARGET, engine)
        with pytest.raises(rebuilding.AlreadyRunning):
            rebuilding.roll_back(TARGET, engine)

    engine.store.on_write = another
    rebuilding.rebuild(TARGET, engine)
    nothing_is_left(engine, things)


def test_who_lost_the_lease_stops_and_the_other_ends_well(engine, things):
    def taken_over(keys):
        engine.store.on_write = None
        assert rebuilding.rebuild(TARGET, engine, now=later())

    engine.store.on_write = taken_over
    with pytest.raises(rebuilding.AlreadyRunning):
        rebuilding.rebuild(TARGET, engine)
    nothing_is_left(engine, things)
    assert len(engine.store.swaps) == 1


def test_it_goes_on_where_time_ran_out(engine, things):
    rounds = 0
    while not rebuilding.rebuild(TARGET, engine, seconds=0):
        rounds += 1
        change(things, "0001", 10 + rounds)
    assert rounds >= 5
    nothing_is_left(engine, things)


class Killed(BaseException):
    """The builder is no more."""


class Breaking(FakeEngine):
    """Counts what is asked of it and dies at one call."""

    calls = 0
    dies_at = 0

    def at(self, index):
        made = Breaking(self.store, index)
        made.root = self.root
        return made

    @property
    def root(self):
        return self.__dict__.get("root_engine", self)

    @root.setter
    def root(self, engine):
        self.__dict__["root_engine"] = engine

    def _ask(self):
        self.root.calls += 1
        if self.root.calls == self.root.dies_at:
            raise Killed
        super()._ask()


def test_whoever_is_killed_at_any_moment_has_lost_nothing(db, things, monkeypatch):
    def start(dies_at):
        old = registered()
        fill(old)
        commit()
        engine = Breaking(old.store)
        engine.dies_at = dies_at
        return engine

    whole = start(0)
    rebuilding.rebuild(TARGET, whole)
    assert whole.calls > 20
    for moment in range(1, whole.calls + 1):
        things.there = {f"{number:04}": moment for number in range(60)}
        engine = start(moment)
        with pytest.raises(Killed):
            rebuilding.rebuild(TARGET, engine)
        change(things, "0003", 1000 + moment)
        change(things, "0033", None)
        draining.drain(TARGET, engine)
        change(things, "new", moment)
        rebuilding.rebuild(TARGET, engine, now=later())
        nothing_is_left(engine, things)


def test_a_killed_builder_is_waited_for_until_its_lease_is_over(engine, things):
    def killed(keys):
        engine.store.on_write = None
        raise Killed

    work = Rebuild(target=TARGET, index="v1-x", holder="h", leased_until=timezone.now() + rebuilding.LEASE)
    work.save()
    with pytest.raises(rebuilding.AlreadyRunning):
        rebuilding.rebuild(TARGET, engine)
    rebuilding.rebuild(TARGET, engine, now=later())
    nothing_is_left(engine, things)


def test_what_was_begun_by_another_version_begins_again(engine, things):
    assert not rebuilding.rebuild(TARGET, engine, seconds=0)
    begun = Rebuild.objects.get().index
    engine.store.version = "v2-"
    rebuilding.rebuild(TARGET, engine)
    assert engine.live().startswith("v2-")
    assert begun not in engine.indices()
    nothing_is_left(engine, things)


def test_an_engine_that_goes_away_leaves_all_as_it_was_until_it_is_back(engine, things):
    before = engine.live()

    def away(keys):
        if "thing:0030" in keys:
            engine.store.is_away = True

    engine.store.on_write = away
    with pytest.raises(EngineUnavailable):
        rebuilding.rebuild(TARGET, engine)
    engine.store.on_write = None
    engine.store.is_away = False
    assert engine.live() == before
    change(things, "0001", 5)
    rebuilding.rebuild(TARGET, engine)
    nothing_is_left(engine, things)


class Forgetful(FakeEngine):
    """Keeps all but one of what it says it has kept."""

    def at(self, index):
        return Forgetful(self.store, index)

    def write(self, documents, removed):
        kept = [one for one in documents if one.key != "thing:0042" or not self.index]
        return super().write(kept, removed)


def test_an_index_that_lacks_something_never_answers(engine, things):
    before = engine.live()
    with pytest.raises(rebuilding.NotAsGood, match="1 missing"):
        rebuilding.rebuild(TARGET, Forgetful(engine.store))
    assert engine.live() == before
    assert engine.store.swaps == []
    assert engine.indices() == [before]
    nothing_is_left(engine, things)


class Deaf(FakeEngine):
    """A new index that has everything and finds nothing by name."""

    def at(self, index):
        return Deaf(self.store, index)

    def search(self, request):
        is_name = type(request.query).__name__ == "And"
        return super().search(request) if not (is_name and self.index) else type(super().search(request))((), 0)


def test_an_index_that_finds_less_never_answers(engine, things):
    before = engine.live()
    with pytest.raises(rebuilding.NotAsGood, match="not found any more: 0000 1"):
        rebuilding.rebuild(TARGET, Deaf(engine.store))
    assert engine.live() == before
    nothing_is_left(engine, things)


def test_refused_documents_do_not_hold_the_new_index_up_and_are_parked(engine, things):
    engine.store.refuses = {"thing:0007": "no such field"}
    for index in engine.store.indexes.values():
        index.pop("thing:0007")
    rebuilding.rebuild(TARGET, engine)
    assert dirty() == {"thing:0007"}
    clock = timezone.now()
    for _try in range(5):
        clock += dt.timedelta(hours=1)
        draining.drain(TARGET, engine, now=lambda clock=clock: clock)
    assert DirtyDocument.objects.parked().get().last_error == "no such field"


def test_rolling_back_brings_the_old_index_up_to_date_first(engine, things):
    first = engine.live()
    rebuilding.rebuild(TARGET, engine)
    second = engine.live()
    change(things, "0001", 2)
    change(things, "0002", None)
    change(things, "new", 1)
    drain_all(engine)
    assert engine.at(first).documents["thing:0001"].names["vi"] == "0001 1"
    assert rebuilding.roll_back(TARGET, engine) == first
    assert engine.live() == first
    nothing_is_left(engine, things)
    assert rebuilding.roll_back(TARGET, engine) == second
    nothing_is_left(engine, things)


def test_there_is_no_way_back_to_an_index_that_cannot_be_read(engine, things):
    with pytest.raises(rebuilding.NothingKept):
        rebuilding.roll_back(TARGET, engine)
    engine.store.version = "v2-"
    rebuilding.rebuild(TARGET, engine)
    with pytest.raises(rebuilding.NothingKept):
        rebuilding.roll_back(TARGET, engine)


def test_a_target_whose_builder_never_came_back_is_taken_away_by_the_next(engine, things):
    assert not rebuilding.rebuild(TARGET, engine, seconds=0)
    abandoned = Rebuild.objects.get().index
    engine.drop(abandoned)
    rebuilding.rebuild(TARGET, engine)
    nothing_is_left(engine, things)


# --- While everybody works on -----------------------------------------------------------------------------------------


class Editors:
    """Make one change after another: of texts, names, places; pages come and go."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.made = 0

    def change(self) -> None:
        self.made += 1
        commit()
        with transaction.atomic():
            getattr(self, self.dice.choice(["title", "title", "text", "place", "come", "go", "unpublish", "gate"]))()
        commit()

    def pages(self):
        return list(NewsPage.objects.filter(locale__language_code="vi").order_by("pk"))

    def title(self) -> None:
        page = self.dice.choice(self.pages())
        page.title = f"Bài {self.made}"
        page.save()

    def text(self) -> None:
        commune = Commune.objects.order_by("code")[self.dice.randrange(Commune.objects.count())]
        commune.lead_vi = f"Lời dẫn {self.made}"
        commune.save()

    def place(self) -> None:
        place = self.dice.choice(Place.objects.order_by("pk")[:20])
        place.name = f"Nơi {self.made}"
        place.save()

    def come(self) -> None:
        parent = self.pages()[0].get_parent()
        parent.add_child(instance=NewsPage(title=f"Bài mới {self.made}", slug=f"moi-{self.made}", lead="Lời dẫn"))

    def go(self) -> None:
        if new := [page for page in self.pages() if page.slug.startswith("moi-")]:
            self.dice.choice(new).delete()

    def unpublish(self) -> None:
        page = self.dice.choice(self.pages())
        page.live = not page.live
        page.save()

    def gate(self) -> None:
        gate = self.dice.choice(BorderGate.objects.all())
        gate.name_vi = f"Cửa khẩu {self.made}"
        gate.save()


def test_a_rebuild_while_writes_go_on_has_no_gap_and_swaps_once(demo, soak_count, monkeypatch):
    wanted = soak_count(500)
    engine = registered()
    fill(engine)
    commit()
    monkeypatch.setattr(rebuilding, "BATCH", 20)
    editors, is_busy = Editors(7), []
    gone: list[set[str]] = []

    def meanwhile(keys):
        """At every write of the builder some changes, and now and then a drain of the live index."""
        if is_busy:
            return
        is_busy.append(True)
        for _change in range(max(1, wanted // 16)):
            if editors.made < wanted:
                editors.change()
        if editors.dice.random() < 0.5:
            draining.drain(TARGET, engine)
        # What readers are shown is never empty, whichever index answers.
        gone.append({"commune:03703", "province:son-la"} - set(engine.at(engine.live()).documents))
        is_busy.clear()

    engine.store.on_write = meanwhile
    assert rebuilding.rebuild(TARGET, engine)
    engine.store.on_write = None
    while editors.made < wanted:
        editors.change()
    assert engine.store.swaps == [engine.live()]
    assert not any(gone)
    drain_all(engine)
    assert disagreement(engine) == {}
    assert dirty() == set()
    assert list(IndexTarget.objects.values_list("name", flat=True)) == [TARGET]


# --- The command, on the real embedded engine -------------------------------------------------------------------------


@pytest.fixture
def embedded(settings, tmp_path, monkeypatch):
    """This machine's embedded index, empty."""
    settings.ELASTICSEARCH_URL = ""
    IndexTarget.objects.all().delete()
    engine = EmbeddedEngine(tmp_path / "search")
    monkeypatch.setattr(targets, "engine_of", lambda name: engine)
    return engine


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("search_rebuild", *arguments, stdout=out)
    return out.getvalue()


def test_a_bare_call_only_reports(demo, embedded):
    said = command()
    assert "embedded: no index" in said
    assert "not registered" in said
    assert embedded.live() == ""
    assert not IndexTarget.objects.exists()


def test_go_builds_and_rollback_goes_back(demo, embedded):
    said = command("--go")
    assert embedded.live() in said
    first = embedded.live()
    assert sum(embedded.count().values()) == len(kinds.keys_after("", 100_000))
    command("--go", "--if-needed")
    assert embedded.live() == first
    assert f"{sum(embedded.count().values())} documents: " in (said := command())
    assert " 120 commune" in said
    with pytest.raises(CommandError, match="no earlier index"):
        command("--rollback")
    command("--go", "--engine", "embedded")
    assert embedded.live() != first
    assert f"kept: {first}" in command()
    Commune.objects.get(code="03703").save()
    commit()
    assert f"{first} answers again" in command("--rollback")
    drain_all(embedded, "embedded")
    assert dict(embedded.versions("commune:03702", 1))["commune:03703"] >= 1


def test_elasticsearch_is_asked_for_only_where_there_is_one(db, embedded):
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL is not set"):
        command("--engine", "elasticsearch", "--go")


# --- On a real node ---------------------------------------------------------------------------------------------------


def test_the_life_of_an_index_on_a_real_node(db, things, elasticsearch_url, monkeypatch):
    IndexTarget.objects.all().delete()
    Rebuild.objects.all().delete()
    with elasticsearch_engine(elasticsearch_url) as engine:
        name = targets.ELASTICSEARCH
        rebuilding.rebuild(name, engine)
        first = engine.live()
        change(things, "0001", 2)
        change(things, "0002", None)
        change(things, "new", 1)
        assert draining.drain(name, engine) == 3
        assert disagreement(engine, name) == {}

        real = draining.write
        editors = iter(range(25))

        def write(keys, building, *, versions):
            """Somebody changes something at every step, and the live index is drained beside."""
            if (number := next(editors, None)) is not None:
                change(things, f"{number * 7 % 60:04}", 10 + number)
                change(things, f"{number * 11 % 60:04}", None)
            monkeypatch.setattr(draining, "write", real)
            draining.drain(name, engine)
            monkeypatch.setattr(draining, "write", write)
            return real(keys, building, versions=versions)

        monkeypatch.setattr(draining, "write", write)
        rebuilding.rebuild(name, engine)
        monkeypatch.setattr(draining, "write", real)
        assert engine.live() != first
        drain_all(engine, name)
        assert disagreement(engine, name) == {}
        assert sum(engine.count().values()) == len(things.there)

        engine.write([], [("thing:0000", 10**6), ("thing:0030", 10**6)])
        wrong = disagreement(engine, name)
        assert wrong == {"missing": len({"0000", "0030"} & set(things.there))}
        assert rebuilding.roll_back(name, engine) == first
        drain_all(engine, name)
        assert engine.live() == first
        assert disagreement(engine, name) == {}
        assert not IndexTarget.objects.filter(name=targets.next_of(name)).exists()
