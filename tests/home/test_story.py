"""The provinces' story: a part told in years keeps every fact, its status and its document."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_awards_stand_in_the_order_of_years_with_what_is_aimed_at_last(demo, client):
    for path, page in (("/hai-tinh/", "/diem-den/moc-chau/"), ("/en/two-provinces/", "/en/destinations/moc-chau/")):
        response = client.get(path)
        part = response.context["parts"][0]
        assert [(row["year"], row["fact"].code) for row in part["years"]] == [
            ("2023", "F06"),
            ("2024", "F05"),
            ("2024", "F04"),
            ("2030", "F09"),
        ]
        text = response.content.decode()
        assert '<li class="goal" id="f09"><b>2030</b>' in text, "a target is marked as one"
        assert f'<a class="btn gold" href="{page}">' in text
        assert [key for key in response.context["parts"][1] if key == "years"] == []
