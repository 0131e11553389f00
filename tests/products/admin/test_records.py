"""Records of officers: facts from public sources, listing, suspending, merging, appointing, renewals."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.models import Source
from portal.users.editing import OFFICERS
from products.listing_content import ListingContent
from products.models import Action, Business, Message, Officer, Product, ProductGroup, ProtectedName
from products.services import businesses, notices
from tests.products import factories as made
from tests.products.admin import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    return desk.client(desk.officer("Sơn La"))


def page(name: str, row: Any) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def told(answer: Any) -> list[str]:
    return [str(one).strip() for one in answer.context["messages"]]


# --- Products ---


def test_facts_of_a_product_from_sources_are_changed_with_its_rows(officer):
    product = desk.source_product(name="Xoài", name_en="")
    source = Source.objects.create(title="Báo Sơn La")
    name = desk.protected_name()
    data = desk.form_of(
        officer,
        page("product", product),
        "seen",
        **{
            "name": "Xoài tròn Yên Châu",
            "commune": made.commune().pk,
            "months": ["5", "6"],
            "recognition": "recognised",
            "last_known_stars": "4",
            "last_known_year": "2021",
            "aliases-0-name": "xoài Yên Châu",
            "protections-0-kind": "geographical-indication",
            "protections-0-protected_name": name.pk,
            "protections-0-text_vi": "Chỉ dẫn địa lý",
            "protections-0-text_en": "Geographical indication",
            "certifications-0-code": "vietgap",
            "certifications-0-text_vi": "VietGAP",
            "certifications-0-text_en": "VietGAP",
            "certifications-1-code": "organic",
            "certifications-1-text_vi": "Hữu cơ",
            "certifications-1-text_en": "Organic",
            "sources-0-source": source.pk,
        },
    )
    answer = officer.post(page("product", product), data)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    product.refresh_from_db()
    assert (product.name, product.search_text, product.last_known_stars) == (
        "Xoài tròn Yên Châu",
        "xoai tron yen chau",
        4,
    )
    assert [row.month for row in product.month_rows.all()] == [5, 6]
    assert [row.name for row in product.aliases.all()] == ["xoài Yên Châu"]
    assert product.protections.get().protected_name == name
    assert [(row.code, row.order) for row in product.certifications.all()] == [("vietgap", 0), ("organic", 1)]
    assert list(product.sources.all()) == [source]
    assert Action.objects.get(product=product).verb == "facts_changed"
    data = desk.form_of(officer, page("product", product), "seen", **{"certifications-0-DELETE": "on", "months": ["6"]})
    assert officer.post(page("product", product), data).status_code == 302
    assert [(row.code, row.order) for row in product.certifications.all()] == [("organic", 0)]
    assert [row.month for row in product.month_rows.all()] == [6]


def test_content_that_a_business_keeps_is_read_and_never_written(officer):
    """What is live is the last approved version, whatever a form says."""
    live = desk.live_product(text_vi="Lời đã duyệt.")
    before = ListingContent.of(live)
    data = desk.form_of(officer, page("product", live), "seen")
    assert not set(data) & {"name", "text_vi", "lead_vi", "commune", "producer", "group", "net_weight", "months"}
    assert "Lời đã duyệt." in officer.get(page("product", live)).content.decode()
    forged = {"name": "Tên khác", "text_vi": "Lời khác.", "lead_vi": "x", "producer": "", "months": ["1"], "group": "2"}
    data |= forged | {
        "certifications-0-code": "haccp",
        "certifications-0-text_vi": "H",
        "certifications-0-text_en": "H",
    }
    assert officer.post(page("product", live), data).status_code == 302
    fresh = Product.objects.get(pk=live.pk)
    assert ListingContent.of(fresh) == before
    assert (fresh.producer, fresh.lead_vi) == (live.producer, "")
    assert fresh.certifications.get().code == "haccp"


def test_of_two_officers_who_change_one_record_the_second_is_told_and_loses_nothing(officer):
    product = desk.source_product(name="Xoài", teaser_vi="Ngọt.")
    first = desk.form_of(officer, page("product", product), "seen", name="Xoài tròn")
    second = desk.form_of(officer, page("product", product), "seen", teaser_vi="Thơm.")
    assert officer.post(page("product", product), first).status_code == 302
    answer = officer.post(page("product", product), second)
    assert answer.status_code == 409
    assert Product.objects.get(pk=product.pk).teaser_vi == "Ngọt."
    text = answer.content.decode()
    assert "Thơm." in text, "what was typed is still there"
    assert ("Tên", "Xoài tròn") in answer.context["theirs"]
    again = {**second, "seen": answer.context["form"]["seen"].value(), "name": "Xoài tròn"}
    assert officer.post(page("product", product), again).status_code == 302
    fresh = Product.objects.get(pk=product.pk)
    assert (fresh.name, fresh.teaser_vi) == ("Xoài tròn", "Thơm.")


def test_rows_count_as_a_change_too(officer):
    product = desk.source_product()
    data = desk.form_of(officer, page("product", product), "seen", name="Tên mới")
    product.aliases.create(name="tên khác")
    assert officer.post(page("product", product), data).status_code == 409
    assert Product.objects.get(pk=product.pk).name == product.name


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "Mận hậu \u0430", "không phải chữ Việt"),
        ("last_known_stars", "7", "Chỉ ghi từ 3 đến 5 sao"),
        ("last_known_year", "1999", ""),
        ("name", "x" * 161, ""),
        ("text_vi", "x" * 1_000_000, ""),
    ],
)
def test_bad_facts_are_refused(officer, field, value, words):
    product = desk.source_product()
    answer = officer.post(
        page("product", product), desk.form_of(officer, page("product", product), "seen", **{field: value})
    )
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert words in str(errors)
    assert errors
    assert Product.objects.get(pk=product.pk).name == product.name


def test_a_service_takes_no_weight(officer):
    product = desk.source_product(net_weight="1 kg")
    data = desk.form_of(officer, page("product", product), "seen", group=made.group(6).pk)
    assert "Sản phẩm nhóm 6 là dịch vụ" in officer.post(page("product", product), data).content.decode()


def test_a_new_product_is_listed_only_when_an_officer_says_so(officer):
    url = reverse("desk:add_product")
    data = desk.form_of(
        officer, url, "name", name="Táo mèo", province="14", **{"aliases-0-name": "sơn tra", "months": ["9"]}
    )
    answer = officer.post(url, data)
    product = Product.objects.get(name="Táo mèo")
    assert answer.url == page("product", product)
    assert (product.slug, product.is_listed, product.is_kept_by_producer) == ("tao-meo", False, False)
    assert product.aliases.get().name == "sơn tra"
    assert product.month_rows.get().month == 9
    officer.post(page("list_again", product))
    product.refresh_from_db()
    assert product.is_listed
    assert officer.post(page("unlist", product), follow=True).context["record"].is_listed, "not without a reason"
    officer.post(page("unlist", product), {"reason": "Nguồn sai."})
    product.refresh_from_db()
    assert not product.is_listed
    assert Action.objects.filter(verb="unlisted").get().note == "Nguồn sai."
    assert officer.post(url, {**data, "province": "11"}).status_code == 200, "another province"


def test_a_kept_product_that_was_taken_down_is_shown_again_by_an_officer(officer):
    live = desk.live_product()
    officer.post(page("unlist", live), {"reason": "Nhãn sai."})
    assert Message.objects.filter(business=live.producer, body="Nhãn sai.").count() == 1
    officer.post(page("list_again", live))
    live.refresh_from_db()
    assert live.is_listed
    owner = live.producer
    businesses.suspend(business=owner, version=owner.version, reason="x", officer=None, now=desk.NOW)
    answer = officer.post(page("list_again", live), follow=True)
    assert "không còn ở trạng thái đã xác minh" in told(answer)[-1]


# --- Businesses ---


def test_a_profile_from_sources_is_changed_and_one_with_an_account_is_read(officer):
    profile = desk.profile(name="Cơ sở A")
    data = desk.form_of(officer, page("business", profile), "seen", name="Cơ sở B", **{"aliases-0-name": "A"})
    assert officer.post(page("business", profile), data).status_code == 302
    profile.refresh_from_db()
    assert (profile.name, profile.aliases.get().name) == ("Cơ sở B", "A")
    assert officer.post(page("business", profile), data).status_code == 409
    owner = desk.business(name="HTX Mận")
    assert officer.get(page("business", owner)).context["form"] is None
    answer = officer.post(page("business", owner), {**data, "name": "Tên khác"}, follow=True)
    assert "tự giữ hồ sơ" in told(answer)[0]
    assert Business.objects.get(pk=owner.pk).name == "HTX Mận"
    url = reverse("desk:add_business")
    assert officer.post(url, desk.form_of(officer, url, "name", name="Cơ sở C", province="14")).status_code == 302
    assert Business.objects.get(name="Cơ sở C").standing == "from_sources"


def test_a_business_is_suspended_and_comes_back_with_what_was_taken_down(officer):
    live = desk.live_product()
    owner = live.producer
    other = desk.live_product(of=owner)
    officer.post(page("unlist", other), {"reason": "Riêng."})
    url = page("suspend", owner)
    missing = officer.post(url, {"version": owner.version, "reason": ""})
    assert "Ghi lý do" in missing.content.decode()
    assert officer.post(url, {"version": owner.version, "reason": "Xem lại giấy tờ."}).status_code == 302
    late = officer.post(url, {"version": owner.version, "reason": "Lần hai."}, follow=True)
    assert "người khác đã lưu" in told(late)[-1]
    owner.refresh_from_db()
    assert (owner.standing, owner.reason) == ("suspended", "Xem lại giấy tờ.")
    assert not Product.objects.filter(is_listed=True).exists()
    officer.post(page("reinstate", owner), {"version": owner.version})
    owner.refresh_from_db()
    assert owner.standing == "verified"
    assert list(Product.objects.filter(is_listed=True)) == [live]
    verbs = list(Action.objects.filter(business=owner).order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["suspended", "reinstated"]


# --- Merging ---


def test_what_merging_does_is_said_before_it_is_done(officer):
    one, other = desk.profile(name="HTX Mận"), desk.profile(name="Hợp tác xã Mận")
    product = desk.source_product(producer=one)
    url = page("merge_business", one)
    asked = officer.get(url, {"into": other.pk})
    assert "1 sản phẩm của “HTX Mận” chuyển sang “Hợp tác xã Mận”." in asked.content.decode()
    one.refresh_from_db()
    assert one.standing == "from_sources", "reading changes nothing"
    assert officer.post(url, {"into": other.pk}).url == page("business", other)
    one.refresh_from_db()
    product.refresh_from_db()
    assert (one.merged_into, product.producer) == (other, other)
    assert other.aliases.get().name == "HTX Mận"
    assert officer.post(url, {"into": other.pk}).status_code == 404, "it is gone"
    assert officer.get(page("business", one)).status_code == 404


@pytest.mark.parametrize("into", ["", "x", "987654321", "9" * 40, "-1"])
def test_nothing_is_merged_into_what_is_not_there(officer, into):
    one = desk.profile()
    for answer in (
        officer.get(page("merge_business", one), {"into": into}),
        officer.post(page("merge_business", one), {"into": into}),
    ):
        assert answer.status_code == 200
        assert "into" in answer.context["form"].errors
    one.refresh_from_db()
    assert one.merged_into is None


def test_one_of_two_products_goes_into_the_other(officer):
    one, other = desk.source_product(name="Mận khô"), desk.live_product(name="Mận sấy")
    url = page("merge_product", one)
    assert "Không gỡ ra lại được." in officer.get(url, {"into": other.pk}).content.decode()
    officer.post(url, {"into": other.pk})
    one.refresh_from_db()
    assert (one.merged_into, one.is_listed) == (other, False)
    assert other.aliases.get().name == "Mận khô"


def test_neither_sellers_nor_certificates_nor_examples_are_merged_away(officer):
    kept, certified = desk.live_product(), desk.source_product()
    made.certificate(certified)
    example = desk.source_product(is_example=True)
    heir = desk.source_product()
    for product, sentence in ((kept, "lấy từ nguồn công khai"), (certified, "giấy cấp cho đúng sản phẩm ấy")):
        answer = officer.post(page("merge_product", product), {"into": heir.pk}, follow=True)
        assert sentence in told(answer)[0]
    assert "into" in officer.post(page("merge_product", example), {"into": heir.pk}).context["form"].errors
    assert not Product.objects.exclude(merged_into=None).exists()
    owner = desk.business()
    answer = officer.post(page("merge_business", owner), {"into": desk.profile().pk}, follow=True)
    assert "Chỉ gộp được hồ sơ lấy từ nguồn công khai" in told(answer)[0]


# --- References, officers, renewals ---


def test_texts_of_groups_and_protected_names_are_changed(officer):
    group = made.group(1)
    data = desk.form_of(officer, page("group", group), "seen", explanation_vi="Gạo, rau, mật ong.")
    assert officer.post(page("group", group), data).status_code == 302
    assert ProductGroup.objects.get(code=1).explanation_vi == "Gạo, rau, mật ong."
    assert officer.post(page("group", group), data).status_code == 409
    name = desk.protected_name(name="Chè Shan")
    data = desk.form_of(officer, page("protected_name", name), "seen", year="2010")
    assert officer.post(page("protected_name", name), data).status_code == 302
    assert ProtectedName.objects.get(pk=name.pk).year == 2010
    url = reverse("desk:add_protected_name")
    new = {"name": "Xoài Yên Châu", "province": "14", "kind": "geographical-indication", "status": "protected"}
    data = desk.form_of(officer, url, "name", **new)
    assert officer.post(url, data).status_code == 302
    assert ProtectedName.objects.get(slug="xoai-yen-chau").province.name == "Sơn La"
    assert "Đã có một tên được bảo hộ" in officer.post(url, data).content.decode()


def test_administrators_appoint_and_dismiss(admin_client):
    desk.officer("Sơn La", "Điện Biên")
    account = made.user()
    url = reverse("desk:add_officer")
    for email, words in (("khong-co@example.vn", "Không có tài khoản nào"), ("x", "chưa đúng"), ("", "Ghi thư")):
        answer = admin_client.post(url, {"email": email, "provinces": ["14"]})
        assert words in str(answer.context["form"].errors["email"])
    assert "provinces" in admin_client.post(url, {"email": account.email}).context["form"].errors
    assert admin_client.post(url, {"email": account.email.upper(), "provinces": ["14"]}).status_code == 302
    officer = Officer.objects.get(user=account)
    assert [one.name for one in officer.provinces.all()] == ["Sơn La"]
    assert account.groups.filter(name=OFFICERS).exists()
    assert desk.client(account).get(reverse("desk:sellers")).status_code == 200
    page_of = reverse("desk:officer", args=[officer.pk])
    assert account.email in admin_client.get(page_of).content.decode()
    assert account.email in admin_client.get(reverse("desk:officers")).content.decode()
    admin_client.post(page_of, {"email": "another@example.vn", "provinces": ["11"]})
    assert [one.name for one in Officer.objects.get(user=account).provinces.all()] == ["Điện Biên"]
    admin_client.post(page_of, {"dismiss": "1"})
    assert not Officer.objects.filter(user=account).exists()
    assert not account.groups.exists()
    assert desk.client(type(account).objects.get(pk=account.pk)).get(reverse("desk:sellers")).status_code == 403


def test_nobody_decides_about_himself(admin_client):
    desk.officer("Sơn La")
    member = desk.business().members.get().user
    answer = admin_client.post(reverse("desk:add_officer"), {"email": member.email, "provinces": ["14"]})
    assert "thuộc một chủ thể" in str(answer.context["form"].errors["email"])
    assert not Officer.objects.filter(user=member).exists()


def test_the_renewal_list_is_the_provinces_own_and_says_who_was_told(officer):
    today = timezone.localdate()
    soon = made.certificate(
        desk.live_product(name="Sắp hết"), printed_ends_on=today + dt.timedelta(days=20), issued_on=dt.date(2026, 1, 15)
    )
    made.certificate(
        desk.live_product(name="Đã hết"), printed_ends_on=today - dt.timedelta(days=1), issued_on=dt.date(2026, 1, 15)
    )
    made.certificate(
        desk.live_product("Điện Biên", name="Của tỉnh khác"),
        printed_ends_on=today + dt.timedelta(days=20),
        issued_on=dt.date(2026, 1, 15),
    )
    answer = officer.get(reverse("desk:renewals"))
    lists = {days: [row.pk for row, _left in rows] for days, rows in answer.context["endings"]}
    assert lists == {30: [soon.pk], 90: [], 180: []}
    assert [row.product.name for row in answer.context["over"]] == ["Đã hết"]
    text = answer.content.decode()
    assert "Của tỉnh khác" not in text
    assert "Chưa báo cho chủ thể" in text
    notices.send_due(now=timezone.now())
    assert "Đã báo mốc 30 ngày" in officer.get(reverse("desk:renewals")).content.decode()
