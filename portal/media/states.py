"""Where each picture stands on its way: waiting, in work, ready, or parked with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core import work
from portal.core.models import WorkItem
from portal.media.derivatives import MAKE
from portal.media.fingerprint import NEAR, distance
from portal.media.models import Image


class State(TextChoices):
    """What editors are told of a picture."""

    READY = "ready", _("sẵn sàng")
    WAITING = "waiting", _("đang chờ")
    WORKING = "working", _("đang xử lý")
    PARKED = "parked", _("bị dừng")
    UNMADE = "unmade", _("chưa xử lý")


def with_state(pictures: QuerySet[Image]) -> QuerySet[Image]:
    """Pictures with ``work_state``, ``work_error`` and ``made``: state and reason of their work row, and files."""
    row = WorkItem.objects.filter(kind=MAKE, key=Cast(OuterRef("pk"), CharField()))
    annotated: QuerySet[Image] = pictures.annotate(
        work_state=Subquery(row.values("state")[:1]),
        work_error=Subquery(row.values("last_error")[:1]),
        work_attempts=Subquery(row.values("attempts")[:1]),
        made=Count("derivatives", filter=Q(derivatives__original=F("file_hash"))),
    )
    return annotated


def in_state(pictures: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of ``with_state`` that are in a state."""
    if state == State.READY:
        return pictures.filter(work_state=None, made__gt=0)
    if state == State.UNMADE:
        return pictures.filter(work_state=None, made=0)
    return pictures.filter(work_state=state)


def state_of(picture: Any) -> State:
    """The state of a picture that came from ``with_state``."""
    if picture.work_state:
        return State(picture.work_state)
    return State.READY if picture.made else State.UNMADE


def reason_of(picture: Any) -> str:
    """Why a picture from ``with_state`` is parked, for editors: what to do, then what the machine said."""
    error: str = picture.work_error or ""
    kind, _colon, detail = error.partition(": ")
    interrupted = gettext("Máy dừng giữa chừng khi xử lý hình này. Hãy xử lý lại, hoặc thay bằng tệp khác.")
    advice = {
        "Unprocessable": gettext("Không đọc được tệp gốc. Hãy thay bằng tệp khác."),
        "FileNotFoundError": gettext("Không tìm thấy tệp gốc. Hãy gửi lại tệp."),
        "Unanswered": interrupted,
        work.WORKER_LOST: interrupted,
    }.get(kind.rpartition(".")[2])
    return error if advice is None else f"{advice} ({detail or kind})"


def progress() -> dict[str, int]:
    """How many pictures wait, are in work and are parked now."""
    rows = WorkItem.objects.filter(kind=MAKE).order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    return {state.value: found.get(state.value, 0) for state in (State.WAITING, State.WORKING, State.PARKED)}


def try_again(picture: Image) -> None:
    """Give a picture new attempts; one that has no work row gets one, so that whatever is missing is made."""
    with transaction.atomic():
        work.ask(MAKE, str(picture.pk))


def look_alikes(picture: Image, among: QuerySet[Image]) -> list[Image]:
    """Other pictures that are perhaps the same one, nearest first; at most six."""
    if not picture.fingerprint:
        return []
    others = among.exclude(pk=picture.pk).exclude(fingerprint="").values_list("pk", "fingerprint")
    near = sorted(
        (bits, pk) for pk, other in others.iterator() if (bits := distance(picture.fingerprint, other)) <= NEAR
    )[:6]
    found = among.prefetch_related("derivatives").in_bulk([pk for _bits, pk in near])
    return [found[pk] for _bits, pk in near]
