"""Dates as sources give them."""

import pytest

from portal.core import partial_date


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("2024", "năm 2024", "2024"),
        ("2024-05", "tháng 5.2024", "May 2024"),
        ("2024-05-07", "7.5.2024", "7 May 2024"),
    ],
)
def test_spelling(text, vi, en):
    assert partial_date.spell(text, "vi") == vi
    assert partial_date.spell(text, "en") == en


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024-5-7", "năm 2024", "2024-05-07T00:00"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"date|month|day|format"):
        partial_date.parse(text)
