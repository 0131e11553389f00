"""What editors say about search holds at once, and what people look for is counted without any person."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.users.models import User
from search import popularity
from search.models import PinnedResult, QuestionCount, Wording
from search.wording import current_vocabulary, pinned_keys

NOW = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def spool(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own; gives the folder of the lines."""
    settings.DATA_DIR = tmp_path
    return popularity.spool_folder()


@pytest.fixture
def administrator(client: Client) -> Client:
    """A client who may everything."""
    client.force_login(User.objects.create_superuser(email="admin@example.vn", password="x" * 20))
    return client


@pytest.mark.django_db
def test_shipped_words_are_rows_and_a_new_row_is_used_at_once() -> None:
    assert "điện biên phủ" in current_vocabulary().other_ways("đbp")
    assert "coffee" in current_vocabulary().other_ways("cà phê")
    assert current_vocabulary().other_ways("zz") == ()
    Wording.objects.create(kind=Wording.Kind.ABBREVIATION, words="zz, hồ chiềng khoi")
    assert current_vocabulary().other_ways("ZZ") == ("hồ chiềng khoi",)
    Wording.objects.filter(words__startswith="zz,").delete()
    assert current_vocabulary().other_ways("zz") == ()


@pytest.mark.django_db
def test_a_typed_word_has_not_the_synonyms_of_another_with_other_marks() -> None:
    ways = current_vocabulary()
    meats = {"avocado", "beef"}
    assert meats & set(ways.other_ways("bơ")) == {"avocado"}
    assert meats & set(ways.other_ways("bò")) == {"beef"}
    assert meats <= set(ways.other_ways("bo"))


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "một", "chè, chè", "a, A", " , ,", ", ".join(f"từ{n}" for n in range(13))])
def test_fewer_than_two_words_or_too_many_are_refused(words: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Wording(words=words).full_clean()
    assert "words" in refusal.value.message_dict


@pytest.mark.django_db
def test_pins_follow_the_question_without_marks_and_leave_out_what_is_not_live() -> None:
    root = Page.objects.get(depth=1)
    pages = [root.add_child(instance=Page(title=f"Trang {number}", slug=f"t{number}")) for number in range(2)]
    for order, page in enumerate(reversed(pages)):
        PinnedResult.objects.create(question="Chợ Đêm", page=page, order=order)
    keys = [f"page:{page.translation_key}" for page in reversed(pages)]
    assert pinned_keys("cho  dem") == keys
    assert pinned_keys("chợ") == []
    pages[1].unpublish()
    assert pinned_keys("chợ đêm") == keys[1:]


def test_a_question_is_a_line_with_its_day_and_nothing_of_a_person(spool: Path) -> None:
    popularity.record("Chợ  Đêm!", 0, NOW)
    popularity.record("mộc châu", 7, NOW)
    for personal in ("0912 345 678", "an@example.vn", "https://example.vn/x", "x" * 81, "  ", "!!"):
        popularity.record(personal, 1, NOW)
    (file,) = spool.iterdir()
    assert [json.loads(line) for line in file.read_text().splitlines()] == [
        ["cho dem", "2026-11-30", 1],
        ["moc chau", "2026-11-30", 0],
    ]


@pytest.mark.django_db
def test_lines_are_counted_once_and_only_when_their_minute_is_over(spool: Path) -> None:
    for _time in range(3):
        popularity.record("chợ đêm", 0, NOW)
    popularity.record("chợ đêm", 2, NOW)
    assert popularity.fold_in(now=NOW + dt.timedelta(seconds=90)) == 0
    (file,) = spool.iterdir()
    content = file.read_bytes()
    later = NOW + dt.timedelta(minutes=5)
    assert popularity.fold_in(now=later) == 4
    assert not list(spool.iterdir())
    file.write_bytes(content)  # as if the process had been killed between counting and removing
    assert popularity.fold_in(now=later) == 0
    row = QuestionCount.objects.get()
    assert (row.text, row.day, row.asked, row.unanswered) == ("cho dem", dt.date(2026, 11, 30), 4, 3)


@pytest.mark.django_db
def test_a_line_that_a_crash_cut_off_costs_only_itself(spool: Path) -> None:
    popularity.record("chợ đêm", 1, NOW)
    (file,) = spool.iterdir()
    file.write_bytes(file.read_bytes() + b'["moc ch\xff')
    assert popularity.fold_in(now=NOW + dt.timedelta(minutes=5)) == 1


def test_a_spool_that_cannot_be_written_costs_nobody_an_answer(spool: Path) -> None:
    spool.write_text("no folder")
    popularity.record("chợ đêm", 1, NOW)
    assert spool.read_text() == "no folder"


def test_a_spool_file_has_an_end(spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popularity, "SPOOL_BYTES", 100)
    for _time in range(50):
        popularity.record("chợ đêm", 1, NOW)
    (file,) = spool.iterdir()
    assert file.stat().st_size < 200


@pytest.mark.django_db
def test_rare_questions_are_forgotten_and_frequent_ones_kept() -> None:
    today = dt.date(2026, 11, 30)
    long_ago = today - dt.timedelta(days=popularity.RARE_DAYS + 1)
    for text, day, asked in (
        ("rare", long_ago, 1),
        ("frequent", long_ago, 9),
        ("now and then", long_ago, 1),
        ("now and then", today, 3),
        ("fresh", today, 1),
        ("old", today - dt.timedelta(days=popularity.KEPT_DAYS + 1), 50),
    ):
        QuestionCount.objects.create(text=text, day=day, asked=asked)
    assert popularity.forget(today=today) == 2
    assert set(QuestionCount.objects.values_list("text", flat=True)) == {"frequent", "now and then", "fresh"}


@pytest.mark.django_db
def test_lists_show_frequent_questions_only(administrator: Client) -> None:
    today = timezone.localdate()
    QuestionCount.objects.create(text="cho dem", day=today, asked=9, unanswered=5)
    QuestionCount.objects.create(text="moc chau", day=today, asked=40)
    QuestionCount.objects.create(text="ai do", day=today, asked=2, unanswered=2)
    asked = administrator.get(reverse("search_questions")).content.decode()
    assert asked.index("moc chau") < asked.index("cho dem")
    assert "ai do" not in asked
    missed = administrator.get(reverse("search_unanswered")).content.decode()
    assert [text in missed for text in ("cho dem", "moc chau", "ai do")] == [True, False, False]
    exported = administrator.get(reverse("search_questions"), {"export": "csv"})
    assert b"moc chau" in b"".join(exported.streaming_content)


@pytest.mark.django_db
def test_the_state_of_the_indexes_is_shown_and_what_was_refused_can_be_tried_again(administrator: Client) -> None:
    assert administrator.get(reverse("search_indexes")).status_code == 200
    assert administrator.get(reverse("search_try_again")).status_code == 405
    assert administrator.post(reverse("search_try_again")).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["search_questions", "search_unanswered", "search_indexes"])
def test_lists_are_for_those_who_keep_the_words(
    client: Client, name: str, django_user_model: Callable[..., Any]
) -> None:
    client.force_login(User.objects.create_user(email="nobody@example.vn", password="x" * 20))
    assert client.get(reverse(name)).status_code in {302, 403}
