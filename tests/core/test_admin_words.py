"""Words that editors meet in the admin: none of them English, none of them "None"."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from wagtail.models import Collection, Page

from portal.home.models import SeasonRow
from portal.users.editing import REVIEWERS, set_up_editing
from tests.admin_forms import edit_form, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["search", "search_results"])
def test_the_search_of_pages_says_what_it_counts(demo, name):
    reviewer = signed_in(REVIEWERS)
    for words, count in (("sơn la", r"1–20 trong \d+ trang"), ("nhà tù", r"1–\d trong \d trang")):
        answer = reviewer.get(reverse(f"wagtailadmin_pages:{name}"), {"q": words})
        text = " ".join(answer.content.decode().split())
        assert re.search(count, text), words
        assert " None" not in re.sub(r"<[^>]*>", " ", text)
        assert "Thuộc" in text, "the column of the page above"
        assert "Bộ sưu tập cha" not in text


def test_the_tops_of_the_trees_have_vietnamese_names(demo):
    assert Page.objects.get(depth=1).title == Page.objects.get(depth=1).draft_title == "Tất cả các trang"
    assert Collection.get_first_root_node().name == "Tất cả tệp"
    Page.objects.filter(depth=1).update(title="Hai tỉnh")
    set_up_editing()
    assert Page.objects.get(depth=1).title == "Hai tỉnh", "a name of the editors' own is kept"


def test_seasons_take_their_months_as_ticks(demo):
    reviewer = signed_in(REVIEWERS)
    row = SeasonRow.objects.get(title_vi="Hoa anh đào")
    listed = reviewer.get(reverse("wagtailsnippets_home_seasonrow:list")).content.decode()
    assert "12–2" in listed
    assert "[12, 1, 2]" not in listed
    url = reverse("wagtailsnippets_home_seasonrow:edit", args=[row.pk])
    data = edit_form(reviewer, url, "title_vi")
    assert sorted(data.getlist("months")) == ["1", "12", "2"]
    data.setlist("months", [])
    assert "months" in reviewer.post(url, dict(data.lists())).context["form"].errors, "a season has months"
    data.setlist("months", ["11", "12"])
    assert reviewer.post(url, dict(data.lists())).status_code == 302
    row.refresh_from_db()
    assert row.months == [11, 12]
