"""Enters, reviews, publishes and corrects values.

Each step checks the whole value first and raises ``ValidationError`` with what is wrong; then nothing has changed. A
published value that takes the place of the chosen one of its period is chosen alone, in the same transaction.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.figures.models import Indicator, Observation, ObservationRevision, Status

State = Observation.State
#: What a reader cites: when one of these changes, the former one is kept.
CITED = ("value", "qualifier", "status", "period", "source_id")
FLAGS = ("is_chosen", "is_chosen_target")


@transaction.atomic
def enter(*, observation: Observation, now: dt.datetime) -> Observation:
    """Store a new value as a draft."""
    observation.state = State.DRAFT
    return _store(observation, now)


@transaction.atomic
def edit(*, observation: Observation, now: dt.datetime) -> Observation:
    """Store what was changed of a value that is not public; it becomes a draft again."""
    former = Observation.objects.select_for_update().get(pk=observation.pk)
    if former.state == State.PUBLISHED:
        raise ValidationError(_("Số liệu này đã đăng. Muốn sửa, hãy ghi lý do và đăng lại."))
    observation.state = State.DRAFT
    return _store(observation, now)


@transaction.atomic
def submit(*, observation: Observation, now: dt.datetime) -> Observation:
    """Hand a draft to the reviewers."""
    return _move(observation, State.DRAFT, State.IN_REVIEW, now)


@transaction.atomic
def send_back(*, observation: Observation, now: dt.datetime) -> Observation:
    """Hand a value back to whoever enters it."""
    return _move(observation, State.IN_REVIEW, State.DRAFT, now)


@transaction.atomic
def publish(*, observation: Observation, by: Any, now: dt.datetime) -> Observation:
    """Make a value public, as somebody has checked it today."""
    current: Observation = Observation.objects.select_for_update().get(pk=observation.pk)
    if current.state == State.PUBLISHED:
        return current
    current.state = State.PUBLISHED
    current.checked_on, current.checked_by = timezone.localdate(now), by
    _give_way(current, now)
    return _store(current, now)


@transaction.atomic
def correct(*, observation: Observation, reason: str, by: Any, now: dt.datetime) -> Observation:
    """Store a changed value that is public; what it said before is kept with the reason."""
    former = Observation.objects.select_for_update().get(pk=observation.pk)
    is_cited = any(getattr(former, name) != getattr(observation, name) for name in CITED)
    if is_cited and not reason.strip():
        raise ValidationError({"reason": _("Ghi lý do sửa: bạn đọc thấy lý do cạnh giá trị trước đây.")})
    observation.state = former.state
    observation.checked_on, observation.checked_by = timezone.localdate(now), by
    _give_way(observation, now)
    stored = _store(observation, now)
    if is_cited:
        ObservationRevision.objects.create(
            observation=stored,
            value=former.value,
            qualifier=former.qualifier,
            status=former.status,
            period=former.period,
            source_id=former.source_id,
            shown_since=former.updated_at,
            replaced_at=now,
            replaced_by=by,
            reason=reason.strip(),
        )
    return stored


@transaction.atomic
def withdraw(*, observation: Observation, now: dt.datetime) -> Observation:
    """Take a public value back among the drafts."""
    return _move(observation, State.PUBLISHED, State.DRAFT, now)


def _move(observation: Observation, before: str, after: str, now: dt.datetime) -> Observation:
    """Change the state of a value. Raises ``ValidationError`` when somebody has moved it meanwhile."""
    current: Observation = Observation.objects.select_for_update().get(pk=observation.pk)
    if current.state != before:
        raise ValidationError(
            _("Số liệu này đang ở bước “%(state)s”. Hãy tải lại trang.") % {"state": current.get_state_display()}
        )
    current.state = after
    current.updated_at = now
    current.save(update_fields=["state", "updated_at"])
    return current


def _give_way(chosen: Observation, now: dt.datetime) -> None:
    """Choose no other public value of the same period; two who choose at once wait for each other."""
    Indicator.objects.select_for_update().get(pk=chosen.indicator_id)
    for flag in FLAGS:
        if getattr(chosen, flag):
            others = Observation.objects.published().exclude(pk=chosen.pk).same_point(chosen).filter(**{flag: True})
            for other in others:
                setattr(other, flag, False)
                other.updated_at = now
                other.save(update_fields=[flag, "updated_at"])


def _store(observation: Observation, now: dt.datetime) -> Observation:
    if observation.status != Status.TARGET:
        observation.is_chosen_target = False
    observation.updated_at = now
    observation.full_clean()
    observation.save()
    return observation
