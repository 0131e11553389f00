"""The interface for programs: its description, limits, every form of error, and who may read and keep its answers."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from search import finding
from search.engines import EngineUnavailable
from search.results import MOST_PER_PAGE, Choice, Match, Question, Results
from tests.search.answers import document, hit, pieces, results, suggestions

SEARCH, SUGGEST = "/api/v1/search", "/api/v1/suggest"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    yield
    shutil.rmtree(settings.DATA_DIR / "counts", ignore_errors=True)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """What the search was asked; it answers with one result and two groups of suggestions."""
    questions: list[Question] = []

    def find(question: Question, *, today: Any) -> Results:
        questions.append(question)
        return results(question)

    def suggest(text: str, language: str, *, today: Any) -> Any:
        questions.append(Question(text, language))
        return suggestions()

    monkeypatch.setattr(finding, "find", find)
    monkeypatch.setattr(finding, "suggest", suggest)
    return questions


def problem(response: Any, status: int) -> dict[str, Any]:
    """The problem of a response, after what holds for each of them."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert "no-store" in response["Cache-Control"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    body = json.loads(response.content)
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert len(body["detail"]) > 15
    return body


def test_an_answer_has_everything_the_page_shows(client, monkeypatch):
    def find(question: Question, *, today: Any) -> Results:
        return results(
            question,
            match=Match.CORRECTED,
            shown_for="dải yếm",
            understood=(("month", "tháng 3"),),
            facets={"month": (Choice("3", "Tháng 3", 5, is_chosen=True),)},
            hits=(hit(reason=pieces("còn gọi là *Thác Nàng*"), document=document(key="place:thac-dai-yem")),),
        )

    monkeypatch.setattr(finding, "find", find)
    body = client.get(SEARCH, {"q": "dai yem", "limit": 5}).json()
    only = body.pop("hits")[0]
    assert body == {
        "query": "dai yem",
        "match": "corrected",
        "shown_for": "dải yếm",
        "did_you_mean": "",
        "understood": [{"facet": "month", "label": "tháng 3"}],
        "total": 1,
        "page": 1,
        "pages": 1,
        "limit": 5,
        "kinds": [
            {"value": "", "label": "Tất cả", "count": 41, "is_chosen": True},
            {"value": "attraction", "label": "Nơi tham quan", "count": 30, "is_chosen": False},
            {"value": "event", "label": "Lễ hội", "count": 11, "is_chosen": False},
        ],
        "facets": [{"name": "month", "choices": [{"value": "3", "label": "Tháng 3", "count": 5, "is_chosen": True}]}],
    }
    assert only == {
        "key": "place:thac-dai-yem",
        "kind": "attraction",
        "kind_label": "Nơi tham quan",
        "name": "Thác Dải Yếm 1",
        "name_pieces": [
            {"text": "Thác ", "is_marked": False},
            {"text": "Dải Yếm", "is_marked": True},
            {"text": " 1", "is_marked": False},
        ],
        "name_language": "vi",
        "address": "/noi-tham-quan/thac-1/",
        "address_language": "vi",
        "where": "Phường Mộc Châu, Sơn La",
        "excerpt": [
            {"text": "Ba tầng nước của ", "is_marked": False},
            {"text": "Dải Yếm", "is_marked": True},
            {"text": ".", "is_marked": False},
        ],
        "excerpt_language": "vi",
        "reason": [
            {"text": "còn gọi là ", "is_marked": False},
            {"text": "Thác Nàng", "is_marked": True},
        ],
        "is_pinned": False,
        "stars": None,
        "picture": None,
    }


def test_suggestions_are_grouped_by_kind(client, asked):
    body = client.get(SUGGEST, {"q": " moc\x00 ", "lang": "en"}).json()
    assert asked == [Question("moc", "en")]
    assert body["query"] == "moc"
    assert body["count"] == 3
    assert [(group["kind"], [one["name"] for one in group["suggestions"]]) for group in body["groups"]] == [
        ("destination", ["Mộc Châu"]),
        ("commune", ["Phường Mộc Châu", "Phường Mộc Sơn"]),
    ]
    assert client.get(SUGGEST, {"q": " "}).json() == {"query": "", "count": 0, "groups": []}


def test_every_parameter_reaches_the_search(client, asked):
    query = (
        "q=thac&lang=en&kind=event&province=son-la&province=dien-bien&commune=03980&category=cave&month=3&stars=4"
        "&group=tea&open_data=1&page=2&limit=50&verbatim=true&unknown=1"
    )
    assert client.get(f"{SEARCH}?{query}").status_code == 200
    assert asked == [
        Question(
            text="thac",
            language="en",
            kind="event",
            chosen={
                "province": ("son-la", "dien-bien"),
                "commune": ("03980",),
                "category": ("cave",),
                "month": ("3",),
                "stars": ("4",),
                "group": ("tea",),
                "open_data": ("1",),
            },
            page=2,
            per_page=50,
            is_verbatim=True,
        )
    ]


def test_answers_are_for_everybody_and_not_sent_again_unchanged(client, asked):
    for address in (f"{SEARCH}?q=moc", f"{SUGGEST}?q=moc", "/api/v1/openapi.json"):
        response = client.get(address, headers={"accept-language": "en", "origin": "https://example.vn"})
        assert response.status_code == 200
        assert response["Content-Type"].startswith("application/json")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response["Cache-Control"] == "public, max-age=60"
        assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        assert not response.cookies
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
        assert client.head(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "vietnamese", "english"),
    [
        (SEARCH, "Thiếu tham số q.", "The parameter q is missing."),
        (f"{SEARCH}?q={'a' * 201}", "q dài quá 200 ký tự", "q is longer than 200 characters"),
        (f"{SUGGEST}?q={'a' * 10_000}", "q dài quá 200 ký tự", "q is longer than 200 characters"),
        (f"{SEARCH}?q=a&limit={MOST_PER_PAGE + 1}", "limit lớn nhất là 50", "limit is at most 50"),
        (f"{SEARCH}?q=a&limit=0", "limit nhỏ nhất là 1", "limit is at least 1"),
        (f"{SEARCH}?q=a&limit={'9' * 5000}", "limit phải là số nguyên", "limit must be a whole number"),
        (f"{SEARCH}?q=a&page=-1", "page nhỏ nhất là 1", "page is at least 1"),
        (f"{SEARCH}?q=a&page=999999999", "page lớn nhất là 1000", "page is at most 1000"),
        (f"{SEARCH}?q=a&page=x", "page phải là số nguyên", "page must be a whole number"),
        (f"{SEARCH}?q=a&verbatim=perhaps", "verbatim không đúng", "verbatim is wrong"),
        (f"{SEARCH}?q=a&month={'3' * 61}", "month dài quá 60 ký tự", "month is longer than 60 characters"),
        (f"{SEARCH}?q=a&{'&'.join(['month=3'] * 13)}", "month lặp lại quá 12 lần", "month is repeated more than 12"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_not_understood_is_400_with_a_sentence(client, asked, address, vietnamese, english):
    assert vietnamese in problem(client.get(address), 400)["detail"]
    joined = f"{address}{'&' if '?' in address else '?'}lang=en"
    assert english in problem(client.get(joined), 400)["detail"]
    assert asked == []


def test_a_language_that_is_not_there_is_400(client, asked):
    assert "lang chỉ nhận 'vi' or 'en'" in problem(client.get(f"{SEARCH}?q=a&lang=fr"), 400)["detail"]


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v1/nothing/", "/api/v1/", "/api/", "/api/v2/search?q=a"])
def test_what_is_not_there_is_404(client, address):
    assert "/api/v1/docs" in problem(client.get(address), 404)["detail"]


@pytest.mark.parametrize("address", [SEARCH, SUGGEST, "/api/v1/openapi.json", "/api/v1/docs"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_writing_is_405(client, address, method):
    response = getattr(client, method)(f"{address}?q=a")
    assert {"GET", "HEAD"} == {one.strip() for one in response["Allow"].split(",")}
    problem(response, 405)


def test_whoever_asks_too_often_waits(client, asked):
    with override_settings(API_RATES={"search": 2, "suggest": 3, "statistics": 1}):
        other = Client(REMOTE_ADDR="203.0.113.9")
        for address, most in ((f"{SEARCH}?q=moc", 2), (f"{SUGGEST}?q=moc", 3)):
            assert [client.get(address).status_code for _time in range(most)] == [200] * most
            refused = client.get(address)
            problem(refused, 429)
            assert 1 <= int(refused["Retry-After"]) <= 60
            assert other.get(address).status_code == 200, "each sender has its own count"


def test_one_household_of_ipv6_is_one_sender(client, asked):
    with override_settings(API_RATES={"search": 1, "suggest": 1}):
        senders = [Client(REMOTE_ADDR=address) for address in ("2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:3::1")]
        assert [one.get(f"{SUGGEST}?q=moc").status_code for one in senders] == [200, 429, 200]
        mapped = [Client(REMOTE_ADDR=address) for address in ("::ffff:192.0.2.1", "::ffff:192.0.2.2", "192.0.2.1")]
        assert [one.get(f"{SUGGEST}?q=moc").status_code for one in mapped] == [200, 200, 429]


@pytest.mark.parametrize("options", [{"IGNORE_EXCEPTIONS": True}, {}], ids=["passed over", "raised"])
def test_a_reader_is_answered_while_redis_cannot_count(client, asked, options):
    dead = {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:1/0", "OPTIONS": options}
    limits = {"search": 0, "suggest": 0}
    with override_settings(CACHES={"default": dead}, REDIS_URL=dead["LOCATION"], API_RATES=limits):
        assert client.get(f"{SUGGEST}?q=moc").status_code == 200


def test_a_reader_is_answered_while_no_file_can_count(client, asked):
    (settings.DATA_DIR / "counts").write_text("no folder")
    with override_settings(API_RATES={"search": 0, "suggest": 0}):
        assert client.get(f"{SUGGEST}?q=moc").status_code == 200
    (settings.DATA_DIR / "counts").unlink()


def test_who_has_no_address_is_answered(asked):
    with override_settings(API_RATES={"search": 0, "suggest": 0}):
        assert Client(REMOTE_ADDR="").get(f"{SUGGEST}?q=moc").status_code == 200


def test_when_no_engine_answers_it_is_503(client, monkeypatch):
    def away(*arguments: Any, **named: Any) -> Any:
        raise EngineUnavailable

    monkeypatch.setattr(finding, "find", away)
    monkeypatch.setattr(finding, "suggest", away)
    for address in (f"{SEARCH}?q=moc", f"{SUGGEST}?q=moc"):
        response = client.get(address)
        problem(response, 503)
        assert response["Retry-After"] == "60"


def test_an_error_of_ours_is_a_problem_without_details(monkeypatch, caplog):
    def broken(*arguments: Any, **named: Any) -> Any:
        raise RuntimeError("secret")

    monkeypatch.setattr(finding, "find", broken)
    client = Client(raise_request_exception=False)
    body = problem(client.get(f"{SEARCH}?q=moc&lang=en"), 500)
    assert body["detail"] == "The error is on our side. Please try again in a few minutes."
    assert any("secret" in str(record.exc_info) for record in caplog.records)


def test_a_request_for_another_host_is_400():
    problem(Client(headers={"host": "evil.example"}).get(f"{SEARCH}?q=moc"), 400)


def test_search_and_suggestions_write_nothing_to_the_database(client, asked, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(f"{SEARCH}?q=moc")
        client.get(f"{SUGGEST}?q=moc")


@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
@pytest.mark.parametrize(
    "text",
    [
        "%00",
        "%ED%A0%80",
        "%FF%FE",
        "%E2%80%AE%D7%A9",
        "%F0%9F%98%80",
        "title%3A*+OR",
        "%2Fre%2F~%5E%22",
        "!!!",
        "+",
        "moc&q=chau",
        "moc&month=%00&province=%ED%A0%80&kind=%FF",
    ],
)
def test_no_question_breaks_it(demo, client, address, text):
    response = client.get(f"{address}?q={text}")
    assert response.status_code == 200
    assert json.loads(response.content)["query"] is not None


def test_the_demo_is_found_with_its_picture(demo, client):
    body = client.get(SEARCH, {"q": "mooj chaau", "limit": 3}).json()
    assert body["match"] == "corrected"
    assert len(body["hits"]) <= 3
    first = client.get(SEARCH, {"q": "nha tu son la", "lang": "vi"}).json()["hits"][0]
    assert first["address"] == "/noi-tham-quan/nha-tu-son-la/"
    assert first["picture"]["is_illustration"]
    file = first["picture"]["files"][0]
    picture = client.get(file["address"])
    assert len(b"".join(picture.streaming_content)) > 1000
    assert client.get(first["address"]).status_code == 200
    names = [
        one["name"] for group in client.get(SUGGEST, {"q": "moc ch"}).json()["groups"] for one in group["suggestions"]
    ]
    assert "Mộc Châu" in names


# --- The description ------------------------------------------------------------------------------------------------


def test_the_description_holds_what_programs_rely_on(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert {path: set(operations) for path, operations in schema["paths"].items()} == {
        SEARCH: {"get"},
        SUGGEST: {"get"},
        "/api/v1/statistics/indicators": {"get"},
        "/api/v1/statistics/observations": {"get"},
    }
    parameters = {
        path: {one["name"] for one in operations["get"]["parameters"]} for path, operations in schema["paths"].items()
    }
    facets = {"province", "commune", "category", "month", "stars", "group", "open_data"}
    assert parameters == {
        SEARCH: {"q", "lang", "kind", "page", "limit", "verbatim", *facets},
        SUGGEST: {"q", "lang"},
        "/api/v1/statistics/indicators": {"topic", "lang"},
        "/api/v1/statistics/observations": {
            "indicator", "area", "topic", "status", "period", "chosen", "limit", "offset", "lang", "format", "bom",
        },
    }  # fmt: skip
    parts = schema["components"]["schemas"]
    fields = {name: set(part["properties"]) for name, part in parts.items() if not name.endswith("In")}
    assert fields == {
        "ResultsOut": {
            "query", "match", "shown_for", "did_you_mean", "understood", "total", "page", "pages", "limit", "kinds",
            "facets", "hits",
        },
        "HitOut": {
            "key", "kind", "kind_label", "name", "name_pieces", "name_language", "address", "address_language",
            "where", "excerpt", "excerpt_language", "reason", "is_pinned", "stars", "picture",
        },
        "ChoiceOut": {"value", "label", "count", "is_chosen"},
        "FacetOut": {"name", "choices"},
        "UnderstoodOut": {"facet", "label"},
        "PieceOut": {"text", "is_marked"},
        "PictureOut": {"alt", "is_illustration", "author", "licence", "files"},
        "FileOut": {"address", "format", "width", "height"},
        "SuggestionsOut": {"query", "count", "groups"},
        "SuggestionGroupOut": {"kind", "label", "suggestions"},
        "SuggestionOut": {
            "name", "name_pieces", "name_language", "kind", "kind_label", "address", "where",
        },
        "IndicatorsOut": {"count", "indicators"},
        "IndicatorOut": {
            "code", "topic", "name", "definition", "method", "unit", "unit_label", "comparable", "count", "address",
        },
        "ObservationsOut": {"count", "limit", "offset", "observations"},
        "ObservationOut": {
            "id", "indicator", "indicator_name", "area", "area_name", "commodity", "commodity_name", "period",
            "period_type", "starts_on", "ends_on", "holiday", "value", "qualifier", "unit", "status", "stated_status",
            "change_percent", "is_chosen", "conflict_group", "flags", "source", "quote", "note", "checked_on",
            "updated_at",
        },
        "SourceOut": {"label", "publisher", "published_on", "published", "url"},
        "Problem": {"type", "title", "status", "detail"},
    }  # fmt: skip
    for path, operations in schema["paths"].items():
        answers = operations["get"]["responses"]
        errors = {"400", "429", "404" if path.startswith("/api/v1/statistics/") else "503"}
        assert set(answers) == {"200", *errors}
        assert set(answers["200"]["content"]) == {"application/json"}
        assert {kind for code in errors for kind in answers[code]["content"]} == {"application/problem+json"}


def test_the_description_speaks_both_languages(client):
    vietnamese = client.get("/api/v1/openapi.json").json()
    english = client.get("/api/v1/openapi.json?lang=en").json()
    assert vietnamese["info"]["title"] == "Tây Bắc: dữ liệu của cổng du lịch"
    assert english["info"]["title"] == "Tây Bắc: data of the travel portal"
    assert english["paths"][SUGGEST]["get"]["summary"] == "Suggestions while typing"
    assert vietnamese["paths"].keys() == english["paths"].keys()
    told = json.dumps(vietnamese, ensure_ascii=False)
    assert "What to search" not in told, "docstrings are for whoever reads the code"


def test_the_pages_of_the_description_load_nothing_from_elsewhere(client):
    response = client.get("/api/v1/docs")
    html = response.content.decode()
    assert response.status_code == 200
    assert "http://" not in html
    assert "https://" not in html
    assert "unsafe" not in response["Content-Security-Policy"]
    assert '<html lang="vi">' in html
    assert '<html lang="en">' in client.get("/api/v1/docs?lang=en").content.decode()
