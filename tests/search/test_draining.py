"""Nothing that was marked is lost, nothing old overwrites what is newer, and one bad document stops no other."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from search import kinds, tasks
from search.documents import SearchDocument
from search.engines import EngineUnavailable
from search.kinds import Family
from search.models import DirtyDocument, DocumentVersion, IndexTarget
from search.services import draining, marking, rebuilding, targets, tending
from tests.search.fake_engine import FakeEngine
from tests.search.index_life import TARGET, commit, dirty, drain_all, registered

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


class Things:
    """A family of invented things, kept outside the database: what is there, by name."""

    def __init__(self) -> None:
        self.there: dict[str, int] = {}
        self.broken: set[str] = set()
        self.builds = 0

    def names(self, after: str, limit: int) -> list[str]:
        return sorted(name for name in self.there if name > after)[:limit]

    def build(self, names):
        self.builds += 1
        for name in names:
            if name in self.broken:
                raise ValueError(f"{name} is broken")
        return [
            SearchDocument(f"thing:{name}", "thing", 0, {"vi": f"{name} {self.there[name]}"}, {"vi": f"/{name}/"})
            for name in names
            if name in self.there
        ]

    def expected(self) -> dict[str, str]:
        return {f"thing:{name}": f"{name} {number}" for name, number in self.there.items()}


@pytest.fixture
def things(monkeypatch):
    made = Things()
    monkeypatch.setattr(kinds, "_families", {"thing": Family("thing", (), made.names, made.build)})
    return made


@pytest.fixture
def engine(db):
    return registered()


def change(things: Things, name: str, number: int | None) -> None:
    """A thing appears, changes or (None) goes, with its mark."""
    with transaction.atomic():
        if number is None:
            things.there.pop(name, None)
        else:
            things.there[name] = number
        marking.mark(f"thing:{name}")
    commit()


def held(engine: FakeEngine) -> dict[str, str]:
    return {key: document.names["vi"] for key, document in engine.documents.items()}


class Clock:
    """Time that goes when it is told to."""

    def __init__(self) -> None:
        self.time = timezone.now() + dt.timedelta(hours=1)

    def __call__(self) -> dt.datetime:
        return self.time

    def go(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)


def test_what_is_marked_is_written_or_removed_and_its_row_goes(engine, things):
    change(things, "a", 1)
    change(things, "b", 1)
    assert draining.drain(TARGET, engine) == 2
    assert held(engine) == {"thing:a": "a 1", "thing:b": "b 1"}
    change(things, "a", 2)
    change(things, "b", None)
    assert draining.drain(TARGET, engine) == 2
    assert held(engine) == {"thing:a": "a 2"}
    assert dirty() == set()
    assert engine.documents["thing:a"].version == 2


def test_rows_are_written_in_batches_with_few_queries(engine, things, django_assert_max_num_queries):
    things.there = dict.fromkeys((f"{number:04}" for number in range(1200)), 1)
    marking.mark_all("thing")
    sizes = []
    engine.store.on_write = lambda keys: sizes.append(len(keys))
    with django_assert_max_num_queries(3 * 16):
        draining.drain(TARGET, engine)
    assert sizes == [500, 500, 200]
    assert len(engine.documents) == 1200


def test_what_changes_while_it_is_written_is_written_again(engine, things):
    change(things, "a", 1)

    def meanwhile(keys):
        engine.store.on_write = None
        change(things, "a", 2)

    engine.store.on_write = meanwhile
    draining.drain(TARGET, engine, seconds=0)
    assert held(engine) == {"thing:a": "a 1"}
    assert DirtyDocument.objects.count() == 1
    draining.drain(TARGET, engine)
    assert held(engine) == {"thing:a": "a 2"}
    assert dirty() == set()


def test_many_changes_of_one_document_are_one_write(engine, things):
    for number in range(700):
        change(things, "a", number)
    assert draining.drain(TARGET, engine) == 1
    assert engine.store.writes == 1
    assert dirty() == set()


def test_an_engine_that_is_away_for_long_gathers_one_row_for_each_document(engine, things):
    engine.store.is_away = True
    for number in range(20):
        change(things, "a", number)
        change(things, "b", number)
    draining.drain(TARGET, engine)
    assert DirtyDocument.objects.count() == 2
    engine.store.is_away = False
    drain_all(engine)
    assert held(engine) == {"thing:a": "a 19", "thing:b": "b 19"}


def test_a_change_gives_a_parked_document_new_attempts(engine, things):
    clock = Clock()
    engine.store.refuses = {"thing:a": "no"}
    change(things, "a", 1)
    for _try in range(5):
        draining.drain(TARGET, engine, now=clock)
        clock.go(10_000)
    assert DirtyDocument.objects.parked().count() == 1
    change(things, "a", 2)
    draining.drain(TARGET, engine, now=clock)
    row = DirtyDocument.objects.get()
    assert (row.state, row.attempts) == ("waiting", 1)
    engine.store.refuses = {}
    change(things, "a", 3)
    draining.drain(TARGET, engine, now=clock)
    assert dirty() == set(), "what waited for another try is done too"
    assert held(engine) == {"thing:a": "a 3"}


def test_an_older_write_that_comes_late_changes_nothing(engine, things):
    change(things, "a", 1)
    late = replace(kinds.build(["thing:a"])["thing:a"], version=1)
    change(things, "a", None)
    draining.drain(TARGET, engine)
    engine.write([late], [])
    assert held(engine) == {}


def test_an_engine_that_is_away_is_no_attempt_and_is_left_alone_longer_each_time(engine, things):
    clock = Clock()
    change(things, "a", 1)
    engine.store.is_away = True
    waits = []
    for _try in range(12):
        clock.time = max(clock.time, IndexTarget.objects.get().not_before)
        assert draining.drain(TARGET, engine, now=clock) == 0
        waits.append((IndexTarget.objects.get().not_before - clock()).total_seconds())
    row = DirtyDocument.objects.get()
    assert (row.attempts, row.state) == (0, "waiting")
    assert waits[0] < 25
    assert max(waits) <= 300
    assert waits[5] > waits[0]
    assert IndexTarget.objects.get().last_error == "away"
    engine.store.is_away = False
    clock.go(1)
    assert draining.drain(TARGET, engine, now=clock) == 0, "it is left alone"
    clock.go(301)
    assert draining.drain(TARGET, engine, now=clock) == 1
    target = IndexTarget.objects.get()
    assert (target.failures, target.last_error, target.last_seen_at) == (0, "", clock())


def test_half_a_bulk_is_written_again_as_a_whole(engine, things):
    for name in "abcd":
        change(things, name, 1)
    engine.store.breaks_off = True
    assert draining.drain(TARGET, engine) == 0
    assert len(engine.documents) == 2
    assert len(dirty()) == 4
    drain_all(engine)
    assert held(engine) == things.expected()


def test_a_document_that_is_refused_is_parked_after_five_tries_and_the_others_go_on(engine, things):
    clock = Clock()
    engine.store.refuses = {"thing:b": "no such field"}
    for name in "abc":
        change(things, name, 1)
    for attempt in range(1, 6):
        draining.drain(TARGET, engine, now=clock)
        row = DirtyDocument.objects.get()
        assert (row.key, row.attempts) == ("thing:b", attempt)
        assert row.state == ("parked" if attempt == 5 else "waiting")
        assert draining.drain(TARGET, engine, now=clock) == 0, "its time has not come"
        assert DirtyDocument.objects.get().attempts == attempt
        clock.time = row.not_before
    assert row.last_error == "no such field"
    assert set(held(engine)) == {"thing:a", "thing:c"}
    clock.go(10_000)
    assert draining.drain(TARGET, engine, now=clock) == 0
    assert list(DirtyDocument.objects.parked()) == [row]

    engine.store.refuses = {}
    assert draining.try_again(row.pk, now=clock()) == 1
    draining.drain(TARGET, engine, now=clock)
    assert held(engine) == things.expected()


def test_a_thing_that_cannot_be_built_is_parked_with_the_reason(engine, things):
    clock = Clock()
    for name in "abcdefgh":
        change(things, name, 1)
    things.broken = {"c", "g"}
    for _try in range(5):
        draining.drain(TARGET, engine, now=clock)
        clock.go(10_000)
    assert set(held(engine)) == {f"thing:{name}" for name in "abdefh"}
    rows = DirtyDocument.objects.parked()
    assert {(row.key, row.last_error) for row in rows} == {
        ("thing:c", "ValueError: c is broken"),
        ("thing:g", "ValueError: g is broken"),
    }


def test_each_target_is_drained_for_itself(engine, things):
    other = FakeEngine()
    other.create_index("v1-0")
    other.store.live = "v1-0"
    IndexTarget.objects.create(name="other", kind="elasticsearch")
    change(things, "a", 1)
    other.store.is_away = True
    draining.drain("other", other)
    draining.drain(TARGET, engine)
    assert held(engine) == {"thing:a": "a 1"}
    assert dirty("other") == {"thing:a"}
    change(things, "a", 2)
    other.store.is_away = False
    drain_all(other, "other")
    drain_all(engine)
    assert held(engine) == held(other) == {"thing:a": "a 2"}
    assert dirty("other") == dirty() == set()


def test_a_batch_is_seen_while_it_is_worked_on(engine, things):
    change(things, "a", 1)
    seen = []
    engine.store.on_write = lambda keys: seen.append(IndexTarget.objects.get().busy_since)
    draining.drain(TARGET, engine)
    assert seen[0] is not None
    assert IndexTarget.objects.get().busy_since is None


# --- Looking after an index -------------------------------------------------------------------------------------------


def test_an_index_that_is_not_there_is_built_and_then_drained(db, things):
    IndexTarget.objects.all().delete()
    engine = FakeEngine()
    things.there = {"a": 1, "b": 2}
    tending.tend("embedded", engine)
    assert held(engine) == things.expected()
    assert list(IndexTarget.objects.values_list("name", "state")) == [("embedded", "live")]
    change(things, "a", 3)
    tending.tend("embedded", engine)
    assert held(engine) == things.expected()
    assert len(engine.store.swaps) == 1


def test_an_index_of_an_older_analysis_is_built_again(engine, things):
    things.there = {"a": 1}
    engine.store.version = "v2-"
    tending.tend(TARGET, engine)
    assert held(engine) == things.expected()
    assert engine.live().startswith("v2-")


def test_an_index_that_vanished_from_the_node_is_built_again(engine, things):
    things.there = {"a": 1}
    engine.store.live = ""
    engine.store.indexes.clear()
    tending.tend(TARGET, engine)
    assert held(engine) == things.expected()


def test_a_new_index_that_was_given_up_is_not_tried_again_at_once(engine, things, monkeypatch, caplog):
    tried = []

    def given_up(target, engine, **options):
        tried.append(target)
        raise rebuilding.NotAsGood("1 missing")

    monkeypatch.setattr(rebuilding, "rebuild", given_up)
    monkeypatch.setattr(tending, "needs_building", lambda target, engine, now: True)
    cache.clear()
    for number in range(3):
        change(things, "a", number)
        tending.tend(TARGET, engine)
    assert tried == [TARGET]
    assert "1 missing" in caplog.text
    assert held(engine) == things.expected(), "the live index is kept up to date"
    cache.clear()


def test_an_engine_that_is_away_is_left_alone_by_whoever_looks_after_it(engine, things):
    engine.store.is_away = True
    tending.tend(TARGET, engine)
    target = IndexTarget.objects.get()
    assert target.failures == 1
    assert target.not_before > timezone.now()


# --- Celery -----------------------------------------------------------------------------------------------------------


def test_each_machine_writes_its_own_copy_only(settings):
    settings.ELASTICSEARCH_URL = ""
    settings.PORTAL_SEARCH_TARGET = "web-2"
    assert targets.own_targets() == ["web-2"]
    with pytest.raises(ValueError, match="no index of this machine"):
        targets.engine_of("embedded")
    with pytest.raises(ValueError, match="no index of this machine"):
        targets.engine_of("elasticsearch")
    assert targets.engine_of("web-2").name == "embedded"


@pytest.mark.django_db
def test_the_sweep_wakes_the_one_queue_of_each_copy(settings, monkeypatch):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    IndexTarget.objects.all().delete()
    IndexTarget.objects.create(name="web-2", kind="embedded")
    IndexTarget.objects.create(name="web-3", kind="embedded", state="leaving")
    sent = []
    monkeypatch.setattr(tasks.tend, "apply_async", lambda args, queue, expires: sent.append((args[0], queue)))
    tasks.sweep()
    assert sent == [("elasticsearch", "celery"), ("embedded", "search-embedded"), ("web-2", "search-web-2")]


def test_what_is_being_built_is_written_by_its_builder_alone(monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.tend, "apply_async", lambda args, queue, expires: sent.append(args[0]))
    tasks.wake(["elasticsearch", "elasticsearch-next", "embedded"])
    assert sent == ["elasticsearch", "embedded"]


# --- Any order of events ----------------------------------------------------------------------------------------------

NAMES = ("a", "b", "c")


class Killed(BaseException):
    """The worker process is no more."""


class Life(RuleBasedStateMachine):
    """Changes, drains, deaths and absences in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = registered()
        self.other = FakeEngine()
        self.other.create_index("v1-0")
        self.other.store.live = "v1-0"
        IndexTarget.objects.create(name="other", kind="embedded")
        self.things = Things()
        self.clock = Clock()
        self.patch = patch.object(
            kinds, "_families", {"thing": Family("thing", (), self.things.names, self.things.build)}
        )
        self.patch.start()
        self.number = 0
        self.kept: list[tuple[FakeEngine, list[SearchDocument], list[tuple[str, int]]]] = []

    def teardown(self) -> None:
        try:
            self.all_is_well_in_the_end()
        finally:
            self.patch.stop()

    @rule(name=st.sampled_from(NAMES), is_there=st.booleans())
    def change(self, name: str, is_there: bool) -> None:
        self.number += 1
        change(self.things, name, self.number if is_there else None)

    @rule(names=st.sets(st.sampled_from(NAMES), min_size=1))
    def a_change_is_rolled_back(self, names: set[str]) -> None:
        class Undone(Exception):
            pass

        try:
            with transaction.atomic():
                marking.mark(*(f"thing:{name}" for name in names))
                raise Undone
        except Undone:
            commit()

    @rule(which=st.booleans())
    def drain(self, which: bool) -> None:
        draining.drain(*(("other", self.other) if which else (TARGET, self.engine)), now=self.clock)
        commit()

    @rule(name=st.sampled_from(NAMES), which=st.booleans(), moment=st.sampled_from(["before", "in", "after"]))
    def die(self, name: str, which: bool, moment: str) -> None:
        """The worker is killed while it writes, perhaps while somebody changes something."""
        engine = self.other if which else self.engine

        def killed(keys):
            engine.store.on_write = None
            self.change(name, is_there=True)
            if moment == "in":
                raise Killed
            if moment == "before":
                raise EngineUnavailable("cut off")

        engine.store.on_write = killed
        real = draining._settle
        with suppress(Killed), patch.object(draining, "_settle", side_effect=Killed if moment == "after" else real):
            draining.drain("other" if which else TARGET, engine, now=self.clock)
        engine.store.on_write = None
        commit()

    @rule(which=st.booleans(), is_drain=st.booleans())
    def a_write_lingers(self, which: bool, is_drain: bool) -> None:
        """A worker that was thought dead has read everything, for a drain or for a new index, and writes much later."""
        engine = self.other if which else self.engine
        keys = [f"thing:{name}" for name in NAMES]
        versions = draining.raise_versions(keys) if is_drain else draining.versions_of(keys)
        documents = kinds.build(keys)
        self.kept.append(
            (
                engine,
                [replace(one, version=versions[one.key]) for one in documents.values()],
                [(key, version) for key, version in versions.items() if key not in documents],
            )
        )

    @precondition(lambda self: self.kept)
    @rule()
    def it_comes(self) -> None:
        engine, documents, removed = self.kept.pop(0)
        with suppress(EngineUnavailable):
            engine.write(documents, removed)

    @rule(which=st.booleans(), is_away=st.booleans())
    def the_engine_comes_and_goes(self, which: bool, is_away: bool) -> None:
        (self.other if which else self.engine).store.is_away = is_away

    @rule(which=st.booleans())
    def half_a_bulk(self, which: bool) -> None:
        (self.other if which else self.engine).store.breaks_off = True

    @rule(name=st.none() | st.sampled_from(NAMES))
    def one_is_refused(self, name: str | None) -> None:
        self.engine.store.refuses = {f"thing:{name}": "no"} if name else {}

    @rule(seconds=st.sampled_from([1, 30, 400, 5000]))
    def time_passes(self, seconds: int) -> None:
        self.clock.go(seconds)

    @rule()
    def somebody_tries_again(self) -> None:
        draining.try_again(*DirtyDocument.objects.parked().values_list("pk", flat=True), now=self.clock())

    @invariant()
    def nothing_is_newer_than_the_database(self) -> None:
        versions = dict(DocumentVersion.objects.values_list("key", "version"))
        for engine in (self.engine, self.other):
            assert all(one.version <= versions.get(key, 0) for key, one in engine.documents.items())

    @invariant()
    def whatever_is_not_as_it_should_be_waits(self) -> None:
        expected = self.things.expected()
        for target, engine in ((TARGET, self.engine), ("other", self.other)):
            there = held(engine)
            wrong = {key for key in {*expected, *there} if expected.get(key) != there.get(key)}
            assert wrong <= dirty(target)

    def all_is_well_in_the_end(self) -> None:
        for target, engine in ((TARGET, self.engine), ("other", self.other)):
            engine.store.is_away = engine.store.breaks_off = False
            engine.store.refuses = {}
            draining.try_again(*DirtyDocument.objects.parked().values_list("pk", flat=True), now=self.clock())
            drain_all(engine, target)
            assert held(engine) == self.things.expected()
            assert dirty(target) == set()


class TestLife(TestCase):
    def test_nothing_is_lost_and_nothing_is_stale(self):
        run_state_machine_as_test(
            Life,
            settings=settings(stateful_step_count=30, suppress_health_check=list(HealthCheck)),
        )
