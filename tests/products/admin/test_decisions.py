"""Each decision through its form, as a browser sends it; twice, late, and by two officers at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from products.models import Action, Business, Claim, ListingDraft, Message, Product, Report
from products.services import businesses, listings
from tests.products import factories as made
from tests.products.admin import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    return desk.client(desk.officer("Sơn La"))


def page(name: str, row: Any) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def send(client: Client, url: str, data: dict[str, Any] | None = None, **changes: Any) -> Any:
    """Fill in the form of the page and send it."""
    filled = data or desk.form_of(client, url, "version")
    return client.post(url, {**filled, **changes})


def told(answer: Any) -> list[str]:
    return [str(one).strip() for one in answer.context["messages"]]


def verbs(**about: Any) -> list[str]:
    return list(Action.objects.filter(**about).order_by("pk").values_list("verb", flat=True))


# --- Sellers ---


def test_a_seller_is_verified(officer):
    seller = desk.seller()
    answer = send(officer, page("seller", seller), verdict="approve")
    assert answer.url == reverse("desk:sellers")
    seller.refresh_from_db()
    assert (seller.standing, seller.reason) == ("verified", "")
    assert verbs(business=seller)[-1] == "verified"
    assert Message.objects.filter(business=seller, subject__contains="đã được xác minh").count() == 1


def test_a_seller_is_returned_with_what_was_ticked_and_written_and_comes_again(officer):
    seller = desk.seller()
    answer = send(officer, page("seller", seller), verdict="return", points=["1"], reason="Gửi kèm số điện thoại.")
    assert answer.status_code == 302
    seller.refresh_from_db()
    assert (seller.standing, seller.reason) == ("returned", "- Thiếu mã số thuế\nGửi kèm số điện thoại.")
    assert Message.objects.get(business=seller).body == seller.reason
    assert officer.get(page("seller", seller)).context["form"] is None
    profile = {**businesses.current(seller), "name": "HTX tên đúng"}
    later = desk.NOW + dt.timedelta(hours=5)
    businesses.change_profile(business=seller, profile=profile, version=seller.version, actor=None, now=later)
    waiting = Business.objects.to_verify().get()
    assert (waiting.pk, waiting.waiting_since) == (seller.pk, later)


def test_a_seller_is_rejected_for_a_reason_alone(officer):
    seller = desk.seller()
    for missing in ({"reason": ""}, {"reason": " \n "}):
        answer = send(officer, page("seller", seller), verdict="reject", **missing)
        assert "Ghi lý do" in answer.context["form"].errors["reason"][0]
    answer = send(officer, page("seller", seller), verdict="reject", reason="Không có thật.")
    seller.refresh_from_db()
    assert (seller.standing, seller.reason) == ("rejected", "Không có thật.")


def test_a_change_is_shown_beside_what_stands_and_taken_or_given_back(officer):
    business = desk.business(name="HTX Nương Mây", commune=made.commune())
    for verdict, name in (("return", "HTX Nương Mây"), ("approve", "HTX Nương Mới")):
        wanted = {**businesses.current(business), "name": "HTX Nương Mới"}
        businesses.change_profile(business=business, profile=wanted, version=business.version, actor=None, now=desk.NOW)
        shown = officer.get(page("seller", business)).context
        assert [one.label for one in shown["changes"]] == ["Tên"]
        assert [value for value, _label, _effect in shown["verdicts"]] == ["approve", "return"]
        assert send(officer, page("seller", business), verdict=verdict, reason="Xem lại tên.").status_code == 302
        business.refresh_from_db()
        assert (business.name, business.standing, business.pending) == (name, "verified", None)
    assert officer.get(page("seller", business)).context["form"] is None
    subjects = list(Message.objects.filter(business=business).order_by("pk").values_list("subject", flat=True))
    assert "cần bổ sung" in subjects[0]
    assert "đã được duyệt" in subjects[1]


def test_nobody_decides_of_what_does_not_wait(officer):
    """A form that was open when somebody else decided changes nothing, whatever it says."""
    seller = desk.seller()
    filled = desk.form_of(officer, page("seller", seller), "version")
    businesses.verify(business=seller, version=seller.version, officer=None, now=desk.NOW)
    for verdict in ("approve", "return", "reject"):
        answer = officer.post(page("seller", seller), {**filled, "verdict": verdict, "reason": "x"}, follow=True)
        assert "không chờ duyệt" in told(answer)[-1]
    seller.refresh_from_db()
    assert seller.standing == "verified"
    assert verbs(business=seller) == ["registered", "verified"]


def test_whoever_decides_of_an_older_registration_is_told_and_shown_the_newest(officer):
    seller = desk.seller()
    filled = desk.form_of(officer, page("seller", seller), "version")
    profile = {**businesses.current(seller), "name": "HTX đổi tên trong lúc ấy"}
    businesses.change_profile(business=seller, profile=profile, version=seller.version, actor=None, now=desk.NOW)
    answer = officer.post(page("seller", seller), {**filled, "verdict": "approve", "reason": "Lời đã gõ"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "HTX đổi tên trong lúc ấy" in text
    assert "Lời đã gõ" in text
    assert "người khác đã lưu hoặc xử lý bản này" in told(answer)[0]
    seller.refresh_from_db()
    assert seller.standing == "registered"
    assert send(officer, page("seller", seller), verdict="approve").status_code == 302


def test_a_tax_code_is_shown_to_who_asks_and_written_down(officer):
    for code in (desk.TAX_CODE, desk.CITIZEN):
        seller = desk.seller(tax_code=code)
        url = page("tax_code", seller)
        assert code not in officer.get(page("seller", seller)).content.decode()
        assert officer.get(url).status_code == 405
        assert verbs(business=seller) == ["registered"]
        answer = officer.post(url)
        assert code in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert verbs(business=seller) == ["registered", "read_tax_code"]
        assert not Action.objects.filter(note__contains=code).exists()
        assert code not in officer.get(page("seller", seller)).content.decode()
        assert code not in officer.get(reverse("desk:history")).content.decode()


def test_a_tax_code_whose_key_is_gone_is_no_error_of_the_server(officer, settings):
    seller = desk.seller(tax_code=desk.CITIZEN)
    settings.PORTAL_PRIVATE_KEYS = ["x" * 60]
    answer = officer.post(page("tax_code", seller))
    assert answer.status_code == 200
    assert "khoá đã dùng để mã hoá không còn" in told(answer)[0]
    assert verbs(business=seller) == ["registered"], "nothing was read"


def test_twins_are_hinted_at(officer):
    first = desk.seller(name="HTX Nông nghiệp Nương Mây")
    named_alike = desk.profile(name="Hợp tác xã Nương Mây Mộc Châu", search_text="")
    other = desk.seller(name="Tổ hợp tác Nà Lúa", tax_code="")
    shown = officer.get(page("seller", first)).context["twins"]
    assert {(twin.business.pk, twin.why) for twin in shown} == {(named_alike.pk, "tên giống nhau")}
    same_code = desk.seller(name="Hộ khác hẳn")
    shown = officer.get(page("seller", first)).context["twins"]
    assert (same_code.pk, "cùng mã số thuế") in {(twin.business.pk, twin.why) for twin in shown}
    assert other.pk not in {twin.business.pk for twin in shown}


# --- Listings ---


def test_a_new_listing_goes_live(officer):
    draft = desk.draft(name="Mận sấy dẻo")
    answer = send(officer, page("listing", draft), verdict="approve")
    assert answer.url == reverse("desk:listings")
    draft.refresh_from_db()
    product = draft.product
    assert (draft.state, product.name, product.is_listed, product.address is not None) == (
        "approved",
        "Mận sấy dẻo",
        True,
        True,
    )
    assert verbs(product=product) == ["approved"]


def test_a_change_is_shown_word_by_word_and_replaces_what_is_live(officer):
    live = desk.live_product(text_vi="Mận chín cây, phơi nắng ba ngày.")
    content = {"text_vi": "Mận chín cây, sấy 14 giờ.", "net_weight": "200 g", "name": live.name}
    content["commune"] = live.commune_id
    draft = desk.draft(product=live, **content)
    shown = officer.get(page("listing", draft))
    assert shown.context["changes"] == 3, "text, weight, picture"
    text = shown.content.decode()
    assert "<del>phơi nắng ba ngày.</del>" in text
    assert "<ins>sấy 14 giờ.</ins>" in text
    checks = " ".join(check.text for check in shown.context["checks"])
    assert "Khối lượng đổi từ “250 g” sang “200 g”" in checks
    assert live.text_vi == Product.objects.get(pk=live.pk).text_vi
    send(officer, page("listing", draft), verdict="approve")
    assert Product.objects.get(pk=live.pk).text_vi == "Mận chín cây, sấy 14 giờ."


@pytest.mark.parametrize(("verdict", "state"), [("return", "returned"), ("reject", "rejected")])
def test_a_listing_is_refused_with_its_reason_and_the_live_one_stays(officer, verdict, state):
    live = desk.live_product(text_vi="Lời cũ.")
    draft = desk.draft(product=live, text_vi="Lời mới.")
    send(officer, page("listing", draft), verdict=verdict, points=["0"], reason="Chụp lại mặt sau.")
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == (state, "- Hình không rõ nhãn\nChụp lại mặt sau.")
    assert Product.objects.get(pk=live.pk).text_vi == "Lời cũ."
    assert Message.objects.filter(body=draft.reason).count() == 1


def test_the_same_button_twice_approves_once(officer):
    draft = desk.draft()
    filled = desk.form_of(officer, page("listing", draft), "version", verdict="approve")
    assert officer.post(page("listing", draft), filled).url == reverse("desk:listings")
    again = officer.post(page("listing", draft), filled, follow=True)
    assert "Đã duyệt" in told(again)[-1]
    assert again.context["form"] is None
    assert Product.objects.count() == 1
    assert Message.objects.filter(subject__contains="đã được duyệt").count() == 1
    assert Action.objects.filter(verb="approved").count() == 1


def test_a_listing_that_its_author_sent_anew_is_not_approved_unread(officer):
    draft = desk.draft(text_vi="Lời thứ nhất.")
    filled = desk.form_of(officer, page("listing", draft), "version", verdict="approve")
    written = listings.withdraw(draft=draft, version=draft.version)
    content = desk.content(text_vi="Lời thứ hai, chưa ai đọc.", pictures=tuple(draft.content["pictures"]))
    saved = listings.save(draft=written, content=content, version=written.version, actor=None, now=desk.NOW)
    listings.submit(draft=saved, version=saved.version, actor=None, now=desk.NOW)
    answer = officer.post(page("listing", draft), filled)
    assert answer.status_code == 409
    assert "Lời thứ hai, chưa ai đọc." in answer.content.decode()
    assert not Product.objects.exists()


def test_what_a_page_cannot_bear_is_refused_in_words(officer):
    gone = desk.draft()
    gone.business.pictures.get().image.delete()
    answer = send(officer, page("listing", gone), verdict="approve")
    assert "không còn nữa" in str(answer.context["form"].non_field_errors())
    suspended = desk.draft()
    owner = suspended.business
    businesses.suspend(business=owner, version=owner.version, reason="x", officer=None, now=desk.NOW)
    answer = send(officer, page("listing", suspended), verdict="approve")
    assert "không còn ở trạng thái đã xác minh" in str(answer.context["form"].non_field_errors())
    assert not Product.objects.exists()


def test_what_a_business_still_writes_is_not_the_officers_to_read(officer):
    draft = desk.draft()
    listings.withdraw(draft=draft, version=draft.version)
    assert officer.get(page("listing", draft)).status_code == 404
    assert officer.post(page("listing", draft), {"verdict": "approve", "version": 9}).status_code == 404


def test_words_that_promise_healing_and_twins_are_pointed_out(officer):
    desk.source_product(name="Mận sấy dẻo")
    draft = desk.draft(name="Mận Sấy Dẻo", text_vi="Chữa bệnh mất ngủ.")
    checks = [check.text for check in officer.get(page("listing", draft)).context["checks"] if check.is_good is False]
    assert any("chữa bệnh" in text for text in checks)
    assert any("Cùng tên với “Mận sấy dẻo”" in text for text in checks)
    assert "Có từ nói công dụng chữa bệnh" in officer.get(reverse("desk:listings")).content.decode()


def test_several_are_approved_and_what_fails_is_said_with_its_reason(officer):
    good, stale, bare = desk.draft(name="Tốt"), desk.draft(name="Cũ"), desk.draft(name="Thiếu hình")
    bare.business.pictures.get().image.delete()
    chosen = [f"{one.pk}:{one.version}" for one in (good, bare)] + [f"{stale.pk}:{stale.version - 1}"]
    answer = officer.post(reverse("desk:approve_many"), {"chosen": chosen}, follow=True)
    said = told(answer)
    assert "Đã duyệt 1 sản phẩm." in said
    assert any("“Cũ”" in one and "người khác đã lưu" in one for one in said)
    assert any("“Thiếu hình”" in one and "không còn nữa" in one for one in said)
    assert list(ListingDraft.objects.filter(state="approved")) == [good]
    again = officer.post(reverse("desk:approve_many"), {"chosen": chosen[:1]}, follow=True)
    assert "người khác đã lưu" in told(again)[0]
    assert Product.objects.count() == 1


@pytest.mark.parametrize("chosen", ["x", "1", "1:", ":1", "1:x", "-1:1", "9" * 30 + ":1", "1:" + "9" * 30, "²:1"])
def test_what_no_form_sends_is_not_found(officer, chosen):
    assert officer.post(reverse("desk:approve_many"), {"chosen": chosen}).status_code == 404


def test_several_sellers_are_verified(officer):
    sellers = [desk.seller(tax_code="") for _number in range(3)]
    chosen = [f"{one.pk}:{one.version}" for one in sellers]
    assert "Đã xác minh 3 chủ thể." in told(officer.post(reverse("desk:verify_many"), {"chosen": chosen}, follow=True))
    assert set(Business.objects.filter(pk__in=[one.pk for one in sellers]).values_list("standing", flat=True)) == {
        "verified"
    }
    assert told(officer.post(reverse("desk:verify_many"), follow=True)) == ["Chưa chọn mục nào."]


# --- Claims ---


def test_a_claimed_product_is_given(officer):
    claim = desk.claim()
    send(officer, page("claim", claim), verdict="approve")
    product = Product.objects.get(pk=claim.product_id)
    assert (product.producer, product.is_kept_by_producer) == (claim.business, True)
    again = officer.post(page("claim", claim), {"verdict": "approve", "version": 0}, follow=True)
    assert "Đã giao" in told(again)[-1]
    assert Action.objects.filter(verb="claim_decided").count() == 1


def test_a_claimed_profile_goes_with_its_products(officer):
    claim = desk.claim(on_profile=True)
    product = desk.source_product(producer=claim.profile)
    shown = officer.get(page("claim", claim)).content.decode()
    assert product.name in shown
    send(officer, page("claim", claim), verdict="approve")
    product.refresh_from_db()
    claim.profile.refresh_from_db()
    assert (product.producer, product.is_kept_by_producer) == (claim.business, True)
    assert (claim.profile.standing, claim.profile.merged_into) == ("merged", claim.business)
    decided = Action.objects.get(verb="claim_decided")
    assert decided.province.name == "Sơn La"


def test_a_claim_is_rejected_with_its_reason(officer):
    claim = desk.claim()
    send(officer, page("claim", claim), verdict="reject", reason="Giấy tờ không khớp.")
    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("rejected", "Giấy tờ không khớp.")
    assert not Product.objects.get(pk=claim.product_id).is_kept_by_producer


def test_nothing_is_given_to_a_business_that_is_suspended_meanwhile_nor_twice(officer):
    claim = desk.claim()
    owner = claim.business
    rival = desk.business()
    second = businesses.claim(
        business=rival,
        explanation="Của tôi.",
        actor=None,
        now=desk.NOW,
        product=Product.objects.get(pk=claim.product_id),
    )
    businesses.suspend(business=owner, version=owner.version, reason="x", officer=None, now=desk.NOW)
    answer = send(officer, page("claim", claim), verdict="approve")
    assert "không còn ở trạng thái đã xác minh" in str(answer.context["form"].non_field_errors())
    assert Claim.objects.get(pk=claim.pk).state == "waiting"
    send(officer, page("claim", second), verdict="approve")
    owner.refresh_from_db()
    businesses.reinstate(business=owner, version=owner.version, officer=None, now=desk.NOW)
    answer = send(officer, page("claim", claim), verdict="approve")
    assert "đã có chủ thể đăng" in str(answer.context["form"].non_field_errors())
    assert Product.objects.get(pk=claim.product_id).producer == rival


# --- Reports ---


def test_a_report_is_taken_in_hand_and_answered(officer):
    report = desk.report()
    url = page("report", report)
    filled = desk.form_of(officer, url, "seen")
    officer.post(url, {**filled, "state": "in_hand", "note": ""})
    filled = desk.form_of(officer, url, "seen")
    refused = officer.post(url, {**filled, "state": "corrected", "note": ""})
    assert "Ghi câu trả lời" in str(refused.context["form"].errors)
    officer.post(url, {**filled, "state": "corrected", "note": "Đã sửa năm."})
    report.refresh_from_db()
    assert (report.state, report.note) == ("corrected", "Đã sửa năm.")
    answer = officer.post(url, {**filled, "state": "declined", "note": "x"}, follow=True)
    assert "Đã sửa" in told(answer)[-1]
    report.refresh_from_db()
    assert report.state == "corrected"
    listed = officer.get(reverse("desk:all_reports")).content.decode()
    assert report.reference in listed
    assert "Đã sửa năm." in listed


def test_a_listing_is_taken_down_by_a_report(officer):
    report = desk.report()
    filled = desk.form_of(officer, page("report", report), "seen")
    officer.post(page("report", report), {**filled, "state": "taken_down", "note": "Đã gỡ."})
    product = Product.objects.get(pk=report.product_id)
    assert not product.is_listed
    assert set(verbs(product=product)) == {"unlisted", "report_decided"}


def test_two_officers_answer_one_report_and_the_second_is_told(officer):
    report = desk.report()
    url = page("report", report)
    filled = desk.form_of(officer, url, "seen")
    officer.post(url, {**filled, "state": "in_hand", "note": "Tôi hỏi."})
    answer = officer.post(url, {**filled, "state": "declined", "note": "Lời của người thứ hai."})
    assert answer.status_code == 409
    assert "Lời của người thứ hai." in answer.content.decode()
    assert Report.objects.get().state == "in_hand"
    for seen in ("corrected", "nothing"):
        assert officer.post(url, {**filled, "seen": seen, "state": "declined", "note": "x"}).status_code in {200, 409}
    assert Report.objects.get().state == "in_hand"
