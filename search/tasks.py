"""Celery's side of the index: each copy is written by one queue, so that an embedded one has one writer."""

from __future__ import annotations

import logging
from collections.abc import Collection

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from search import popularity
from search.engines import EngineUnavailable
from search.models import IndexTarget
from search.services import checking, marking, targets, tending
from search.services.dated import mark_dated

logger = logging.getLogger(__name__)

#: A message that nobody has taken for so long is not needed: the next sweep sends another.
EXPIRES = 60
CHECK_SECONDS = 60


def queue_of(target: str) -> str:
    """The ordinary queue for Elasticsearch; for a machine's copy one of its own, whose only worker writes it."""
    is_ordinary = target == targets.ELASTICSEARCH
    return str(settings.CELERY_TASK_DEFAULT_QUEUE) if is_ordinary else f"search-{target}"


@shared_task(name="search.tasks.tend")
def tend(target: str) -> None:
    """Bring a copy of the index up to date."""
    tending.tend(target, targets.engine_of(target))


@marking.wakes
def wake(names: Collection[str]) -> None:
    """Tell the drainers of live targets that something waits; what is being built is written by its builder."""
    for name in names:
        if not name.endswith("-next"):
            tend.apply_async(args=[name], queue=queue_of(name), expires=EXPIRES)


@shared_task(name="search.tasks.sweep", expires=30)
def sweep() -> None:
    """Look after every copy of the index that is registered, and after those that this machine should have."""
    registered = IndexTarget.objects.live().values_list("name", flat=True)
    wake(sorted({*registered, *targets.own_targets()}))


@shared_task(name="search.tasks.check_all", expires=3600)
def check_all() -> None:
    """Every night: what depends on the date is written again, and every copy is held against the database."""
    mark_dated()
    for name in IndexTarget.objects.live().values_list("name", flat=True):
        check.apply_async(args=[name], queue=queue_of(name), expires=3600)


@shared_task(name="search.tasks.count_everywhere", expires=600)
def count_everywhere() -> None:
    """Have each web machine count what was asked there: the lines lie in its own folder."""
    for name in IndexTarget.objects.live().filter(kind=IndexTarget.Kind.EMBEDDED).values_list("name", flat=True):
        count_questions.apply_async(queue=queue_of(name), expires=600)


@shared_task(name="search.tasks.count_questions")
def count_questions() -> None:
    """Count what people looked for on this machine, and forget what is rare or old."""
    now = timezone.now()
    popularity.fold_in(now=now)
    popularity.forget(today=timezone.localdate(now))


@shared_task(name="search.tasks.check")
def check(target: str, after: str = "") -> None:
    """Hold a part of a copy against the database and have it mended; the next part is another message."""
    try:
        found = checking.check(target, targets.engine_of(target), repair=True, after=after, seconds=CHECK_SECONDS)
    except EngineUnavailable as error:
        logger.warning("the index %s could not be checked: %s", target, error)
        return
    if found:
        logger.warning("the index %s did not agree with the database and is being mended: %s", target, found.counts)
    if found.after:
        check.apply_async(args=[target, found.after], queue=queue_of(target), expires=3600)
