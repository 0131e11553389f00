"""Public pages of products in every state: badges by the day, sellers by consent, addresses that outlive names."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from contextlib import contextmanager
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from portal.core.models import Source
from portal.core.vietnamese import fold, sort_key
from products.models import (
    Award,
    Business,
    Certificate,
    Certification,
    Consent,
    Decision,
    Market,
    Product,
    ProductGroup,
    ProductMarket,
    ProductMonth,
    ProtectedName,
    Protection,
)
from products.services import certificates as life
from products.services import consents, listings, slugs
from tests import soak
from tests.products import factories
from tests.products.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BADGE = 'class="seal"'


@contextmanager
def at(*moment):
    """The clock stands at a moment of Hà Nội."""
    with patch("django.utils.timezone.now", return_value=dt.datetime(*moment, tzinfo=HANOI)):
        yield


@pytest.fixture(autouse=True)
def today():
    with at(2026, 11, 22, 15, 42):
        yield


def read(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def words(text):
    """What a reader reads in <main>."""
    main = text.split("<main", 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\N{NO-BREAK SPACE}", " ").split())


def data_of(text, kind):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return next(block for block in map(json.loads, blocks) if block["@type"] == kind)


def place(record):
    """The Vietnamese address of a record: a request leaves the language of its page behind."""
    with override("vi"):
        return record.get_absolute_url()


def all_pages(product):
    """Every page on which a badge of the product could stand."""
    return [
        place(product),
        "/san-vat/",
        place(product.group),
        place(product.producer),
        "/san-vat/theo-mua/",
        f"/san-vat/?sao={product.certificates.first().stars}",
    ]


# --- Stars ------------------------------------------------------------------------------------------------------------


def in_season(product):
    ProductMonth.objects.bulk_create([ProductMonth(product=product, month=month) for month in range(1, 13)])
    return product


LEGEND = 1  # the list explains the badge with a weave that has no star


def badges(text):
    return text.count(BADGE) - text.count('id="doc-the"')


def stars(text):
    return text.count('class="st5"')


@pytest.mark.parametrize("number", [3, 4, 5])
def test_the_badge_disappears_at_midnight_everywhere(client, number):
    product = in_season(factories.product())
    factories.certificate(product, issued_on=dt.date(2024, 6, 1), stars=number, printed_ends_on=dt.date(2026, 11, 22))
    with at(2026, 11, 22, 23, 59, 59):
        for path in all_pages(product):
            text = read(client, path)
            assert badges(text) == 1, path
            assert stars(text) == number, path
            assert "max-age=1" in client.get(path)["Cache-Control"].split(", "), path
    with at(2026, 11, 23, 0, 0, 0):
        for path in all_pages(product):
            text = read(client, path)
            assert badges(text) == stars(text) == 0, path
        assert "Giấy chứng nhận OCOP hết hạn ngày 22.11.2026" in words(read(client, place(product)))
        assert "Hết hạn 22.11.2026" in words(read(client, "/san-vat/"))
        assert product.name not in words(read(client, f"/san-vat/?sao={number}"))


def test_the_badge_appears_at_midnight_everywhere(client):
    product = in_season(factories.product())
    Certificate.objects.create(
        product=product,
        rule_set="2025",
        issuer="province",
        decision_number="7/QĐ-UBND",
        issued_on=dt.date(2026, 11, 23),
        stars=4,
        confirmed_at=NOW,
    )
    with at(2026, 11, 22, 23, 59, 59):
        for path in all_pages(product):
            assert badges(read(client, path)) == 0, path
        assert "OCOP 4 sao, có hiệu lực từ ngày 23.11.2026" in words(read(client, place(product)))
    with at(2026, 11, 23, 0, 0, 0):
        for path in all_pages(product):
            assert badges(read(client, path)) == 1, path


def test_without_a_printed_day_it_is_in_force_through_the_day_before_36_months(client):
    product = factories.product()
    factories.certificate(product, issued_on=dt.date(2023, 11, 23), stars=4)
    with at(2026, 11, 22, 23, 59, 59):
        text = read(client, place(product))
        assert "Còn hiệu lực đến hết ngày 22.11.2026" in words(text)
        assert "Giấy không in ngày hết hạn: tính đủ 36 tháng từ ngày cấp." in words(text)
    with at(2026, 11, 23, 0, 0, 0):
        assert badges(read(client, place(product))) == 0


def test_a_withdrawn_certificate_says_so_with_its_reason(client):
    product = factories.product(last_known_stars=4, recognition="recognised")
    certificate = factories.certificate(product)
    life.decide(
        certificate=certificate,
        decision=Decision.WITHDRAWN,
        number="9/QĐ-UBND",
        decided_on=TODAY,
        reason="Nhãn không còn đúng.",
        officer=factories.officer(),
        now=NOW,
    )
    text = read(client, place(product))
    assert badges(text) == 0
    assert "Giấy chứng nhận OCOP đã bị thu hồi" in words(text)
    assert "Nhãn không còn đúng." in words(text)
    assert "Lần cuối: 4" not in words(read(client, "/san-vat/"))
    assert "Đã thu hồi" in words(read(client, "/san-vat/"))


def test_every_certificate_stands_in_the_history(client):
    product = factories.product()
    factories.certificate(product, issued_on=dt.date(2021, 1, 10), stars=3, decision_number="1/QĐ-UBND")
    factories.certificate(product, issued_on=dt.date(2024, 2, 18), stars=4, decision_number="2/QĐ-UBND")
    text = words(read(client, place(product)))
    assert "18.2.2024 đến hết 17.2.2027 · 4 sao" in text
    assert "10.1.2021 đến hết 9.1.2024 · 3 sao" in text
    assert "Quyết định 2/QĐ-UBND" in text
    assert stars(read(client, place(product))) == 4


def test_last_known_stars_are_worded_and_never_drawn(client):
    product = factories.product(
        kept=False, last_known_stars=5, last_known_year=2020, last_known_again=2024, recognition="recognised"
    )
    text = read(client, place(product))
    assert badges(text) == stars(text) == 0
    assert "OCOP: 5 sao, lần cuối nguồn ghi là năm 2024" in words(text)
    assert "Chưa cán bộ nào đối chiếu giấy chứng nhận" in words(text)
    assert "Lần cuối: 5 sao, 2024" in words(read(client, "/san-vat/"))
    assert "Last known: 5 stars, 2024" in words(read(client, "/en/products/"))


# --- Who tells, who sells ---------------------------------------------------------------------------------------------


def seller(**fields):
    contacts = {"representative": "Lò Thị Mai", "phone": "0912 345 678", "email": "mai@example.vn"}
    return factories.business(**{**contacts, **fields})


def test_information_from_public_sources_says_so_and_sells_nothing(client):
    maker = factories.business(standing=Business.Standing.FROM_SOURCES, verified_at=None)
    product = factories.product(kept=False, producer=maker)
    product.sources.add(Source.objects.create(url="https://example.org/a", title="Bài báo"))
    text = read(client, place(product))
    assert "Thông tin từ nguồn công khai" in words(text)
    assert "Bài báo" in words(text)
    assert "Hỏi người bán" not in words(text)
    assert f"/doanh-nghiep/nhan-san-pham/{product.slug}/" in text
    assert client.get(f"{place(product)}hoi/").status_code == 404
    assert "Thông tin từ nguồn công khai" in words(read(client, place(maker)))


def test_a_seller_shows_only_what_it_consents_to(client):
    business = seller()
    product = factories.product(producer=business)
    pages = (place(product), place(business))
    shown = {
        Consent.Purpose.SHOW_REPRESENTATIVE: "Lò Thị Mai",
        Consent.Purpose.SHOW_PHONE: "0912 345 678",
        Consent.Purpose.SHOW_EMAIL: "mai@example.vn",
    }
    for path in pages:
        assert "Cơ sở đã xác minh" in words(read(client, path))
        assert not [word for word in shown.values() if word in read(client, path)]
    for purpose, word in shown.items():
        consents.give(business=business, purposes=[purpose], actor=None, now=NOW)
        for path in pages:
            text = read(client, path)
            assert [one for one in shown.values() if one in text] == [word], path
        consents.withdraw(business=business, purposes=[purpose], actor=None, now=NOW)
        for path in pages:
            assert word not in read(client, path)


def test_nobody_else_has_a_seller_block(client):
    """Contacts of a business that is no longer verified, or of somebody else's listing, are nowhere."""
    suspended = seller(standing=Business.Standing.SUSPENDED, reason="Thiếu giấy")
    consents.give(business=suspended, purposes=[Consent.Purpose.SHOW_PHONE], actor=None, now=NOW)
    kept = factories.product(producer=suspended)
    told = factories.product(kept=False, producer=seller())
    consents.give(business=told.producer, purposes=[Consent.Purpose.SHOW_PHONE], actor=None, now=NOW)
    for product in (kept, told):
        text = read(client, place(product))
        assert "0912 345 678" not in text
        assert "Hỏi người bán" not in words(text)
    assert client.get(place(suspended)).status_code == 404


@pytest.mark.parametrize("standing", ["registered", "returned", "rejected", "suspended", "closed"])
def test_a_business_that_is_not_public_has_no_page_and_no_name_on_pages(client, standing):
    business = factories.business(name="HTX Giấu Tên", standing=standing, reason="Thiếu giấy")
    product = factories.product(producer=business)
    assert client.get(place(business)).status_code == 404
    for path in (place(product), "/san-vat/", "/co-so/", "/san-vat/xuat-khau/"):
        assert "Giấu Tên" not in read(client, path), path


def test_rights_standards_and_awards_stand_apart_from_ocop(client):
    product = factories.product()
    name = ProtectedName.objects.create(
        slug="man-thu", province=product.province, kind="certification-mark", status="protected", name="Mận Thử"
    )
    Protection.objects.create(
        product=product, kind=name.kind, protected_name=name, text_vi="Được trao quyền", text_en="Licensed"
    )
    Certification.objects.create(product=product, code="vietgap", text_vi="Vườn 6 ha", text_en="6 ha")
    Award.objects.create(
        product=product, kind="typical-rural-industrial-product", text_vi="Cấp tỉnh", text_en="Provincial"
    )
    text = read(client, place(product))
    section = text.split('id="quyen"', 1)[1].split("</section>", 1)[0]
    part = words(f"<main{section}</main>")
    for said in ("Không phải OCOP", "Nhãn hiệu chứng nhận Mận Thử", "Tiêu chuẩn VietGAP", "Giải thưởng Sản phẩm công"):
        assert said in part
    assert badges(text) == 0
    rights = words(read(client, "/san-vat/ten-duoc-bao-ho/"))
    assert "Mận Thử" in rights
    assert product.name in rights


# --- Addresses --------------------------------------------------------------------------------------------------------


def test_a_product_that_was_taken_down_says_since_when(client):
    product = factories.product()
    listings.unlist(product=product, actor=None, now=dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC))
    response = client.get(place(product))
    assert response.status_code == 410
    text = response.content.decode()
    assert "Không còn đăng từ 21.11.2026" in words(text)
    assert 'name="robots" content="noindex"' in text
    assert "public" in response["Cache-Control"]
    assert product.name not in read(client, "/san-vat/")
    english = client.get(place(product).replace("/san-vat/", "/en/products/"))
    assert "No longer listed since 21 November 2026" in words(english.content.decode())


def test_a_product_that_was_merged_leads_to_its_heir(client):
    heir = factories.product()
    old = factories.product(is_listed=False, merged_into=heir)
    response = client.get(place(old))
    assert (response.status_code, response["Location"]) == (301, place(heir))
    english = client.get(f"/en/products/{old.slug}/")
    assert english["Location"] == f"/en/products/{heir.slug}/"


def test_a_business_that_was_merged_leads_to_its_heir(client):
    heir = factories.business()
    old = factories.business(standing=Business.Standing.MERGED, merged_into=heir)
    response = client.get(place(old))
    assert (response.status_code, response["Location"]) == (301, place(heir))


@pytest.mark.parametrize("fields", [{"is_listed": False, "listed_at": None}, {"is_example": True}])
def test_what_was_never_public_is_not_there(client, fields):
    product = factories.product(**fields)
    assert client.get(place(product)).status_code == 404
    assert product.name not in read(client, "/san-vat/")


@pytest.mark.parametrize("path", ["/san-vat/khong-co/", "/san-vat/nhom/khong-co/", "/co-so/khong-co/"])
def test_a_wrong_address_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_no_product_can_be_called_like_a_list():
    """Each word that stands in the place of a product's slug is reserved, in every language."""
    found = set()
    for language, prefix in (("vi", "/san-vat/"), ("en", "/en/products/")):
        with override(language):
            for route in ("in_season", "rights", "exports"):
                found.add(reverse(f"products:{route}").removeprefix(prefix).strip("/"))
            for route in ("group", "report_received"):
                found.add(reverse(f"products:{route}", args=["x"]).removeprefix(prefix).split("/")[0])
    assert found == Product.reserved_slugs
    for word in found:
        assert slugs.free(Product, word, "san-pham") == f"{word}-2"


def test_a_slug_with_words_of_a_list_in_it_is_a_product(client):
    product = factories.product(slug="theo-mua-2")
    assert product.name in read(client, place(product))


# --- For machines -----------------------------------------------------------------------------------------------------


def test_structured_data_make_no_offer_and_rate_nothing(client):
    product = factories.product(lead_vi="Mật ong rừng của bản.", net_weight="500 ml", barcode="8938505974194")
    text = read(client, place(product))
    data = data_of(text, "Product")
    assert data["name"] == product.name
    assert data["manufacturer"]["name"] == product.producer.name
    assert data["gtin"] == "8938505974194"
    for word in ("offers", "aggregateRating", "review", "price", "image"):
        assert word not in data
    steps = data_of(text, "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in steps] == ["Sản vật", product.group.name, product.name]
    service = factories.product(group=factories.group(6))
    assert data_of(read(client, place(service)), "Service")["provider"]["@type"] == "Organization"


def test_contacts_are_in_structured_data_with_consent_only(client):
    business = seller()
    assert "telephone" not in data_of(read(client, place(business)), "Organization")
    consents.give(business=business, purposes=[Consent.Purpose.SHOW_PHONE], actor=None, now=NOW)
    data = data_of(read(client, place(business)), "Organization")
    assert data["telephone"] == "0912 345 678"
    assert "email" not in data


def test_what_a_business_wrote_is_shown_as_text(client):
    bad = '<script>alert(1)</script>" onload="x'
    business = factories.business(name=f"HTX {bad}"[:160], about_vi=bad)
    product = factories.product(producer=business, name=f"Mật {bad}", lead_vi=bad, text_vi=bad, net_weight=bad)
    for path in (place(product), place(business), "/san-vat/", "/co-so/"):
        text = read(client, path)
        assert "<script>alert" not in text, path
        assert ' onload="x' not in text, path


# --- Queries ----------------------------------------------------------------------------------------------------------


def spent(client, path):
    client.get(path)  # compiled templates
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    return len(queries)


def multiply(like, count):
    """Many listed products like one, with months, certificates, rights and markets as it has them."""
    number = Product.objects.count()
    made = Product.objects.bulk_create(
        Product(
            **{
                field.attname: getattr(like, field.attname)
                for field in Product._meta.concrete_fields
                if field.name not in {"id", "slug", "name", "sort_key", "search_text"}
            },
            slug=f"nhan-ban-{number + one}",
            name=f"Nhân bản {number + one}",
            sort_key=sort_key(f"Nhân bản {number + one}"),
            search_text=fold(f"Nhân bản {number + one}"),
        )
        for one in range(count)
    )
    ProductMonth.objects.bulk_create(ProductMonth(product=one, month=11) for one in made)
    Protection.objects.bulk_create(
        Protection(product=one, kind="collective-mark", text_vi="Có", text_en="Yes") for one in made
    )


@pytest.mark.once
def test_queries_do_not_grow_with_the_catalogue(client):
    like = factories.product(commune=factories.commune(), export_vi="Sang Úc.", export_en="To Australia.")
    factories.certificate(like)
    paths = [
        "/san-vat/",
        "/san-vat/?trang=2",
        "/san-vat/?nhom=nhom-1&tinh=son-la&thang=11",
        "/san-vat/?q=nhan",
        place(like.group),
        "/san-vat/theo-mua/",
        "/san-vat/xuat-khau/",
        "/co-so/",
        place(like.producer),
        place(like),
        "/en/products/",
    ]
    multiply(like, 40)
    before = {path: spent(client, path) for path in paths}
    details = {place(like), place(like.producer)}
    assert {path: count for path, count in before.items() if count > (15 if path in details else 12)} == {}
    multiply(like, soak.count(30_000))
    assert {path: spent(client, path) for path in paths} == before


def test_a_product_with_everything_stays_within_its_queries(client):
    product = in_season(factories.product(commune=factories.commune(), export_vi="Sang Úc.", export_en="To Australia."))
    for number in range(3):
        market = Market.objects.create(slug=f"m{number}", name_vi=f"Nước {number}", name_en=f"Country {number}")
        ProductMarket.objects.create(product=product, market=market)
        Protection.objects.create(product=product, kind="trademark", text_vi="Có", text_en="Yes")
        Certification.objects.create(product=product, code="haccp", text_vi="Có", text_en="Yes")
        Award.objects.create(product=product, kind="other", text_vi="Có", text_en="Yes")
        product.sources.add(Source.objects.create(url=f"https://example.org/{number}"))
        factories.product(producer=product.producer, commune=product.commune)
    factories.certificate(product, issued_on=dt.date(2021, 1, 10), stars=3)
    factories.certificate(product, issued_on=dt.date(2024, 2, 18), stars=4)
    assert spent(client, place(product)) <= 15


def test_a_group_without_products_says_so(client):
    factories.group(5)
    assert "Chưa có sản vật nào của nhóm này" in words(read(client, place(ProductGroup.objects.get())))


def test_a_month_of_which_nothing_is_known_leads_to_the_next_one_in_a_sentence(client):
    product = factories.product()
    ProductMonth.objects.create(product=product, month=5)
    assert ">Xem tháng 5<" in client.get("/san-vat/theo-mua/?thang=4").content.decode()
    assert ">See May<" in client.get("/en/products/in-season/?thang=4").content.decode()
