"""Index and database side by side: what is missing, stale or orphaned is found and mended; what only waits is not."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search import kinds, tasks
from search.documents import SearchDocument
from search.engines.embedded import EmbeddedEngine
from search.kinds import Family
from search.models import DirtyDocument, DocumentVersion, IndexTarget
from search.services import checking, comparing, targets
from tests.search.index_life import TARGET, commit, dirty, disagreement, drain_all, fill, registered
from tests.search.test_draining import Things, change, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(monkeypatch):
    made = Things()
    made.there = {f"{number:03}": 1 for number in range(40)}
    monkeypatch.setattr(kinds, "_families", {"thing": Family("thing", (), made.names, made.build)})
    return made


@pytest.fixture
def engine(db, things):
    engine = registered()
    fill(engine)
    commit()
    return engine


def stray(key: str, version: int = 0) -> SearchDocument:
    return SearchDocument(key, "thing", version, {"vi": "lạc"}, {"vi": "/lac/"})


def test_what_agrees_has_no_findings(engine):
    found = checking.check(TARGET, engine, repair=False)
    assert not found
    assert found.kinds == {"thing": 40}
    assert IndexTarget.objects.get().findings == {"missing": 0, "stale": 0, "orphan": 0, "ahead": 0}


@pytest.mark.parametrize("batch", [1, 7, 500])
def test_every_kind_of_disagreement_is_found_however_small_the_steps(engine, things, monkeypatch, batch):
    monkeypatch.setattr(comparing, "BATCH", batch)
    DocumentVersion.objects.bulk_create(
        DocumentVersion(key=key, version=3) for key in ("thing:005", "thing:006", "thing:007")
    )
    index = engine.documents
    del index["thing:000"], index["thing:039"]
    index["thing:006"] = replace(index["thing:006"], version=2)  # other copies were written since
    index["thing:007"] = replace(index["thing:007"], version=9)
    index["thing:005"] = replace(index["thing:005"], version=3)
    index["thing:010"] = replace(index["thing:010"], names={"vi": "khác"})
    for key in ("a:0", "thing:0205", "zz:9"):
        index[key] = stray(key)
    found = checking.check(TARGET, engine, repair=False)
    assert sorted(found.missing) == ["thing:000", "thing:039"]
    assert sorted(found.stale) == ["thing:010"]
    assert sorted(found.orphan) == ["a:0", "thing:0205", "zz:9"]
    assert found.ahead == {"thing:007": 9}
    assert IndexTarget.objects.get().findings == {"missing": 2, "stale": 1, "orphan": 3, "ahead": 1}
    assert dirty() == set()

    checking.check(TARGET, engine, repair=True)
    assert dirty() == found.keys
    drain_all(engine)
    assert disagreement(engine) == {}
    assert held(engine) == things.expected()


def test_what_waits_or_is_parked_is_no_finding(engine, things):
    change(things, "new", 1)
    change(things, "001", None)
    DirtyDocument.objects.filter(key="thing:new").update(state="parked")
    assert not checking.check(TARGET, engine, repair=False)
    assert checking.waiting(TARGET) == {"waiting": 1, "parked": 1}


def test_what_changes_during_the_walk_is_no_finding(engine, things, monkeypatch):
    real = comparing._in_database

    def meanwhile(keys):
        answer = real(keys)
        monkeypatch.setattr(comparing, "_in_database", real)
        change(things, "003", 2)
        change(things, "004", None)
        drain_all(engine)
        return answer

    monkeypatch.setattr(comparing, "_in_database", meanwhile)
    assert not checking.check(TARGET, engine, repair=False)


def test_a_check_goes_on_where_it_stopped_and_adds_up(engine, monkeypatch):
    monkeypatch.setattr(comparing, "BATCH", 10)
    for key in ("thing:002", "thing:022", "thing:038"):
        del engine.documents[key]
    after, parts = "", 0
    while True:
        after = checking.check(TARGET, engine, repair=True, after=after, seconds=0).after
        parts += 1
        if not after:
            break
    assert parts == 5
    assert IndexTarget.objects.get().findings["missing"] == 3
    assert dirty() == {"thing:002", "thing:022", "thing:038"}


def test_after_an_older_copy_of_the_database_is_put_back_the_index_follows_it(engine, things):
    """Versions went back with the database: what the index has is newer by number and older in truth."""
    for number in (5, 6, 7):
        change(things, "001", number)
        drain_all(engine)
    things.there["001"] = 4
    DocumentVersion.objects.update(version=1)
    assert checking.check(TARGET, engine, repair=True).ahead == {"thing:001": 3}
    drain_all(engine)
    assert held(engine)["thing:001"] == "001 4"


# --- Every night, and by hand -----------------------------------------------------------------------------------------


def test_every_night_each_copy_is_checked_by_its_own_worker(db, monkeypatch):
    IndexTarget.objects.all().delete()
    IndexTarget.objects.create(name="elasticsearch", kind="elasticsearch")
    IndexTarget.objects.create(name="web-2", kind="embedded")
    IndexTarget.objects.create(name="web-2-next", kind="embedded", state="building")
    sent = []
    monkeypatch.setattr(tasks.check, "apply_async", lambda args, queue, expires: sent.append((args, queue)))
    tasks.check_all()
    assert sent == [(["elasticsearch"], "celery"), (["web-2"], "search-web-2")]


def test_the_nightly_check_mends_part_by_part(engine, things, monkeypatch):
    monkeypatch.setattr(comparing, "BATCH", 10)
    monkeypatch.setattr(tasks, "CHECK_SECONDS", 0)
    monkeypatch.setattr(targets, "engine_of", lambda name: engine)
    monkeypatch.setattr(tasks.check, "apply_async", lambda args, queue, expires: tasks.check(*args))
    engine.documents.clear()
    tasks.check(TARGET)
    assert len(dirty()) == 40
    drain_all(engine)
    assert held(engine) == things.expected()


def test_an_engine_that_is_away_is_checked_another_night(engine, monkeypatch, caplog):
    engine.store.is_away = True
    monkeypatch.setattr(targets, "engine_of", lambda name: engine)
    tasks.check(TARGET)
    assert "could not be checked" in caplog.text


@pytest.fixture
def embedded(demo, settings, tmp_path, monkeypatch):
    settings.ELASTICSEARCH_URL = ""
    IndexTarget.objects.all().delete()
    engine = EmbeddedEngine(tmp_path / "search")
    monkeypatch.setattr(targets, "engine_of", lambda name: engine)
    call_command("search_rebuild", "--go", stdout=StringIO())
    commit()
    return engine


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("search_check", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_ends_with_an_error_until_all_is_mended(embedded):
    assert "embedded: agrees with the database, 0 waiting" in command()
    embedded.write([stray("thing:lost")], [("commune:03703", 99)])
    out = StringIO()
    with pytest.raises(CommandError, match="--repair has it mended"):
        call_command("search_check", stdout=out)
    assert "1 missing from the index: commune:03703" in out.getvalue()
    assert "1 in the index without anything public behind them: thing:lost" in out.getvalue()
    assert "marked" in command("--repair")
    drain_all(embedded, "embedded")
    embedded_keys = dict(embedded.versions("", 10_000))
    assert "thing:lost" not in embedded_keys
