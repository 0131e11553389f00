"""Dates that editors type are read with the day first, in both languages of the admin."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.utils import timezone, translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


@LANGUAGES
@pytest.mark.parametrize("typed", ["05/06/2027", "5/6/2027", "05.06.2027", "5-6-2027", "2027-06-05"])
def test_the_day_comes_first(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == dt.date(2027, 6, 5)
        moment = timezone.localtime(forms.DateTimeField().clean(f"{typed} 07:30"))
        assert (moment.day, moment.month, moment.hour, moment.minute) == (5, 6, 7, 30)


@LANGUAGES
def test_an_american_date_is_refused_and_not_guessed(language):
    with translation.override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean("06/25/2027")


@LANGUAGES
def test_what_the_admin_shows_is_read_again_as_the_same_day(language):
    day = dt.date(2027, 6, 5)
    with translation.override(language):
        shown = AdminDateInput().format_value(day)
        assert shown == "05/06/2027"
        assert forms.DateField().clean(shown) == day
        moment = dt.datetime(2027, 6, 5, 0, 30, tzinfo=dt.UTC)
        shown = AdminDateTimeInput().format_value(timezone.localtime(moment))
        assert shown == "05/06/2027 07:30"
        assert forms.DateTimeField().clean(shown) == moment
        assert AdminDateInput().get_config()["dayOfWeekStart"] == 1
