"""An officer of one province meets nothing of another one: by no address, number, form, list, file or log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import ModelLogEntry, ReferenceIndex

from products.admin_views.desk import QUEUES
from products.models import Action, Certificate, ListingDraft, Product, SheetImport
from products.services import actions, certificates, listings
from tests.products import factories as made
from tests.products.admin import desk

pytestmark = pytest.mark.django_db
PREFIX = f"{settings.ADMIN_PATH}san-vat/"
#: Stands in every name and text of the other province.
CANARY = "Chimhoangyen"
METHODS = ("get", "head", "post", "put", "patch", "delete")
#: Nothing of a province: groups belong to both, officers are the administrators' business.
OF_NO_PROVINCE = {"desk:group", "desk:officer"}


def patterns(patterns_of: Any, route: str = "", space: str = "") -> Iterator[tuple[str, URLPattern, str]]:
    """Every address of the site: its route, its pattern, its full name."""
    for one in patterns_of:
        path = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield path, one, f"{space}{one.name}"
        else:
            yield from patterns(one.url_patterns, path, f"{space}{one.namespace}:" if one.namespace else space)


def ours() -> dict[str, URLPattern]:
    """Those of products in the admin, by name."""
    found = patterns(get_resolver().url_patterns)
    return {name: one for path, one, name in found if path.startswith(PREFIX)}


def takes_a_key(pattern: URLPattern) -> bool:
    return bool(pattern.pattern.converters)


@pytest.fixture
def officer() -> Client:
    return desk.client(desk.officer("Sơn La"))


def filled(province: str, word: str) -> dict[str, Any]:
    """One of each thing of a province, its name beginning with a word; by the addresses under which they are."""
    live = desk.live_product(province, name=f"{word} Mận", of=desk.business(province, name=f"{word} HTX"))
    sent = desk.submission(live, number=f"{word}/QĐ")
    certified = made.certificate(desk.live_product(province, name=f"{word} Chè"), decision_number=f"{word}-2/QĐ")
    claim = desk.claim(province)
    listings.unlist(product=live, actor=None, now=desk.NOW, reason=word)
    Product.objects.filter(pk=claim.product_id).update(name=f"{word} nguồn", search_text=f"{word.lower()} nguon")
    seller = desk.seller(province, name=f"{word} mới", about_vi=word)
    source = desk.source_product(province, name=f"{word} đặc sản")
    profile = desk.profile(province, name=f"{word} cơ sở")
    draft = desk.draft(province, name=f"{word} nháp")
    report = desk.report(province, product=source)
    report.message = word
    report.save()
    name = desk.protected_name(province, name=f"{word} tên")
    suspended = desk.business(province, name=f"{word} dừng")
    sheet = SheetImport.objects.create(
        province=made.province(province), file_name=f"{word}.xlsx", state="checked", uploaded_at=desk.NOW
    )
    return {
        "desk:sheet": sheet,
        "desk:sheet_problems": sheet,
        "desk:seller": seller,
        "desk:tax_code": seller,
        "desk:listing": draft,
        "desk:submission": sent,
        "desk:claim": claim,
        "desk:report": report,
        "desk:product": source,
        "desk:unlist": source,
        "desk:list_again": live,
        "desk:labels": live,
        "desk:listing_preview": draft,
        "desk:merge_product": source,
        "desk:grant": source,
        "desk:certificate": certified,
        "desk:business": profile,
        "desk:suspend": suspended,
        "desk:reinstate": suspended,
        "desk:merge_business": profile,
        "desk:protected_name": name,
        "desk_business_chooser:chosen": profile,
        "desk_product_chooser:chosen": source,
    }


def test_every_address_that_takes_a_key_is_tried(officer):
    keyed = {name for name, pattern in ours().items() if takes_a_key(pattern)}
    assert keyed - OF_NO_PROVINCE == set(filled("Điện Biên", CANARY))


def test_no_address_knows_a_row_of_another_province(officer):
    foreign = filled("Điện Biên", CANARY)
    before = snapshot()
    for name, row in foreign.items():
        for method in METHODS:
            there, nowhere = (getattr(officer, method)(reverse(name, args=[key])) for key in (row.pk, 987_654_321))
            assert there.status_code == nowhere.status_code, (name, method)
            assert there.status_code in {404, 405}, (name, method)
            assert CANARY not in there.content.decode(), (name, method)
        answers = {
            officer.get(reverse(name, args=[row.pk])).status_code,
            officer.post(reverse(name, args=[row.pk])).status_code,
        }
        assert 404 in answers, name
    assert snapshot() == before


def snapshot() -> tuple[Any, ...]:
    """What would have changed."""
    return (
        Action.objects.count(),
        list(Product.objects.order_by("pk").values_list("pk", "is_listed", "producer", "name")),
        list(ListingDraft.objects.order_by("pk").values_list("pk", "state", "version")),
        list(Certificate.objects.order_by("pk").values_list("pk", "decision")),
    )


def test_the_same_addresses_know_rows_of_the_own_province(officer):
    for name, row in filled("Sơn La", "Nhà").items():
        url = reverse(name, args=[row.pk])
        assert {officer.get(url).status_code, officer.post(url).status_code} & {200, 302}, name


QUERIES = ("", "?q=chimhoang", "?q=nha", "?p=2&export=csv", "?export=xlsx", "?multiple=1&ordering=-name")


def told(answer):
    """What an answer says, a file as well; reading it to its end closes it."""
    return b"".join(answer).decode(errors="replace")


def test_no_list_names_anything_of_another_province(officer):
    filled("Điện Biên", CANARY)
    filled("Sơn La", "Nhà")
    lists = [name for name, pattern in ours().items() if not takes_a_key(pattern)]
    assert len(lists) > 20
    for name in lists:
        for query in QUERIES:
            answer = officer.get(reverse(name) + query)
            assert answer.status_code in {200, 302, 404, 405}, name + query
            assert CANARY not in told(answer), name + query
    for name in ("sellers", "listings", "claims", "submissions", "products", "businesses", "history", "all_reports"):
        assert "Nhà" in officer.get(reverse(f"desk:{name}")).content.decode(), f"{name} is not just empty"


def test_several_at_once_with_one_of_another_province_do_nothing(officer):
    own, foreign = desk.draft("Sơn La"), desk.draft("Điện Biên")
    chosen = [f"{one.pk}:{one.version}" for one in (own, foreign)]
    assert officer.post(reverse("desk:approve_many"), {"chosen": chosen}).status_code == 404
    assert set(ListingDraft.objects.values_list("state", flat=True)) == {"submitted"}
    here, there = desk.seller("Sơn La"), desk.seller("Điện Biên")
    chosen = [f"{one.pk}:{one.version}" for one in (here, there)]
    assert officer.post(reverse("desk:verify_many"), {"chosen": chosen}).status_code == 404
    here.refresh_from_db()
    assert here.standing == "registered"


def test_no_form_takes_anything_of_another_province(officer):
    foreign = filled("Điện Biên", CANARY)
    own = desk.source_product("Sơn La")
    url = reverse("desk:product", args=[own.pk])
    data = desk.form_of(officer, url, "seen")
    for field, value in (
        ("producer", foreign["desk:business"].pk),
        ("province", made.province("Điện Biên").pk),
        ("commune", made.commune("Điện Biên").pk),
    ):
        answer = officer.post(url, {**data, field: value})
        assert field in answer.context["form"].errors, field
        assert CANARY not in answer.content.decode(), field
    row = {"protections-0-kind": "trademark", "protections-0-text_vi": "a", "protections-0-text_en": "a"}
    name = foreign["desk:protected_name"]
    answer = officer.post(url, {**data, **row, "protections-0-protected_name": name.pk})
    assert answer.status_code == 200
    assert CANARY not in answer.content.decode()
    for merge, key in (("desk:merge_product", "desk:product"), ("desk:merge_business", "desk:business")):
        mine = own if merge == "desk:merge_product" else desk.profile("Sơn La")
        url = reverse(merge, args=[mine.pk])
        for answer in (officer.get(url, {"into": foreign[key].pk}), officer.post(url, {"into": foreign[key].pk})):
            assert answer.status_code == 200
            assert "into" in answer.context["form"].errors
            assert CANARY not in answer.content.decode()
    own.refresh_from_db()
    assert (own.merged_into, own.producer) == (None, None)


def test_a_certificate_of_another_product_is_not_replaced(officer):
    foreign = made.certificate(desk.live_product("Điện Biên"))
    own = desk.source_product("Sơn La")
    url = reverse("desk:grant", args=[own.pk])
    answer = officer.post(url, desk.paper_form(standing=foreign.pk))
    assert answer.status_code == 409
    foreign.refresh_from_db()
    assert foreign.decision == "granted"
    assert not own.certificates.exists()


def statuses(account: Any, *addresses: str) -> list[int]:
    """What an account is answered at each address; files are read to their end."""
    answers = [desk.client(account).get(address) for address in addresses]
    return [one.status_code for one in answers if list(one) is not None]


def test_files_are_read_by_the_officer_of_their_province_alone():
    own = desk.submission(desk.live_product("Sơn La"))
    foreign = desk.submission(desk.live_product("Điện Biên"))
    files = own.document.get_absolute_url(), foreign.document.get_absolute_url()
    assert statuses(desk.officer("Sơn La"), *files) == [200, 404]
    assert statuses(desk.officer("Sơn La", "Điện Biên"), *files) == [200, 200]
    assert statuses(desk.officer(), *files) == [404, 404]
    assert statuses(desk.editor(), *files) == [404, 404]


def test_an_officer_without_province_sees_nothing_and_one_of_both_everything():
    rows = filled("Điện Biên", CANARY)
    nobody = desk.client(desk.officer())
    for name, row in rows.items():
        assert nobody.get(reverse(name, args=[row.pk])).status_code in {404, 405}, name
    page = nobody.get(reverse("desk:sellers")).content.decode()
    assert "chưa được giao tỉnh nào" in page
    assert CANARY not in page
    both = desk.client(desk.officer("Sơn La", "Điện Biên"))
    for name in ("desk:seller", "desk:listing", "desk:claim", "desk:product"):
        assert CANARY in both.get(reverse(name, args=[rows[name].pk])).content.decode(), name


def test_who_claims_from_another_province_is_named_and_no_more(officer):
    """The officer decides who gets what is his; what only the other province may know of the claimant stays there."""
    claimant = desk.business("Điện Biên", name=f"{CANARY} HTX", representative="Kin Dao", phone="0912345678")
    claim = desk.claim("Sơn La", by=claimant)
    page = officer.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert f"{CANARY} HTX" in page
    assert "Kin Dao" not in page
    assert "0912345678" not in page
    assert officer.get(reverse("desk:business", args=[claimant.pk])).status_code == 404


def test_a_twin_of_another_province_is_counted_and_not_named(officer):
    desk.seller("Điện Biên", name=f"{CANARY} HTX")
    own = desk.seller("Sơn La")
    page = officer.get(reverse("desk:seller", args=[own.pk])).content.decode()
    assert "1 hồ sơ của tỉnh khác ghi cùng mã số thuế" in page
    assert CANARY not in page


def test_wagtails_own_pages_know_nothing_of_it(officer):
    foreign = filled("Điện Biên", CANARY)
    own = filled("Sơn La", "Nhà")
    product = own["desk:product"]
    data = desk.form_of(officer, reverse("desk:product", args=[product.pk]), "seen")
    assert officer.post(reverse("desk:product", args=[product.pk]), {**data, "name": "Nhà đổi"}).status_code == 302
    desk.client(desk.officer("Điện Biên")).post(reverse("desk:claim", args=[foreign["desk:claim"].pk]), {})
    assert not ModelLogEntry.objects.filter(content_type__app_label="products").exists()
    assert not ReferenceIndex.objects.filter(base_content_type__app_label="products").exists()
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:site_history_results"),
        reverse("wagtailsnippetchoosers_core_source:choose"),
        f"/quan-tri/api/main/pages/?search={CANARY}",
    ):
        assert CANARY not in officer.get(address).content.decode(), address


def test_tax_codes_and_enquiries_stand_on_no_page_of_the_admin(officer):
    plain, person = desk.seller("Sơn La"), desk.seller("Sơn La", tax_code=desk.CITIZEN)
    owner = desk.business("Sơn La")
    desk.enquiry(owner, message=f"{CANARY} hỏi mua")
    addresses = [reverse(name) for name, pattern in ours().items() if not takes_a_key(pattern)]
    addresses += [
        reverse(name, args=[one.pk])
        for name in ("desk:seller", "desk:business")
        for one in (plain, person, owner)
        if not (name == "desk:seller" and one == owner)
    ]
    for address in addresses:
        page = told(officer.get(address))
        for secret in (desk.TAX_CODE, desk.CITIZEN, CANARY):
            assert secret not in page, address


def test_what_was_done_is_read_in_its_province_alone(officer):
    actions.record(
        verb=Action.Verb.APPROVED, actor=None, product=desk.source_product("Điện Biên", name=CANARY), now=desk.NOW
    )
    actions.record(
        verb=Action.Verb.APPROVED, actor=None, product=desk.source_product("Sơn La", name="Nhà mình"), now=desk.NOW
    )
    page = officer.get(reverse("desk:history")).content.decode()
    assert "Nhà mình" in page
    assert CANARY not in page


def test_counts_are_of_the_own_province():
    for _number in range(2):
        desk.draft("Điện Biên")
    desk.draft("Sơn La")
    page = desk.client(desk.officer("Sơn La")).get(reverse("desk:listings"))
    assert {tab["url"]: tab["count"] for tab in page.context["tabs"]}[reverse("desk:listings")] == 1
    assert {one.name for one in QUEUES} == {"sellers", "listings", "submissions", "claims", "reports"}
    assert certificates.PURPOSE == "certificate"
