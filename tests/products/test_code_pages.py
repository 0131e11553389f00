"""A label's address opens for ever: whatever became of the product, and right to the second of the last day."""

from __future__ import annotations

import datetime as dt
import io
import re
from html import unescape

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image

from products import codes
from products.models import Certificate, Decision, PermanentAddress
from products.services import addresses, businesses, certificates
from tests.products import factories
from tests.products.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
UNUSED = f"2345678{codes.check_sign('2345678')}"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The time at which pages are asked for; a test may set it."""
    moment = [NOW]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


def coded(**fields):
    """A product with its address."""
    product = factories.product(**fields)
    return product, addresses.give(product=product).code


def text(response) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\N{NO-BREAK SPACE}", " ").split())


def has_seal(response) -> bool:
    return 'class="seal"' in response.content.decode()


def certified(product, **fields):
    return factories.certificate(product, issued_on=dt.date(2026, 1, 15), stars=4, **fields)


class TestStates:
    def test_in_force_in_both_languages(self, client):
        product, code = coded()
        certified(product)
        response = client.get(f"/q/{code}")
        assert response.status_code == 200
        assert has_seal(response)
        for words in (
            product.name,
            product.producer.name,
            codes.spaced(code),
            "OCOP 4 sao, còn hiệu lực",
            "đến hết ngày 14.1.2029",
            "OCOP 4 stars, in force through 14 January 2029",
            "Bao bì có in quá 4 sao không?",
        ):
            assert words in text(response)
        page = response.content.decode()
        assert f'href="/san-vat/{product.slug}/"' in page
        assert f'href="/en/products/{product.slug}/"' in page

    def test_under_reassessment_the_stars_stay_and_it_is_said(self, client):
        product, code = coded()
        Certificate.objects.filter(pk=certified(product).pk).update(decision=Decision.UNDER_REASSESSMENT)
        response = client.get(f"/q/{code}")
        assert has_seal(response)
        assert "Đang trong kỳ đánh giá lại" in text(response)
        assert "being reassessed" in text(response)

    def test_ended(self, client):
        product, code = coded()
        certified(product, printed_ends_on=dt.date(2026, 6, 30))
        response = client.get(f"/q/{code}")
        assert not has_seal(response)
        assert "Ngày cuối còn hiệu lực: 30.6.2026" in text(response)
        assert "its last day was 30 June 2026" in text(response)
        assert "Hôm nay cổng không xác nhận sao nào" in text(response)

    def test_withdrawn_with_the_decision(self, client):
        product, code = coded()
        certificates.decide(
            certificate=certified(product),
            decision=Decision.WITHDRAWN,
            number="77/QĐ-UBND",
            decided_on=dt.date(2026, 10, 5),
            reason="Lý do nội bộ",
            officer=factories.officer(),
            now=NOW,
        )
        response = client.get(f"/q/{code}")
        assert not has_seal(response)
        assert "đã bị thu hồi Ngày 5.10.2026, Quyết định 77/QĐ-UBND" in text(response)
        assert "has been withdrawn" in text(response)

    @pytest.mark.parametrize("stars", [None, 5])
    def test_nothing_confirmed_whatever_sources_say(self, client, stars):
        _product, code = coded(kept=False, last_known_stars=stars)
        response = client.get(f"/q/{code}")
        assert not has_seal(response)
        assert "Chưa có giấy được xác nhận" in text(response)
        assert "5 sao" not in text(response)

    def test_unlisted_it_says_since_when_and_leads_nowhere(self, client):
        product, code = coded()
        certified(product)
        product.is_listed, product.unlisted_at = False, dt.datetime(2026, 8, 31, 17, tzinfo=dt.UTC)
        product.save()
        response = client.get(f"/q/{code}")
        assert response.status_code == 200
        assert not has_seal(response)
        assert "Không còn đăng từ 1.9.2026" in text(response)
        assert product.name in text(response)
        assert f"/san-vat/{product.slug}/" not in response.content.decode()

    def test_a_product_that_was_never_public_is_not_named(self, client):
        product, code = coded(is_listed=False, listed_at=None, name="Tên chưa duyệt")
        response = client.get(f"/q/{code}")
        assert response.status_code == 200
        assert "chưa đăng trên cổng" in text(response)
        assert product.name not in response.content.decode()
        assert product.slug not in response.content.decode()

    def test_an_example_says_that_it_is_one(self, client):
        product, code = coded(is_example=True)
        response = client.get(f"/q/{code}")
        assert "Ví dụ." in text(response)
        assert f"/san-vat/{product.slug}/" not in response.content.decode()


class TestForEver:
    def test_a_new_name_and_slug_and_place(self, client):
        product, code = coded()
        product.name, product.slug, product.province = "Tên mới", "ten-moi", factories.province("Điện Biên")
        product.save()
        assert "Tên mới" in text(client.get(f"/q/{code}"))
        assert addresses.give(product=product).code == code

    def test_merged_it_opens_the_heir_with_the_heirs_certificate(self, client):
        product, code = coded(kept=False)
        heir, _code = coded()
        certified(heir)
        businesses.merge_products(product=product, into=heir, officer=factories.officer(), now=NOW)
        response = client.get(f"/q/{code}")
        assert heir.name in text(response)
        assert f"Mã được cấp cho “{product.name}”" in text(response)
        assert has_seal(response)
        assert PermanentAddress.objects.get(pk=code).product == product

    def test_a_code_is_never_given_twice(self, monkeypatch):
        _product, taken = coded()
        offered = iter([taken, taken, UNUSED])
        monkeypatch.setattr(codes, "new_code", lambda: next(offered))
        _other, code = coded()
        assert code == UNUSED
        assert PermanentAddress.objects.count() == 2


class TestWriting:
    @pytest.mark.parametrize(
        "write",
        [
            str.lower,
            lambda code: f"{code[:4]}-{code[4:]}",
            lambda code: f"{code[:4].lower()}%20{code[4:]}",
            lambda code: f"{code}/",
            lambda code: f"%20{code}%20",
        ],
    )
    def test_however_it_is_written_it_leads_to_its_address(self, client, write):
        _product, code = coded()
        response = client.get(f"/q/{write(code)}")
        assert (response.status_code, response["Location"]) == (301, f"/q/{code}")

    def test_one_wrong_sign_is_told(self, client):
        _product, code = coded()
        sign = next(one for one in codes.ALPHABET if one != code[3])
        response = client.get(f"/q/{code[:3]}{sign}{code[4:]}")
        assert response.status_code == 404
        assert "ký tự bị gõ nhầm" in text(response)
        assert "mistyped" in text(response)

    @pytest.mark.parametrize("typed", ["x", "O0I1L000", "12345678901234567890", "%3Cscript%3E", "đặc-sản", "..%5C.."])
    def test_what_is_no_code_at_all_is_told_and_never_markup(self, client, typed):
        response = client.get(f"/q/{typed}")
        assert response.status_code == 404
        assert "ký tự bị gõ nhầm" in text(response)
        assert "<script>" not in response.content.decode().split("<main")[1].split("</main>")[0]

    def test_a_code_that_was_never_given(self, client):
        response = client.get(f"/q/{UNUSED}")
        assert response.status_code == 404
        assert "chưa được cấp cho sản phẩm nào" in text(response)

    @pytest.mark.parametrize("path", ["/q/a/b", f"/q/{'2' * 41}", "/q/%00", "/q/ABCD.gif"])
    def test_other_addresses_are_none(self, client, path):
        assert client.get(path, follow=True).status_code == 404

    def test_the_field_for_typing_leads_on(self, client):
        _product, code = coded()
        assert client.get("/q/").status_code == 200
        for typed in (code.lower(), codes.spaced(code), f" {code} "):
            assert client.get("/q/", {"ma": typed})["Location"] == f"/q/{code}"
        wrong = client.get("/q/", {"ma": "//evil.example/x"}, follow=True)
        assert wrong.status_code == 404
        assert all(address.startswith("/q/") for address, _status in wrong.redirect_chain)


class TestKeeping:
    @pytest.mark.parametrize("kind", ["page", "unknown", "svg", "png", "typed"])
    def test_it_is_the_same_for_everybody_and_sets_no_cookie(self, client, kind):
        _product, code = coded()
        path = {
            "page": f"/q/{code}",
            "unknown": f"/q/{UNUSED}",
            "svg": f"/q/{code}.svg",
            "png": f"/q/{code}.png",
            "typed": "/q/",
        }[kind]
        answers = [
            client.get(path, headers={"accept-language": language, "accept-encoding": "gzip"})
            for language in ("vi", "en")
        ]
        for response in answers:
            assert not response.cookies
            assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
            assert response["Cache-Control"] == "public, max-age=60"
            assert "unsafe" not in response["Content-Security-Policy"]
        assert answers[0]["ETag"] == answers[1]["ETag"]

    @pytest.mark.parametrize("decision", list(Decision))
    def test_stars_come_and_go_at_midnight_in_vietnam_and_nobody_keeps_them_longer(self, client, clock, decision):
        product, code = coded()
        certificate = certified(product, printed_ends_on=dt.date(2026, 12, 31))
        Certificate.objects.filter(pk=certificate.pk).update(decision=decision)
        stands = decision in {Decision.GRANTED, Decision.UNDER_REASSESSMENT}
        for moment, in_force in (
            ("2026-01-14T16:59:59", False),
            ("2026-01-14T17:00:00", stands),
            ("2026-12-31T16:59:59", stands),
            ("2026-12-31T17:00:00", False),
        ):
            clock[0] = dt.datetime.fromisoformat(f"{moment}+00:00")
            response = client.get(f"/q/{code}")
            assert has_seal(response) == in_force, moment
            seconds = 1 if moment.endswith("59:59") else 60
            assert response["Cache-Control"] == f"public, max-age={seconds}"

    def test_it_costs_few_queries(self, client, django_assert_max_num_queries):
        product, code = coded()
        certified(product)
        with django_assert_max_num_queries(15):
            client.get(f"/q/{code}")


@pytest.mark.parametrize("base", ["https://taybac.example", "http://127.0.0.1:8000"])
def test_the_pictures_hold_the_address_that_opens_the_page(client, settings, base):
    settings.PORTAL_BASE_URL = base
    _product, code = coded()
    svg, png = client.get(f"/q/{code}.svg"), client.get(f"/q/{code}.png")
    assert (svg["Content-Type"], png["Content-Type"]) == ("image/svg+xml", "image/png")
    assert f'filename="{code}.png"' in png["Content-Disposition"]
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png.content)).convert("L"))
    assert found.text == f"{base}/q/{code}"
    assert client.get(found.text.removeprefix(base)).status_code == 200
    assert client.get(f"/q/{code.lower()}.svg")["Location"] == f"/q/{code}.svg"
    assert client.get(f"/q/{UNUSED}.svg").status_code == client.get("/q/ABC.png").status_code == 404


def test_no_page_of_a_code_claims_to_trace(client):
    product, code = coded()
    certified(product)
    for path in (f"/q/{code}", f"/q/{UNUSED}", "/q/"):
        page = client.get(path).content.decode().lower()
        assert "truy xuất" not in page
        assert "trace" not in page


def test_today_is_the_day_of_vietnam(client, clock):
    _product, code = coded()
    clock[0] = dt.datetime(2026, 11, 22, 17, 30, tzinfo=dt.UTC)
    assert f"Trạng thái của ngày {TODAY.day + 1}.11.2026" in text(client.get(f"/q/{code}"))
