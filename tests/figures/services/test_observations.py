"""Values from entry to correction: reviewed, never overwritten without a trace, chosen once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from portal.figures.models import Observation, ObservationRevision
from portal.figures.services import observations
from tests.figures import factories
from tests.products.factories import user

pytestmark = pytest.mark.django_db
LATER = factories.NOW + dt.timedelta(days=3)


def entered(**fields):
    return observations.enter(observation=factories.unsaved(state="draft", **fields), now=factories.NOW)


def published(**fields):
    made = observations.submit(observation=entered(**fields), now=factories.NOW)
    return observations.publish(observation=made, by=user(), now=factories.NOW)


def test_a_value_is_entered_reviewed_and_published():
    made = entered()
    assert not Observation.objects.published().exists()
    made = observations.submit(observation=made, now=LATER)
    assert made.state == "in_review"
    made = observations.send_back(observation=made, now=LATER)
    made = observations.submit(observation=made, now=LATER)
    reviewer = user()
    made = observations.publish(observation=made, by=reviewer, now=LATER)
    assert Observation.objects.published().get() == made
    assert (made.checked_on, made.checked_by) == (dt.date(2026, 11, 25), reviewer)


def test_a_correction_keeps_what_was_said():
    made = published(value=1000)
    made.value = 1200
    with pytest.raises(ValidationError) as refused:
        observations.correct(observation=made, reason=" ", by=user(), now=LATER)
    assert "reason" in refused.value.message_dict
    assert Observation.objects.get().value == 1000
    observations.correct(observation=made, reason="Nguồn đính chính", by=user(), now=LATER)
    assert Observation.objects.get().value == 1200
    former = ObservationRevision.objects.get()
    assert (former.value, former.reason, former.replaced_at) == (1000, "Nguồn đính chính", LATER)
    assert former.shown_since == factories.NOW


def test_a_changed_note_is_no_correction():
    made = published()
    made.note_vi, made.note_en = "Ghi chú", "Note"
    observations.correct(observation=made, reason="", by=user(), now=LATER)
    assert not ObservationRevision.objects.exists()


def test_a_newly_chosen_value_takes_the_place_of_the_former():
    one = published(is_chosen=True)
    other = published(indicator=one.indicator, area=one.area, is_chosen=True)
    assert list(Observation.objects.chosen()) == [other]


def test_a_target_is_never_chosen_as_a_result():
    with pytest.raises(ValidationError):
        entered(status="target", is_chosen=True)
    made = published()
    made.status, made.is_chosen = "target", True
    with pytest.raises(ValidationError):
        observations.correct(observation=made, reason="Thử", by=user(), now=LATER)
    assert not ObservationRevision.objects.exists()


def test_steps_are_taken_in_order():
    made = entered()
    with pytest.raises(ValidationError):
        observations.send_back(observation=made, now=LATER)
    made = observations.submit(observation=made, now=LATER)
    with pytest.raises(ValidationError):
        observations.submit(observation=made, now=LATER)
    made = observations.publish(observation=made, by=user(), now=LATER)
    with pytest.raises(ValidationError):
        observations.edit(observation=made, now=LATER)
    made = observations.withdraw(observation=made, now=LATER)
    assert not Observation.objects.published().exists()
