"""The results page: what it shows of an answer, how its links change the question, and that no question breaks it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client

from portal.core.site_tree import absolute
from search import finding, popularity
from search.addresses import read
from search.engines import EngineUnavailable
from search.results import Choice, Match, Question, Results
from tests.search.answers import document, hit, pieces, results

PAGE = "/tim-kiem/"
pytestmark = pytest.mark.django_db


class Elements(HTMLParser):
    """Elements of a page with their attributes and the text in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self._open: list[dict[str, Any]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.found.append(element)
        if tag not in {"meta", "link", "input", "img", "source", "use", "path", "br"}:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element["tag"] == tag for element in self._open):
            while self._open.pop()["tag"] != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element["text"] += data

    def every(self, tag: str, **attributes: str) -> list[dict[str, Any]]:
        return [
            one
            for one in self.found
            if one["tag"] == tag and all(one.get(name) == value for name, value in attributes.items())
        ]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch):
    """Lets the search answer with what is given; returns the list of questions that it was asked."""

    def answer(**fields: Any) -> list[Question]:
        asked: list[Question] = []

        def find(question: Question, *, today: Any) -> Results:
            asked.append(question)
            return results(question, **fields)

        monkeypatch.setattr(finding, "find", find)
        return asked

    return answer


def page(client: Client, query: str, path: str = PAGE, status: int = 200) -> Elements:
    response = client.get(f"{path}?{query}")
    assert response.status_code == status
    return Elements(response.content.decode())


def asks(link: dict[str, Any]) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link["href"]).query)


def test_a_result_shows_name_kind_place_excerpt_and_reason(client, answered):
    answered(hits=(hit(reason=pieces("còn gọi là thác *Nàng*"), is_pinned=True),))
    shown = page(client, "q=dai+yem").every("li", **{"class": "hit"})[0]
    for text in (
        "Thác Dải Yếm 1",
        "Phường Mộc Châu, Sơn La",
        "Ba tầng nước",
        "còn gọi là thác Nàng",
        "Ban biên tập chọn",
    ):
        assert text in shown["text"]


def test_what_was_asked_for_is_marked_and_text_is_escaped(client, answered):
    answered(hits=(hit(name=pieces("<b>Thác</b> *Dải & <i>Yếm</i>*"), where='"><script>alert(1)</script>'),))
    html = client.get(f"{PAGE}?q=%3Cscript%3Ealert(2)%3C/script%3E").content.decode()
    assert "&lt;b&gt;Thác&lt;/b&gt; <mark>Dải &amp; &lt;i&gt;Yếm&lt;/i&gt;</mark>" in html
    assert "<script>alert" not in html


def test_names_of_another_language_say_so_on_english_pages(client, answered):
    english = hit(
        excerpt=pieces("Below *Dải Yếm* the road ends."), excerpt_language="en", where="Mộc Châu ward, Sơn La"
    )
    answered(hits=(english,))
    html = client.get("/en/search/?q=dai+yem").content.decode()
    heading = Elements(html).every("a", hreflang="vi", href="/noi-tham-quan/thac-1/")
    assert [one["lang"] for one in heading] == ["vi"]
    assert 'Below <span lang="vi"><mark>Dải Yếm</mark></span> the road' in html
    assert '<span lang="vi">Mộc Châu</span> ward' in html


def test_kinds_lead_to_their_results_and_keep_the_filters(client, answered):
    answered()
    tabs = page(client, "q=thac&loai=event&thang=3&trang=2").every("nav", **{"aria-label": "Loại kết quả"})
    assert "Tất cả 41" in tabs[0]["text"]
    links = [
        one for one in page(client, "q=thac&loai=event&thang=3&trang=2").every("a") if "loai" in one.get("href", "")
    ]
    attraction = next(one for one in links if asks(one).get("loai") == ["attraction"])
    assert asks(attraction) == {"q": ["thac"], "loai": ["attraction"], "thang": ["3"]}
    assert [asks(one)["loai"] for one in links if one.get("aria-current") == "page"] == [["event"]]


def test_facets_add_values_and_give_them_back(client, answered):
    answered(
        facets={
            "province": (Choice("son-la", "Sơn La", 9, is_chosen=True), Choice("dien-bien", "Điện Biên", 4)),
            "month": (Choice("3", "Tháng 3", 5),),
        }
    )
    found = page(client, "q=thac&tinh=son-la&trang=3&nguyen-van=1")
    links = [one for one in found.every("a", rel="nofollow") if "Điện Biên" in one["text"]]
    assert [asks(one) for one in links] == [{"q": ["thac"], "tinh": ["son-la", "dien-bien"], "nguyen-van": ["1"]}]
    chips = found.every("ul", **{"aria-label": "Đang lọc"})
    assert re.sub(r"\s+", " ", chips[0]["text"]).strip() == "Sơn La × (bỏ điều kiện này)"
    chosen = [one for one in found.every("a") if one.get("aria-current") == "true" and "Sơn La" in one["text"]]
    assert [asks(one) for one in chosen] == [{"q": ["thac"], "nguyen-van": ["1"]}]
    months = found.every("ul", **{"class": "months"})[0]["text"]
    assert re.findall(r"Tháng (\d+): (\d+)", months) == [
        (f"{number}", "5" if number == 3 else "0") for number in range(1, 13)
    ]


def test_a_chosen_value_is_never_folded_away(client, answered):
    many = tuple(Choice(f"{number}", f"Xã {number}", 99 - number, is_chosen=number == 11) for number in range(12))
    answered(facets={"commune": many})
    found = page(client, "q=thac&xa=11")
    folded = found.every("details", **{"class": "rest"})[0]["text"]
    assert "Xã 10" in folded
    assert "Xã 11" not in folded


def test_words_that_were_understood_as_filters_can_be_taken_as_words(client, answered):
    answered(understood=(("month", "tháng 3"),))
    found = page(client, "q=le+hoi+thang+3")
    chip = next(one for one in found.every("a", rel="nofollow") if "Tháng 3" in one["text"])
    assert asks(chip) == {"q": ["le hoi thang 3"], "nguyen-van": ["1"]}


def test_a_corrected_spelling_is_said_and_can_be_refused(client, answered):
    asked = answered(match=Match.CORRECTED, shown_for="mộc châu")
    found = page(client, "q=mooj+chaau&tinh=son-la")
    assert found.every("h1")[0]["text"].split() == ["Kết", "quả", "cho", "mộc", "châu"]
    refuse = next(one for one in found.every("a") if "Tìm đúng chữ" in one["text"])
    assert asks(refuse) == {"q": ["mooj chaau"], "tinh": ["son-la"], "nguyen-van": ["1"]}
    page(client, urlsplit(refuse["href"]).query)
    assert asked[-1].is_verbatim


def test_half_an_answer_is_marked_as_one(client, answered):
    answered(match=Match.PARTIAL, hits=(hit(document=document(picture=1)),))
    found = page(client, "q=khach+san+pa+khoang")
    note = found.every("div", role="note")[0]["text"]
    assert "Không có mục nào chứa đủ các chữ này" in note
    assert found.every("h1")[0]["text"].startswith("Gần với")
    assert not found.every("li", **{"class": "hit best"})


def test_nothing_found_leads_on(client, answered, demo):
    answered(match=Match.NONE, hits=(), total=0, kinds=(), did_you_mean="pá khoang")
    found = page(client, "q=pa+khoong&xa=03980")
    assert found.every("h1")[0]["text"] == "Chưa có gì cho “pa khoong”"
    near = next(one for one in found.every("a") if "pá khoang" in one["text"])
    assert asks(near) == {"q": ["pá khoang"]}
    ways = {one["href"] for one in found.every("a")}
    assert {"/diem-den/", "/noi-tham-quan/", "/xa-phuong/", "/gop-y/", "/diem-den/moc-chau/"} <= ways


def test_filters_that_leave_nothing_can_be_dropped_one_by_one(client, answered):
    answered(
        hits=(),
        total=0,
        facets={
            "province": (Choice("son-la", "Sơn La", 0, is_chosen=True),),
            "month": (Choice("3", "Tháng 3", 0, is_chosen=True),),
        },
    )
    found = page(client, "q=thac&tinh=son-la&thang=3&loai=event")
    by_text = {one["text"].strip(): asks(one) for one in found.every("a") if re.match(r"\s*Bỏ (“|mọi)", one["text"])}
    assert by_text == {
        "Bỏ “Sơn La”": {"q": ["thac"], "loai": ["event"], "thang": ["3"]},
        "Bỏ “Tháng 3”": {"q": ["thac"], "loai": ["event"], "tinh": ["son-la"]},
        "Bỏ mọi điều kiện": {"q": ["thac"]},
    }


def test_pages_are_bounded_and_keep_the_question(client, answered):
    answered(hits=tuple(hit(number) for number in range(20)), total=123_456, page=3, pages=50)
    found = page(client, "q=thac&tinh=son-la&trang=3&fbclid=x")
    pager = [one for one in found.every("a") if "q" in asks(one) and "trang" in asks(one)]
    assert max(int(asks(one)["trang"][0]) for one in pager) == 50
    assert all({"q", "tinh", "trang"} == set(asks(one)) for one in pager)
    assert "123.456 kết quả, 41–60" in found.every("p", role="status")[0]["text"]


def test_a_query_that_is_too_long_is_cut_and_said_to_be(client, answered):
    asked = answered()
    response = client.get(PAGE, {"q": "moc chau " * 1500})
    assert "chỉ 200 ký tự đầu" in response.content.decode()
    assert len(asked[0].text) <= 200
    assert len(response.content) < 60_000


def test_questions_are_counted_once_whatever_the_reader_narrows_them_to(client, answered, monkeypatch):
    counted: list[tuple[str, int]] = []
    monkeypatch.setattr(popularity, "record", lambda text, total, now: counted.append((text, total)))
    answered(total=7)
    for query in ("q=%20Moc%20chau", "q=moc&trang=2", "q=moc&loai=event", "q=moc&tinh=son-la", "q="):
        client.get(f"{PAGE}?{query}")
    assert counted == [("Moc chau", 7)]


def test_only_reading(client):
    assert client.post(PAGE, {"q": "moc"}).status_code == 405
    assert client.head(f"{PAGE}?q=moc").status_code in {200, 503}


def test_when_no_engine_answers_the_page_says_so_and_is_not_kept(client, monkeypatch, demo):
    def find(question: Question, *, today: Any) -> Results:
        raise EngineUnavailable

    monkeypatch.setattr(finding, "find", find)
    response = client.get(f"{PAGE}?q=moc")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    assert "Hãy thử lại sau một phút" in text
    assert 'value="moc"' in text
    assert "/diem-den/" in text


def test_addresses_of_results_are_not_for_search_engines_and_the_language_keeps_the_question(client, answered, demo):
    answered()
    found = page(client, "q=moc+chau&loai=event&tinh=son-la&utm_source=x")
    assert [one["content"] for one in found.every("meta", name="robots")] == ["noindex"]
    assert [one["href"] for one in found.every("link", rel="canonical")] == [absolute(PAGE)]
    assert not found.every("link", rel="alternate", hreflang="en")
    switch = found.every("a", hreflang="en")[0]
    assert switch["href"] == "/en/search/?q=moc+chau&loai=event&tinh=son-la"
    back = page(client, urlsplit(switch["href"]).query, "/en/search/").every("a", hreflang="vi", lang="vi")
    assert back[0]["href"] == "/tim-kiem/?q=moc+chau&loai=event&tinh=son-la"


def test_without_words_there_is_a_place_to_begin(client, demo):
    for query in ("", "q=", "q=%00%20", "q=&thang=3&loai=event"):
        found = page(client, query)
        assert found.every("h1")[0]["text"] == "Tìm kiếm"
        assert {"/diem-den/", "/le-hoi/", "/diem-den/moc-chau/"} <= {one["href"] for one in found.every("a")}
    assert not page(client, "").every("meta", name="robots")


def test_every_page_leads_to_the_search_and_some_have_its_form(client, demo):
    for path, action in (("/", PAGE), ("/en/", "/en/search/"), ("/khong-co/", PAGE), ("/le-hoi/", None)):
        found = Elements(client.get(path).content.decode())
        header = next(one for one in found.every("a") if one.get("aria-label") in {"Tìm kiếm", "Search"})
        assert header["href"] == ("/en/search/" if path == "/en/" else PAGE)
        forms = [one["action"] for one in found.every("form", role="search") if "data-suggest" in one]
        assert forms == ([action] if action else [])
        if action:
            assert found.every("input", name="q")[0]["id"] == "q"
            assert found.every("label", **{"for": "q"})


def test_search_engines_are_told_of_the_search(client, demo):
    text = client.get("/en/").content.decode()
    assert f'"urlTemplate":"{absolute("/en/search/")}?q={{search_term_string}}"' in text


@pytest.mark.parametrize("path", [PAGE, "/en/search/"])
@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 10_000,
        "q=" + "m%E1%BB%99c+" * 3000,
        "q=%00",
        "q=moc%00chau",
        "q=%ED%A0%80%ED%BF%BF",
        "q=%FF%FE%FA",
        "q=%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D",
        "q=%F0%9F%98%80%F0%9F%8F%B4",
        "q=!!!+???+..,,--",
        "q=title%3A*+OR",
        "q=%2Fre%2F+AND+NOT+%22",
        "q=moc~+chau%5E9+%22%28%5B%7B",
        "q=%7B%7B7*7%7D%7D%24%7B7*7%7D",
        "q=%27+OR+1%3D1--",
        "q=moc&trang=-1",
        "q=moc&trang=999999999",
        "q=moc&trang=" + "9" * 5000,
        "q=moc&trang=abc&trang=%00",
        "q=moc&tinh=khong-co&xa=99999&canh=zz&thang=13&thang=abc&sao=9&sao=-1&nhom=x&mo=2",
        "q=moc&thang=%D9%A3&sao=%E2%91%A4&mo=%00&tinh=%ED%A0%80",
        "q=moc&loai=khong-co&nguyen-van=maybe",
        "q=moc&q=chau&loai=event&loai=attraction",
        "q=moc&" + "&".join(f"xa={number}" for number in range(2000)),
        "q%5B%5D=moc&q[$ne]=1",
        "q=moc&tinh=son-la&tinh=dien-bien&thang=1&thang=2",
    ],
    ids=lambda query: query[:60],
)
def test_no_question_breaks_the_page(demo, client, path, query):
    cache.clear()
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    assert b"\x00" not in response.content
    assert len(response.content) < 400_000
    question = read(QueryDict(query), "vi").question
    assert Elements(response.content.decode()).every("input", name="q")[0].get("value", "") == question.text


def test_the_demo_is_found_however_it_is_typed(demo, client):
    for query, name in (
        ("mooj chaau", "Mộc Châu"),
        ("nha tu son la", "Nhà tù Sơn La"),
        ("đèo pha đin", "Đèo Pha Đin"),
        ("thac dai yem", "Thác Dải Yếm"),
    ):
        first = Elements(client.get(PAGE, {"q": query}).content.decode()).every("ol", **{"class": "hits"})[0]
        assert name.lower() in first["text"].lower()[:400], query
