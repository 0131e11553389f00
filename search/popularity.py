"""What people look for, for editors: folded text and day only, no person; rare questions are forgotten.

A search request writes nothing to the database: it appends a line to a spool file of its minute, and beat folds in
files whose minute is over. A question that few asked could be somebody's name or number: it is dropped after some days.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
import socket
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum

from search.models import CountedSpool, QuestionCount
from search.models.editing import QUESTION_LENGTH, folded

logger = logging.getLogger(__name__)

#: A spool file takes so many bytes; what comes after it in that minute is not counted.
SPOOL_BYTES = 512 * 1024
#: A file is folded in so long after its minute.
SETTLED = dt.timedelta(minutes=2)
#: Fewer than so many times in ``RARE_DAYS`` days is rare.
RARE = 3
RARE_DAYS = 14
KEPT_DAYS = 400
#: What looks like a number of a person or an address is never kept.
PERSONAL = re.compile(r"\d[\d .-]{6,}\d|@|https?|www")


def spool_folder() -> Path:
    """Where the lines wait; made when needed."""
    return Path(settings.DATA_DIR) / "search-spool"


def record(text: str, total: int, now: dt.datetime) -> None:
    """Note that a question was asked, and whether anything was found. Never fails: a full disk costs a count."""
    question = folded(text)
    if not question or len(text) > QUESTION_LENGTH or PERSONAL.search(text):
        return
    line = json.dumps([question, now.date().isoformat(), int(total == 0)], ensure_ascii=False) + "\n"
    path = spool_folder() / f"{now.astimezone(dt.UTC):%Y%m%dT%H%M}-{socket.gethostname()}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(handle).st_size < SPOOL_BYTES:
                os.write(handle, line.encode())  # one write to a file opened to append: lines of processes do not mix
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("a question could not be counted: %s", error)


def fold_in(*, now: dt.datetime) -> int:
    """Count the lines of settled spool files, each file once, and remove the files; return how many lines."""
    last = f"{(now - SETTLED).astimezone(dt.UTC):%Y%m%dT%H%M}"
    lines = 0
    for path in sorted(spool_folder().glob("*.jsonl")) if spool_folder().is_dir() else []:
        if path.name >= last:
            continue
        asked, unanswered = _read(path)
        with transaction.atomic():
            _row, is_new = CountedSpool.objects.get_or_create(name=path.name, defaults={"counted_at": now})
            if is_new:
                _count(asked, unanswered)
                lines += asked.total()
        path.unlink(missing_ok=True)
    CountedSpool.objects.filter(counted_at__lt=now - dt.timedelta(days=2)).delete()
    return lines


def _read(path: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    asked: Counter[tuple[str, str]] = Counter()
    unanswered: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            text, day, is_unanswered = json.loads(line)
            key = (str(text)[:QUESTION_LENGTH], dt.date.fromisoformat(day).isoformat())
        except (ValueError, TypeError):
            continue  # a line that a crash cut off
        asked[key] += 1
        unanswered[key] += bool(is_unanswered)
    return asked, unanswered


def _count(asked: Counter[tuple[str, str]], unanswered: Counter[tuple[str, str]]) -> None:
    for (text, day), count in asked.items():
        row, _is_new = QuestionCount.objects.get_or_create(text=text, day=day)
        QuestionCount.objects.filter(pk=row.pk).update(
            asked=F("asked") + count, unanswered=F("unanswered") + unanswered[text, day]
        )


def forget(*, today: dt.date) -> int:
    """Drop rare questions of days that are over, and everything old; return how many rows."""
    since = today - dt.timedelta(days=RARE_DAYS)
    frequent = (
        QuestionCount.objects.filter(day__gte=since).values("text").annotate(times=Sum("asked")).filter(times__gte=RARE)
    )
    old, _by_model = QuestionCount.objects.filter(day__lt=today - dt.timedelta(days=KEPT_DAYS)).delete()
    rare, _by_model = (
        QuestionCount.objects.filter(day__lt=since, asked__lt=RARE).exclude(text__in=frequent.values("text")).delete()
    )
    return int(old) + int(rare)
