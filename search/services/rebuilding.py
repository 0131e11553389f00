"""Builds an index again beside the one that answers, and lets it take its place at one stroke; no change is lost.

1. A lease says who builds. The new index becomes a target of its own: from now on each change is written down for it.
2. Everything is copied, page by page of keys, with the versions that the live index has too; what changes meanwhile is
   drained in between.
3. The new index is held against the database and asked a few questions that the old one can answer.
4. One swap. Rows that the new index has not seen pass to the target that now writes it; the old index stays for
   ``roll_back``.

Whoever is interrupted goes on where it was, or somebody else does when the lease has ended.
"""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from search import analysis, fields, kinds
from search.engines import Rebuildable, Request
from search.models import DirtyDocument, IndexTarget, Rebuild
from search.queries import And, Everything, Keyword, Term
from search.services import checking, comparing, draining, marking, targets

BATCH = 500
LEASE = dt.timedelta(minutes=4)
#: How often what does not agree is written again before the new index is given up.
ROUNDS = 8
#: Documents of each kind whose names are looked for in both indexes.
SMOKE = 3
#: A document must stand among so many when its whole name is asked for.
SMOKE_LIMIT = 20

Clock = Callable[[], dt.datetime]


class AlreadyRunning(Exception):
    """Somebody else builds this target just now."""


class NothingKept(Exception):
    """There is no earlier index that this version of the portal could read."""


class NotAsGood(Exception):
    """The new index did not hold against the database or the old index; the old one still answers."""


def build_embedded(*, progress: Callable[[int], Any] = lambda count: None) -> None:
    """Build this machine's embedded index from the database."""
    target = targets.own_targets()[0]
    rebuild(target, targets.engine_of(target), progress=progress)


def rebuild(
    target: str,
    engine: Rebuildable,
    *,
    seconds: float = float("inf"),
    now: Clock = timezone.now,
    progress: Callable[[int], Any] = lambda count: None,
) -> bool:
    """Build a target again, or go on with what was interrupted; return whether it is finished within the time.

    ``progress`` is told how many keys were copied. Raises ``AlreadyRunning``, ``NotAsGood``, ``EngineUnavailable`` and
    ``targets.Busy``; the index that answers is the same as before then.
    """
    end = time.monotonic() + seconds
    work = _lease(target, engine, now)
    try:
        building = engine.at(work.index)
        if work.step == Rebuild.Step.FILLING and not _fill(work, building, end, now, progress):
            return False
        if work.step == Rebuild.Step.VERIFYING:
            _verify(work, engine, building, now)
            _renew(work, now, step=Rebuild.Step.SWAPPED)
        _take_over(work, engine, now)
    except NotAsGood:
        _give_up(work, engine)
        raise
    except BaseException:
        _release(work, now)
        raise
    return True


def roll_back(target: str, engine: Rebuildable, *, now: Clock = timezone.now) -> str:
    """Let the index that answered before the last swap answer again, brought up to date; return its name.

    Raises ``NothingKept``, and what ``rebuild`` raises.
    """
    live = engine.live()
    others = [name for name in engine.indices() if name != live and engine.at(name).is_current]
    if Rebuild.objects.filter(target=target).exists():
        raise AlreadyRunning(target)
    if not others:
        raise NothingKept(f"there is no earlier index of {target} that could be used")
    _release(_begin(target, engine, now, index=others[-1], step=Rebuild.Step.VERIFYING), now)
    rebuild(target, engine, now=now)
    return others[-1]


# --- The lease --------------------------------------------------------------------------------------------------------


def _lease(target: str, engine: Rebuildable, now: Clock) -> Rebuild:
    """Take the work over that nobody holds, or begin."""
    holder = secrets.token_hex(16)
    free = Rebuild.objects.filter(target=target, leased_until__lte=now())
    if not free.update(holder=holder, leased_until=now() + LEASE):
        if Rebuild.objects.filter(target=target).exists():
            raise AlreadyRunning(target)
        return _begin(target, engine, now)
    work = Rebuild.objects.get(target=target)
    if _can_go_on(work, engine):
        return work
    _give_up(work, engine)
    return _begin(target, engine, now)


def _can_go_on(work: Rebuild, engine: Rebuildable) -> bool:
    """Whether the new index answers already, or is still there, readable and told of every change."""
    if work.step == Rebuild.Step.SWAPPED and engine.live() == work.index:
        return True
    is_marked = IndexTarget.objects.marked().filter(name=targets.next_of(work.target), index=work.index).exists()
    return is_marked and work.index in engine.indices() and engine.at(work.index).is_current


def _begin(
    target: str, engine: Rebuildable, now: Clock, *, index: str = "", step: str = Rebuild.Step.FILLING
) -> Rebuild:
    name = index or engine.new_name(now().strftime("%Y%m%d%H%M%S%f"))
    work = Rebuild(
        target=target,
        index=name,
        previous=engine.live(),
        step=step,
        holder=secrets.token_hex(16),
        leased_until=now() + LEASE,
        started_at=now(),
    )
    try:
        with transaction.atomic():
            work.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyRunning(target) from error
    try:
        engine.create_index(name)
        targets.when_no_change_is_open(
            lambda: IndexTarget.objects.create(
                name=targets.next_of(target),
                kind=targets.kind_of(target),
                state=IndexTarget.State.BUILDING,
                index=name,
                registered_at=now(),
            )
        )
    except BaseException:
        _release(work, now)
        raise
    return work


def _renew(work: Rebuild, now: Clock, **values: Any) -> None:
    """Keep the lease and write down how far the work is. Raises ``AlreadyRunning`` when somebody has taken it over."""
    mine = Rebuild.objects.filter(target=work.target, holder=work.holder)
    if not mine.update(leased_until=now() + LEASE, **values):
        raise AlreadyRunning(work.target)
    for name, value in values.items():
        setattr(work, name, value)


def _release(work: Rebuild, now: Clock) -> None:
    Rebuild.objects.filter(target=work.target, holder=work.holder).update(leased_until=now())


def _give_up(work: Rebuild, engine: Rebuildable) -> None:
    """Take the new index away; the live one stays."""
    targets.forget(targets.next_of(work.target))
    if work.index not in (engine.live(), work.previous):
        engine.drop(work.index)
    Rebuild.objects.filter(target=work.target, holder=work.holder).delete()


# --- The steps --------------------------------------------------------------------------------------------------------


def _fill(work: Rebuild, building: Rebuildable, end: float, now: Clock, progress: Callable[[int], Any]) -> bool:
    name = targets.next_of(work.target)
    while keys := kinds.keys_after(work.after, BATCH):
        refused = draining.write(keys, building, versions=draining.versions_of(keys))
        if refused:
            marking.mark_again(list(refused), now=now())
        draining.drain(name, building, now=now)
        _renew(work, now, after=keys[-1])
        progress(len(keys))
        if time.monotonic() > end:
            _release(work, now)
            return False
    _renew(work, now, step=Rebuild.Step.VERIFYING)
    return True


def _verify(work: Rebuild, engine: Rebuildable, building: Rebuildable, now: Clock) -> None:
    """Raise ``NotAsGood`` unless the new index has what the database has, and finds what the old one finds."""
    name = targets.next_of(work.target)
    problem = ""
    for _round in range(ROUNDS):
        _empty(work, building, now)
        found = comparing.compare(building, name, progress=lambda _count: _renew(work, now))
        if not found:
            problem = _miscounted(name, building, found) or _worse(engine, building)
            if not problem:
                return
        else:
            problem = ", ".join(f"{number} {what}" for what, number in found.counts.items() if number)
            checking.mend(found, now=now())
    raise NotAsGood(f"the new index of {work.target} was given up: {problem}")


def _empty(work: Rebuild, building: Rebuildable, now: Clock) -> None:
    """Write what waits for the new index and can be written; what comes faster than it is written waits on."""
    for _round in range(ROUNDS):
        if not draining.drain(targets.next_of(work.target), building, now=now):
            break
        _renew(work, now)


def _miscounted(name: str, building: Rebuildable, found: comparing.Findings) -> str:
    """How the numbers of documents by kind differ by more than changes that wait explain; "" when they do not."""
    there = building.count()
    waiting = DirtyDocument.objects.filter(target=name).count()
    off = sum(abs(there.get(kind, 0) - found.kinds[kind]) for kind in {*there, *found.kinds})
    return f"{off} documents too many or too few of their kind" if off > waiting else ""


def _worse(engine: Rebuildable, building: Rebuildable) -> str:
    """Names that the live index finds and the new one does not; "" when there are none."""
    if not engine.live() or not engine.is_current:
        return ""  # of another version: what it finds or cannot read is no measure
    today = timezone.localdate().isoformat()
    lost = []
    for kind in building.count():
        of_kind = (Keyword(fields.KIND, (kind,)),)
        for hit in building.search(Request(Everything(), today=today, always=of_kind, limit=SMOKE)).hits:
            words = analysis.fold_tokens(hit.document.name_in("vi"))
            question = Request(And(tuple(Term(fields.NAME, word) for word in words)), today=today, limit=SMOKE_LIMIT)
            if hit.document.key in _found(engine, question) - _found(building, question):
                lost.append(hit.document.name_in("vi"))
    return f"not found any more: {', '.join(lost)}" if lost else ""


def _found(engine: Rebuildable, question: Request) -> set[str]:
    return {hit.document.key for hit in engine.search(question).hits}


def _take_over(work: Rebuild, engine: Rebuildable, now: Clock) -> None:
    """Swap, hand what waits over to the live target, and remove what nobody will roll back to."""
    name = targets.next_of(work.target)
    if engine.live() != work.index:
        engine.swap(work.index)

    def hand_over() -> None:
        IndexTarget.objects.update_or_create(
            name=work.target, defaults={"kind": targets.kind_of(work.target), "state": IndexTarget.State.LIVE}
        )
        IndexTarget.objects.filter(name=name).update(state=IndexTarget.State.LEAVING)

    targets.when_no_change_is_open(hand_over)
    # The live target writes the new index from here on; marked again, what waited for the new index waits for it.
    marking.mark_again(list(DirtyDocument.objects.filter(target=name).values_list("key", flat=True)), now=now())
    IndexTarget.objects.filter(name=name).delete()
    for index in engine.indices():
        if index not in (work.index, work.previous):
            engine.drop(index)
    Rebuild.objects.filter(target=work.target, holder=work.holder).delete()
