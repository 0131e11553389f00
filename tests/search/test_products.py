"""Products and their makers in search: all that readers may know of them, nothing else, and stars by the day alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import override

from portal.core.registries import ListPage, ListQuestion, page_of_list, records_changed
from portal.places.models import FormerUnit
from products.models import (
    Award,
    Business,
    BusinessAlias,
    Certificate,
    Certification,
    Decision,
    ListingDraft,
    Market,
    Product,
    ProductAlias,
    ProductMarket,
    ProductMonth,
    ProtectedName,
    Protection,
)
from products.services import businesses, certificates, listings, tax_codes
from products.tax_codes import read as read_tax_code
from search import kinds
from search.documents import SearchDocument, StarSpan
from search.engines import Rebuildable, selection
from search.finding import find
from search.kinds.products import business_key, product_key
from search.models import DirtyDocument
from search.results import Question
from tests.products import factories as make
from tests.search.engines_under_test import elasticsearch_engine, embedded_engine
from tests.search.index_life import commit, dirty, disagreement, drain_all, fill, registered

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


def document_of(record: Product | Business) -> SearchDocument | None:
    key = product_key(record.pk) if isinstance(record, Product) else business_key(record.pk)
    return kinds.build([key]).get(key)


def addresses_of(record: Product | Business) -> dict[str, str]:
    """Its public address in each language."""
    found = {}
    for language in ("vi", "en"):
        with override(language):
            found[language] = record.get_absolute_url()
    assert found["en"].startswith("/en/")
    return found


def a_product(**fields: Any) -> Product:
    """A product with everything that a document tells."""
    commune = make.commune()
    FormerUnit.objects.create(
        commune=commune, name="Hua Thử", kind="Xã", slug="hua-thu", district="Thử Châu", district_slug="thu-chau"
    )
    business = make.business(name="HTX Nương Mây", name_en="Cloud Field Co-operative", commune=commune)
    BusinessAlias.objects.create(business=business, name="Mây Xanh")
    product = make.product(
        **{
            "name": "Chè Shan tuyết Nương Mây",
            "name_en": "Cloud Field Shan tea",
            "producer": business,
            "commune": commune,
            "teaser_vi": "Búp chè cổ thụ.",
            "teaser_en": "Buds of old trees.",
            "lead_vi": "Hái tay trên núi.",
            "text_vi": "Đoạn một.\n\nĐoạn hai.",
            "text_en": "Only one paragraph.",
            "subgroup_vi": "Chè",
            "subgroup_en": "Tea",
            "place_before": "Xã Cổ Thử, huyện Thử Châu",
            "export_vi": "Bán sang Nhật Bản từ 2024.",
            "last_known_stars": 3,
            **fields,
        }
    )
    ProductAlias.objects.create(product=product, name="Trà Nương Mây")
    ProductMonth.objects.bulk_create(ProductMonth(product=product, month=month) for month in (4, 3))
    market = Market.objects.create(slug="nhat-ban", name_vi="Nhật Bản", name_en="Japan")
    ProductMarket.objects.create(product=product, market=market)
    Certification.objects.create(product=product, code="vietgap", text_vi="VietGAP 5 ha", text_en="VietGAP on 5 ha")
    Award.objects.create(product=product, kind="other", text_vi="Cúp vàng 2024", text_en="Gold cup 2024")
    name = ProtectedName.objects.create(
        slug="che-thu", province=product.province, kind="certification-mark", status="protected", name="Chè Thử"
    )
    Protection.objects.create(
        product=product, kind="certification-mark", protected_name=name, text_vi="Nhãn chung", text_en="Shared mark"
    )
    return product


# --- What is told -----------------------------------------------------------------------------------------------------


def test_a_product_says_who_makes_it_where_it_comes_from_and_what_it_bears():
    product = a_product()
    document = document_of(product)
    commune = product.commune
    assert document.names == {"vi": "Chè Shan tuyết Nương Mây", "en": "Cloud Field Shan tea"}
    assert document.addresses == addresses_of(product)
    makers = ("HTX Nương Mây", "Cloud Field Co-operative", "Mây Xanh")
    assert document.makers == makers
    assert document.aliases == ("Trà Nương Mây", *makers)
    assert document.summaries == {"vi": "Búp chè cổ thụ.", "en": "Buds of old trees."}
    assert document.wheres == {"vi": f"Xã {commune.name}, Sơn La", "en": f"{commune.name} commune, Sơn La"}
    for text in (
        "Hái tay trên núi.",
        "Đoạn một.",
        "Đoạn hai.",
        "Chè",
        "Xã Cổ Thử, huyện Thử Châu",
        "Xã Hua Thử",
        "Nhãn hiệu chứng nhận",
        "Chè Thử",
        "Nhãn chung",
        "VietGAP",
        "VietGAP 5 ha",
        "Cúp vàng 2024",
        "Bán sang Nhật Bản từ 2024.",
        "Nhật Bản",
        product.group.name_vi,
    ):
        assert text in document.texts["vi"].splitlines(), text
    for text in ("Only one paragraph.", "Tea", "Certification mark", "Shared mark", "Japan", product.group.name_en):
        assert text in document.texts["en"].splitlines(), text
    assert "Nhật" not in document.texts["en"], "what has no English words is no English text"
    assert (document.provinces, document.communes) == (("son-la",), (commune.code,))
    assert (document.months, document.group) == ((3, 4), product.group.slug)
    assert (document.certifications, document.markets) == (("vietgap",), ("nhat-ban",))
    assert (document.stars, document.last_known_stars) == ((), 3)


def test_a_product_without_an_english_name_is_shown_as_vietnamese():
    document = document_of(make.product(name_en=""))
    assert set(document.names) == {"vi"}
    assert set(document.addresses) == {"vi", "en"}


def test_a_business_says_what_it_makes_and_no_contact():
    business = make.business(
        name="HTX Nương Mây",
        name_en="Cloud Field Co-operative",
        legal_type="cooperative",
        about_vi="Trồng chè trên núi.\n\nMười hai hộ.",
        representative="Canh Gác Một",
        phone="0987654321",
        email="canh-gac@example.vn",
        website="https://canh-gac.example.vn/",
        address="Số nhà canh gác",
    )
    tax_codes.keep(business=business, number=read_tax_code("0123456789"))
    make.product(producer=business, name="Chè xanh", name_en="Green tea")
    make.product(producer=business, name="Chè mật", is_listed=False, listed_at=None)
    ListingDraft.objects.create(
        business=business,
        name="Chè canh gác",
        content={"name": "Chè canh gác", "text_vi": "Nháp canh gác"},
        created_at=make.NOW,
        saved_at=make.NOW,
    )
    document = document_of(business)
    assert document.names == {"vi": "HTX Nương Mây", "en": "Cloud Field Co-operative"}
    assert document.addresses == addresses_of(business)
    assert document.summaries == {"vi": "Trồng chè trên núi."}
    assert {"Hợp tác xã", "Mười hai hộ.", "Chè xanh"} <= set(document.texts["vi"].splitlines())
    assert {"Co-operative", "Green tea"} <= set(document.texts["en"].splitlines())
    assert document.category == "cooperative"
    everything = document.as_json() + document_of(Product.objects.get(name="Chè xanh")).as_json()
    for secret in ("Canh Gác", "canh gác", "canh-gac", "0987654321", "0123456789", "Chè mật", "Nháp"):
        assert secret not in everything, secret


@pytest.mark.parametrize("standing", Business.Standing.values)
def test_only_public_businesses_have_documents_and_are_named_as_makers(standing):
    other = make.business()
    business = make.business(
        standing=standing,
        verified_at=make.NOW if standing == "verified" else None,
        merged_into=other if standing == "merged" else None,
        reason="Thiếu giấy tờ",
    )
    product = make.product(producer=business, kept=False)
    is_public = standing in {"verified", "from_sources"}
    assert (document_of(business) is not None) == is_public
    assert (business.name in document_of(product).as_json()) == is_public


def test_only_listed_products_that_are_no_examples_have_documents():
    for fields in ({"is_listed": False, "listed_at": None}, {"is_example": True}):
        product = make.product(**fields)
        assert document_of(product) is None
        assert product_key(product.pk) not in kinds.keys_after("", 10_000)
    assert document_of(make.business(is_example=True)) is None


def test_keys_are_in_the_order_of_numbers_and_what_is_no_number_has_no_document():
    products = [make.product() for _number in range(12)]
    keys = [product_key(one.pk) for one in products]
    walked: list[str] = []
    while step := kinds.keys_after(walked[-1] if walked else "", 5, "product"):
        walked += step
    assert walked == keys == sorted(keys)
    wrong = [
        "product:",
        "product:1",
        "product:x",
        "product:00000000000²",
        "product:" + "9" * 12,
        "business:-00000000001",
    ]
    assert kinds.build(wrong) == {}


def test_more_documents_take_no_more_queries():
    for _number in range(4):
        make.certificate(make.product(commune=make.commune()))
    Market.objects.all().delete()
    a_product()
    keys = kinds.keys_after("", 10_000, "product", "business")
    counted = []
    for part in (keys[-1:] + keys[:1], keys):
        with CaptureQueriesContext(connection) as queries:
            assert len(kinds.build(part)) == len(part)
        counted.append(len(queries))
    assert counted[1] <= counted[0] + 2, "relations without any row are not asked for"
    assert counted[1] < 20


# --- Stars ------------------------------------------------------------------------------------------------------------


def test_a_standing_certificate_gives_its_days_and_outdoes_what_sources_say():
    product = make.product(last_known_stars=3)
    make.certificate(product, stars=4, issued_on=dt.date(2026, 1, 15))
    document = document_of(product)
    assert document.stars == (StarSpan(4, "2026-01-15", "2029-01-14"),)
    assert document.last_known_stars == 4
    better = make.certificate(product, stars=5, issued_on=dt.date(2026, 3, 1), printed_ends_on=dt.date(2027, 12, 31))
    assert document_of(product).stars == (StarSpan(5, "2026-03-01", "2027-12-31"),)
    Certificate.objects.filter(pk=better.pk).update(decision=Decision.UNDER_REASSESSMENT)
    assert document_of(product).stars, "a reassessment under way takes nothing from it"
    Certificate.objects.filter(pk=better.pk).update(decision=Decision.WITHDRAWN)
    assert (document_of(product).stars, document_of(product).last_known_stars) == ((), 3)


#: What a node finds does not depend on the database.
@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=(pytest.mark.elasticsearch, pytest.mark.once))])
def engine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rebuildable]:
    """Each engine in turn answers; words come from the embedded one, which is filled too."""
    with ExitStack() as stack:
        embedded = embedded_engine(tmp_path)
        chosen: Rebuildable = embedded
        if request.param == "elasticsearch":
            chosen = stack.enter_context(elasticsearch_engine(request.getfixturevalue("elasticsearch_url")))
        monkeypatch.setattr(selection, "_engines", lambda: (embedded, None if chosen is embedded else chosen))
        stack.enter_context(selection.only(request.param))
        yield chosen


def written(engine: Rebuildable) -> None:
    """Put all documents into the engine that answers, and into the embedded one."""
    documents = list(kinds.build(kinds.keys_after("", 10_000)).values())
    for one in {id(one): one for one in (engine, selection.embedded())}.values():
        assert one.write(documents, []) == {}


def local(day: dt.date, *time: int) -> dt.date:
    """The date of a moment in the time zone of the site."""
    moment = dt.datetime.combine(day, dt.time(*time), tzinfo=timezone.get_default_timezone())
    return localdate(moment.astimezone(dt.UTC))


def test_the_badge_appears_and_disappears_at_midnight_though_nothing_is_written_again(engine, client, monkeypatch):
    first, last = dt.date(2026, 1, 15), dt.date(2027, 2, 17)
    product = make.product(name="Chè Shan tuyết Tà Xùa", last_known_stars=5)
    make.certificate(product, stars=4, issued_on=first, printed_ends_on=last)
    written(engine)

    def shown(today: dt.date) -> tuple[int | None, dict[str, int], int]:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: today)
        answer = client.get("/api/v1/search", {"q": "chè shan tuyết", "kind": "product"}).json()
        counts = {
            choice["value"]: choice["count"]
            for facet in answer["facets"]
            if facet["name"] == "stars"
            for choice in facet["choices"]
        }
        page = client.get("/tim-kiem/", {"q": "chè shan tuyết"}).content.decode()
        assert ("OCOP 4 sao" in page) == (answer["hits"][0]["stars"] == 4)
        assert "5 sao" not in page, "what sources say is not shown as stars"
        narrowed = find(Question("chè shan tuyết", chosen={"stars": ("4",)}), today=today).total
        listed = page_of_list(ListQuestion("product", today, filters={"stars": ("4",)}, facets=("stars",)))
        assert listed.total == narrowed
        assert listed.counts == {"stars": counts}
        return answer["hits"][0]["stars"], counts, narrowed

    day = dt.timedelta(days=1)
    assert shown(local(first - day, 23, 59, 59)) == (None, {}, 0)
    assert shown(local(first, 0, 0, 0)) == (4, {"4": 1}, 1)
    assert shown(local(last, 23, 59, 59)) == (4, {"4": 1}, 1)
    assert shown(local(last + day, 0, 0, 0)) == (None, {}, 0)


def test_a_number_of_stars_in_words_favours_the_certificate_that_stands():
    product = make.product(name="Chè xanh", last_known_stars=4)
    make.certificate(product, stars=5)
    assert document_of(product).last_known_stars == 5


# --- Pages of lists ---------------------------------------------------------------------------------------------------

FACETS = ("group", "stars", "province", "commune", "month", "certification", "market")


def values_of(product: Product, facet: str) -> set[str]:
    """Values of a facet that a product has, from the database."""
    match facet:
        case "group":
            return {product.group.slug}
        case "stars":
            return {str(row.stars) for row in product.certificates.all() if row.is_in_force(TODAY)}
        case "province":
            return {product.province.slug}
        case "commune":
            return {product.commune.code} if product.commune else set()
        case "month":
            return {str(row.month) for row in product.month_rows.all()}
        case "certification":
            return {row.code for row in product.certifications.all()}
    return {row.market.slug for row in product.markets.all()}


def expected(filters: dict[str, tuple[str, ...]], page: int = 1, per_page: int = 24) -> ListPage:
    """The page as reading every product gives it."""

    def found(but: str = "") -> list[Product]:
        return [
            one
            for one in Product.objects.listed().order_by("sort_key", "pk")
            if all(values_of(one, facet) & set(values) for facet, values in filters.items() if facet != but)
        ]

    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for facet in FACETS:
        for one in found(but=facet):
            for value in values_of(one, facet):
                counts[facet][value] = counts[facet].get(value, 0) + 1
    products = found()
    keys = tuple(one.pk for one in products[(page - 1) * per_page : page * per_page])
    return ListPage(keys=keys, total=len(products), counts=counts, page=page)


@pytest.fixture
def shop(engine: Rebuildable) -> Rebuildable:
    """Thirty products that differ in every facet, in an index."""
    communes = [make.commune(), make.commune("Điện Biên"), None]
    markets = [Market.objects.create(slug=name, name_vi=name, name_en=name) for name in ("duc", "nhat-ban", "my")]
    names = ("Mận hậu", "Ớt khô", "Đào", "Dứa", "Bơ", "Ô mai", "Chè 2", "Chè 10", "chè", "Măng")
    for number in range(30):
        commune = communes[number % 3]
        product = make.product(
            name=names[number % 10],
            group=make.group(number % 6 + 1),
            commune=commune,
            province=commune.province if commune else make.province(),
        )
        for month in {number % 12 + 1, number % 5 + 1}:
            ProductMonth.objects.create(product=product, month=month)
        if number % 4 == 0:
            make.certificate(product, stars=3 + number % 3, issued_on=TODAY - dt.timedelta(days=60 * number))
        if number % 3 == 0:
            Certification.objects.create(
                product=product, code=("vietgap", "organic")[number % 2], text_vi="x", text_en="x"
            )
        ProductMarket.objects.create(product=product, market=markets[number % 3])
    make.product(name="Ví dụ", is_example=True)
    make.product(name="Chưa đăng", is_listed=False, listed_at=None)
    written(engine)
    return engine


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"group": ("nhom-1",)},
        {"stars": ("3", "5")},
        {"province": ("dien-bien",), "month": ("1", "2")},
        {"market": ("duc", "my"), "certification": ("vietgap",), "group": ("nhom-1", "nhom-4")},
        {"stars": ("4",), "province": ("son-la",), "group": ("nhom-5",)},
        {"commune": ("00000",)},
    ],
    ids=str,
)
def test_a_list_is_what_reading_every_product_would_give(shop, filters):
    for page in (1, 2):
        wanted = expected(filters, page, per_page=7)
        if not wanted.keys and page > 1:
            continue
        asked = ListQuestion("product", TODAY, filters=filters, facets=FACETS, page=page, per_page=7)
        assert page_of_list(asked) == wanted
        assert page_of_list(asked) == wanted, "counts that are remembered are the same"


def test_a_page_behind_the_last_one_is_the_last_one(shop):
    for page in (5, 6, 10**9):
        asked = page_of_list(ListQuestion("product", TODAY, page=page, per_page=7))
        assert (asked.page, asked.keys) == (5, expected({}, 5, 7).keys)
        in_words = page_of_list(ListQuestion("product", TODAY, text="chè", order="relevance", page=page, per_page=7))
        assert (in_words.page, in_words.total, len(in_words.keys)) == (2, 9, 2)


def test_deep_pages_are_left_to_the_database_and_still_counted(shop, monkeypatch):
    monkeypatch.setattr("search.lists.DEEPEST_BY_NAME", 14)
    deep = page_of_list(ListQuestion("product", TODAY, facets=FACETS, page=3, per_page=7))
    assert (deep.keys, deep.total, deep.counts, deep.page) == (None, 30, expected({}).counts, 3)
    assert page_of_list(ListQuestion("product", TODAY, page=2, per_page=7)).keys == expected({}, 2, 7).keys


def test_words_narrow_a_list_and_are_respelt(shop):
    by_name = {one.pk: one.name for one in Product.objects.all()}

    def asked(text: str, **facts: Any) -> ListPage:
        return page_of_list(ListQuestion("product", TODAY, text=text, **facts))

    plums = asked("man hau", order="relevance", facets=("province",))
    assert {by_name[pk] for pk in plums.keys} == {"Mận hậu"}
    assert sum(plums.counts["province"].values()) == plums.total == 3
    respelt = asked("maanj haauj", order="relevance")
    assert (respelt.total, respelt.shown_for, respelt.is_partial) == (3, "mận hậu", False)
    part = asked("mận hậu rang", order="relevance")
    assert part.is_partial
    assert [by_name[pk] for pk in asked("chè", order="name").keys] == ["chè"] * 3 + ["Chè 2"] * 3 + ["Chè 10"] * 3
    assert asked("!?").total == asked("xyzzyq").total == 0


def test_counts_follow_what_is_written(shop):
    asked = ListQuestion("product", TODAY, facets=("province",))
    before = page_of_list(asked)
    product = make.product(name="Sản vật mới")
    written(shop)
    after = page_of_list(asked)
    assert after.total == before.total + 1
    assert after.counts["province"]["son-la"] == before.counts["province"]["son-la"] + 1
    assert page_of_list(asked).counts == after.counts
    Product.objects.filter(pk=product.pk).delete()


def test_without_an_engine_or_for_other_kinds_nobody_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(selection, "_engines", lambda: (embedded_engine(tmp_path), None))
    assert page_of_list(ListQuestion("product", TODAY)) is None
    assert page_of_list(ListQuestion("commune", TODAY)) is None


# --- What changes what ------------------------------------------------------------------------------------------------


def changed(record: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def the_product() -> Product:
    return Product.objects.get(name="Chè Shan tuyết Nương Mây")


def the_business() -> Business:
    return Business.objects.get(name="HTX Nương Mây")


def in_bulk(model: Any, **values: Any) -> None:
    """What a spreadsheet does: rows are written at once, and whoever wrote them says so."""
    model.objects.update(**values)
    records_changed(model, list(model.objects.values_list("pk", flat=True)))


def decided() -> None:
    certificates.decide(
        certificate=Certificate.objects.standing().get(),
        decision=Decision.WITHDRAWN,
        number="9/QĐ-UBND",
        decided_on=TODAY,
        reason="Sai hồ sơ",
        officer=make.officer(),
        now=make.NOW,
    )


CHANGES = {
    "a product gets another name": lambda: changed(the_product(), name="Chè khác"),
    "a product is no longer listed": lambda: listings.unlist(product=the_product(), actor=None, now=make.NOW),
    "a product is listed again": lambda: listings.list_again(
        product=Product.objects.get(name="Chè ngủ"), actor=None, now=make.NOW
    ),
    "a product goes": lambda: Product.objects.get(name="Chè để xoá").delete(),
    "a product changes hands": lambda: changed(the_product(), producer=make.business(name="HTX Khác")),
    "products are merged": lambda: businesses.merge_products(
        product=Product.objects.get(name="Chè để xoá"), into=the_product(), officer=make.officer(), now=make.NOW
    ),
    "an alias": lambda: ProductAlias.objects.create(product=the_product(), name="Tên khác"),
    "an alias goes": lambda: ProductAlias.objects.get().delete(),
    "a month": lambda: ProductMonth.objects.create(product=the_product(), month=12),
    "the months go": lambda: ProductMonth.objects.all().delete(),
    "a market": lambda: changed(Market.objects.get(), name_vi="Nước Nhật"),
    "a market goes": lambda: ProductMarket.objects.all().delete(),
    "a standard": lambda: changed(Certification.objects.get(), code="organic"),
    "an award": lambda: changed(Award.objects.get(), text_en="Another cup"),
    "a right": lambda: Protection.objects.get().delete(),
    "a protected name": lambda: changed(ProtectedName.objects.get(), name="Tên bảo hộ khác"),
    "a group": lambda: changed(the_product().group, name_vi="Nhóm khác"),
    "a certificate": lambda: make.certificate(Product.objects.get(name="Chè để xoá")),
    "a decision": decided,
    "a business gets another name": lambda: changed(the_business(), name="HTX Khác"),
    "a business gets a brand": lambda: BusinessAlias.objects.create(business=the_business(), name="Nhãn Khác"),
    "a business is suspended": lambda: changed(the_business(), standing="suspended", reason="Thiếu giấy tờ"),
    "a profile is merged": lambda: businesses.merge(
        business=Business.objects.get(name="HTX Cũ"), into=the_business(), officer=make.officer(), now=make.NOW
    ),
    "a commune gets another name": lambda: changed(the_product().commune, name="Tên Khác"),
    "a former unit": lambda: changed(FormerUnit.objects.get(), name="Hua Khác"),
    "a province gets another name": lambda: changed(the_product().province, name="Tây Bắc"),
    "products in bulk": lambda: in_bulk(Product, name_en="Another tea"),
    "businesses in bulk": lambda: in_bulk(Business, name_en="Another maker"),
    "aliases in bulk": lambda: in_bulk(ProductAlias, name="Tên hàng loạt"),
    "certificates in bulk": lambda: in_bulk(Certificate, ends_on=dt.date(2030, 1, 1)),
    "rows without a model of search": lambda: [records_changed(DirtyDocument, [1]), changed(the_product(), name="X")],
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_any_change_and_a_drain_the_index_is_as_the_database(name):
    make.certificate(a_product(), stars=4)
    make.product(name="Chè ngủ", producer=the_business(), is_listed=False, listed_at=None)
    make.product(name="Chè để xoá", producer=the_business(), kept=False)
    make.business(name="HTX Cũ", standing="from_sources", verified_at=None)
    engine = registered()
    fill(engine)
    commit()
    CHANGES[name]()
    commit()
    assert disagreement(engine, "nobody"), "readers would see no change"
    drain_all(engine)
    assert disagreement(engine) == {}
    assert dirty() == set()


def test_a_change_marks_what_shows_it_and_not_everything():
    product, other = a_product(), make.product()
    registered()
    commit()
    changed(product, teaser_vi="Khác")
    assert dirty() == {product_key(product.pk), business_key(product.producer.pk)}
    commit()
    DirtyDocument.objects.all().delete()
    changed(other.producer, about_vi="Khác")
    assert dirty() == {product_key(other.pk), business_key(other.producer.pk)}


def test_what_no_reader_sees_marks_nothing():
    product = a_product()
    registered()
    commit()
    draft = listings.start(business=product.producer, actor=None, now=make.NOW, product=product)
    changed(draft, name="Nháp")
    tax_codes.keep(business=product.producer, number=read_tax_code("0123456789"))
    assert dirty() == set()


def test_many_rows_are_marked_in_few_queries():
    business, province = make.business(), make.province()
    Product.objects.bulk_create(
        Product(
            slug=f"hang-{number}", name="Hàng", sort_key="1", province=province, producer=business,
            is_listed=True, listed_at=make.NOW,
        )
        for number in range(2_000)
    )  # fmt: skip
    registered()
    commit()
    keys = list(Product.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        records_changed(Product, keys)
    assert len(queries) < len(keys) / 50
    assert len(dirty()) == len(keys) + 1


# --- What is shown ----------------------------------------------------------------------------------------------------


def test_a_product_that_was_found_by_its_maker_says_so(engine):
    product = a_product()
    written(engine)
    hits = {hit.document.key: hit for hit in find(Question("mây xanh"), today=TODAY).hits}
    reason = "".join(piece.text for piece in hits[product_key(product.pk)].reason)
    assert reason == "nơi làm ra: Mây Xanh"
    of_business = "".join(piece.text for piece in hits[business_key(product.producer.pk)].reason)
    assert of_business == "còn gọi là Mây Xanh"


def test_programs_find_products_and_makers(engine, client):
    product = a_product()
    written(engine)
    body = client.get("/api/v1/search", {"q": "nuong may", "lang": "en"}).json()
    assert {choice["value"]: choice["label"] for choice in body["kinds"]} == {
        "": "All",
        "product": "Products",
        "business": "Makers",
    }
    kinds_of = {hit["key"]: (hit["kind_label"], hit["address"]) for hit in body["hits"]}
    assert kinds_of == {
        product_key(product.pk): ("Product", addresses_of(product)["en"]),
        business_key(product.producer.pk): ("Maker", addresses_of(product.producer)["en"]),
    }
    groups = next(facet for facet in body["facets"] if facet["name"] == "group")
    assert groups["choices"] == [
        {"value": product.group.slug, "label": product.group.name_en, "count": 1, "is_chosen": False}
    ]
