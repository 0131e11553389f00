"""Titles follow the values: when these change, the sentence does; in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from portal.figures.charts.marks import Dispute, Mark, Status
from portal.figures.pages import findings, words
from portal.figures.readings import series_of
from tests.figures import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits():
    return factories.indicator(code="visitors_total", name_vi="Lượt khách", name_en="Visits")


@pytest.fixture
def son_la():
    return factories.area(code="son-la", name_vi="Sơn La", name_en="Sơn La")


def value(visits, son_la, year, number, **fields):
    return factories.observation(
        indicator=visits,
        area=son_la,
        period=str(year),
        value=Decimal(number),
        is_chosen=fields.get("status") != "target",
        **fields,
    )


def test_a_course_goes_up_down_or_stays(visits, son_la):
    first = value(visits, son_la, 2017, 1_900_000, qualifier="more_than")
    last = value(visits, son_la, 2025, 5_300_000)
    assert findings.course([first, last]) == (
        f"Từ hơn 1,9{words.NBSP}triệu lượt khách năm 2017 lên 5,3{words.NBSP}triệu lượt khách năm 2025 (ước tính)"
    )
    last.value = Decimal(1_000_000)
    assert "xuống 1" in findings.course([first, last])
    last.value = Decimal(1_900_000)
    assert findings.course([first, last]).startswith("Gần như không đổi")
    last.value, last.status = Decimal(5_300_000), "actual"
    assert findings.course([first, last]).endswith("năm 2025"), "a result bears no word of doubt"
    with translation.override("en"):
        assert findings.course([first, last]) == (
            f"From more than 1.9{words.NBSP}million visits in 2017 up to 5.3{words.NBSP}million visits in 2025"
        )


def test_an_estimate_is_called_one_and_so_is_what_was_published_too_early(visits, son_la):
    one = value(visits, son_la, 2024, 1_850_000, status="actual")
    assert findings.state(one) == f"Sơn La đạt 1,85{words.NBSP}triệu lượt khách năm 2024"
    one.is_published_early = True
    assert findings.state(one).startswith("Sơn La ước đạt")
    with translation.override("en"):
        assert findings.state(one) == f"Sơn La: an estimated 1.85{words.NBSP}million visits in 2024"


def test_a_target_is_in_no_sentence(visits, son_la):
    value(visits, son_la, 2024, 900, status="estimate")
    value(visits, son_la, 2026, 9_000_000, status="target", is_chosen_target=True)
    (one,) = series_of(son_la.observations.published().with_details())
    assert findings.latest_of_each([one]) == "Sơn La ước đạt 900\N{NO-BREAK SPACE}lượt khách năm 2024"


def test_times_and_comparisons(visits, son_la):
    before, after = value(visits, son_la, 2019, 1_200), value(visits, son_la, 2022, 1_500)
    assert findings.times([[before, after]]) == "Sơn La năm 2022 gấp 1,3 lần năm 2019"
    assert findings.compared([(before, after)]) == "Sơn La năm 2022 đông hơn 2019 25\N{NO-BREAK SPACE}%"
    after.value = Decimal(600)
    assert findings.compared([(before, after)]) == "Sơn La năm 2022 vắng hơn 2019 50\N{NO-BREAK SPACE}%"
    after.value = Decimal(1_205)
    assert findings.compared([(before, after)]) == "Sơn La năm 2022 gần như bằng 2019"
    with translation.override("en"):
        after.value = Decimal(1_500)
        assert findings.compared([(before, after)]) == "Sơn La in 2022 25% above 2019"


def dispute(gap):
    kept = Mark("a", 100, Status.ACTUAL, "100")
    return Dispute("Sơn La", "2022", "a", kept, [Mark("b", 100 * (1 + gap), Status.ACTUAL, "x")])


def test_disagreement_counts_and_names_the_worst():
    rows = [dispute(0.03), dispute(-0.05), dispute(0.33)]
    said = findings.disputes(rows).replace(words.NBSP, " ")
    assert said == "2 trong 3 chỗ, các nguồn lệch nhau không quá 6 %; nhiều nhất là Sơn La, 2022: 33 %"
    with translation.override("en"):
        assert "2 of 3 places" in findings.disputes(rows)


def test_the_busiest_holiday_comes_with_its_length(visits, son_la):
    shared = {"indicator": visits, "area": son_la, "period_type": "holiday"}
    tet = factories.observation(**shared, period="2025-01-25/2025-02-02", holiday="tet", value=Decimal(250_000))
    other = factories.observation(
        **shared, period="2023-04-29/2023-05-03", holiday="reunification", value=Decimal(240_000)
    )
    said = findings.busiest([tet, other]).replace(words.NBSP, " ")
    assert said == "Đông nhất: 250.000 lượt khách trong 9 ngày, Sơn La, Tết 2025"
    other.value = Decimal(260_000)
    assert "5 ngày" in findings.busiest([tet, other])


@pytest.mark.parametrize(
    ("period", "kind", "vietnamese", "english"),
    [
        ("2025", "year", "năm 2025", "2025"),
        ("2025-01/2025-06", "half_year", "6 tháng đầu năm 2025", "first 6 months of 2025"),
        ("2025-07/2025-12", "half_year", "6 tháng cuối năm 2025", "second half of 2025"),
        ("2024-01/2024-09", "nine_months", "9 tháng đầu năm 2024", "first 9 months of 2024"),
        ("2023-Q1", "quarter", "quý I năm 2023", "quarter I of 2023"),
        ("2024-05", "month", "tháng 5 năm 2024", "May 2024"),
        ("2024-01-01/2024-05-07", "year_to_date", "1.1–7.5.2024", "1 January – 7 May 2024"),
        ("2016/2020", "multi_year", "2016–2020", "2016–2020"),
        ("2025-09", "as_of", "tính đến tháng 9 năm 2025", "as of September 2025"),
        ("2021-06-25", "day", "25.6.2021", "25 June 2021"),
        ("", "undated", "không rõ thời gian", "time unknown"),
    ],
)
def test_periods_in_words(visits, son_la, period, kind, vietnamese, english):
    one = factories.observation(indicator=visits, area=son_la, period=period, period_type=kind)
    assert words.period(one) == vietnamese
    with translation.override("en"):
        assert words.period(one) == english


def test_a_citation_names_number_status_source_and_date(visits, son_la):
    source = factories.source(publisher="Báo Sơn La", published_on="2025-09-26")
    one = factories.observation(indicator=visits, area=son_la, period="2025", value=Decimal(5_300_000), source=source)
    assert words.citation(one, "https://x.vn/so-lieu/") == (
        "Lượt khách, Sơn La, năm 2025: 5.300.000 lượt khách (ước tính). Nguồn: Báo Sơn La, 26.9.2025. Dẫn theo cổng "
        "Tây Bắc, số liệu cập nhật ngày 22.11.2026, https://x.vn/so-lieu/"
    )
