"""Whatever businesses and officers do, in whatever order: what is live is the content that was approved last."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from portal.media import private_documents
from portal.media.models import PrivateDocument
from products.listing_content import PLAIN, ListingContent
from products.models import (
    Business,
    Certificate,
    CertificateSubmission,
    Claim,
    Decision,
    ListingDraft,
    PermanentAddress,
    Product,
    ProductMonth,
    ProductPicture,
)
from products.querysets import STANDING
from products.services import addresses, businesses, certificates, listings
from products.services.errors import Refused
from tests import soak
from tests.products import factories
from tests.products.area import sellers

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
NOW = sellers.NOW
PICK = st.integers(0, 20)
#: One time in five somebody acts on what he read a while ago.
STALE = st.sampled_from((0, 0, 0, 0, 1))
REFUSALS = (Refused, ValidationError)


COLUMNS = (
    *("pk", "slug", "group_id", "commune_id", "lead_vi", "lead_en", "is_listed", "taken_down_because"),
    *("merged_into_id", "is_kept_by_producer", "producer__standing", "picture_id", *PLAIN),
)


@cache
def questions() -> dict[str, tuple[str, Any]]:
    """What is read after every step, put into SQL once: Django would do so two thousand times an example."""
    asked = {
        "products": Product.objects.order_by("pk").values_list(*COLUMNS),
        "months": ProductMonth.objects.order_by("month").values_list("product", "month"),
        "pictures": ProductPicture.objects.order_by("order", "pk").values_list("product", "image"),
        "open drafts": ListingDraft.objects.open().exclude(product=None).order_by().values_list("product"),
        "certificates": Certificate.objects.order_by("pk").values_list("pk", "product", "decision"),
        "waiting": CertificateSubmission.objects.waiting().order_by().values_list("product"),
        "codes": PermanentAddress.objects.order_by().values_list("code", "product"),
    }
    return {name: rows.query.sql_with_params() for name, rows in asked.items()}


def read() -> dict[str, list[Any]]:
    """The rows of every question."""
    found = {}
    with connection.cursor() as cursor:
        for name, (sql, parameters) in questions().items():
            cursor.execute(sql, parameters)
            found[name] = cursor.fetchall()
    return found


def lists(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def content_of(row: dict[str, Any], months: tuple[int, ...], pictures: tuple[int, ...]) -> ListingContent:
    """What the columns of a product say, put together without the product's own help."""
    columns = {name: row[name] for name in PLAIN}
    for language in ("vi", "en"):
        columns[f"text_{language}"] = "\n\n".join(filter(None, (row[f"lead_{language}"], row[f"text_{language}"])))
    sole = (row["picture_id"],) if row["picture_id"] is not None else ()
    return ListingContent(
        **columns,
        group=row["group_id"],
        commune=row["commune_id"] or "",
        months=months,
        pictures=pictures or sole,
    )


class Portal(RuleBasedStateMachine):
    """Two businesses with a product each, a profile and two products from public sources, and the officers."""

    base: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        self.now, self.number, self.has_looked = NOW, 0, False
        self.rows = read()
        self.businesses: list[Business] = self.base["businesses"]
        self.approved: dict[int, ListingContent] = {
            product.pk: ListingContent.of(product) for product in Product.objects.all()
        }
        self.codes: dict[str, int] = {}

    def teardown(self) -> None:
        try:
            for product in Product.objects.prefetch_related("month_rows", "gallery"):
                assert ListingContent.of(product) == self.approved[product.pk]
        finally:
            transaction.savepoint_rollback(self.mark)

    def later(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now

    def business(self, pick: int) -> Business:
        return Business.objects.get(pk=self.businesses[pick % len(self.businesses)].pk)

    def draft(self, pick: int) -> ListingDraft | None:
        """An open one, or, one time in four, any that was ever begun."""
        rows = ListingDraft.objects if pick % 4 == 0 else ListingDraft.objects.open()
        return self.one_of(rows.order_by("pk"), pick)

    def waiting_draft(self, pick: int) -> ListingDraft | None:
        """One that waits for an officer; any when none does."""
        return self.one_of(ListingDraft.objects.submitted(), pick) or self.draft(pick)

    def product(self, pick: int) -> Product:
        return Product.objects.get(pk=self.rows["products"][pick % len(self.rows["products"])][0])

    def one_of(self, rows: Any, pick: int) -> Any:
        """The row that a number picks; None when there is none."""
        keys = list(rows.values_list("pk", flat=True))
        return rows.get(pk=keys[pick % len(keys)]) if keys else None

    def content(self, business: Business, pick: int) -> ListingContent:
        """A content with words of its own; sometimes not complete, sometimes with a picture of somebody else."""
        self.number += 1
        pictures = self.base["pictures"]
        own = pictures[business.pk]
        others = next(value for key, value in pictures.items() if key != business.pk)
        return ListingContent(
            name=f"Sản phẩm {self.number}",
            group=(1, 6)[pick % 2],
            commune=self.base["commune"] if pick % 7 else "",
            teaser_vi=f"dòng {self.number}",
            text_vi=f"canary{self.number}x",
            net_weight="" if pick % 2 else "500 g",
            months=tuple(range(1, 1 + pick % 13)),
            pictures=others[:1] if pick == 13 else own[: 1 + pick % 2],
        )

    @rule(pick=PICK)
    def start_new(self, pick):
        with contextlib.suppress(REFUSALS):
            listings.start(business=self.business(pick), actor=None, now=self.later())

    @rule(pick=PICK, other=PICK)
    def start_edit(self, pick, other):
        """One time in four somebody tries it with a product that is not his own."""
        product = self.product(other)
        business = self.business(pick) if pick % 4 == 0 else product.producer
        with contextlib.suppress(REFUSALS):
            listings.start(business=business, product=product, actor=None, now=self.later())

    @rule(pick=PICK, other=PICK, stale=STALE)
    def save(self, pick, other, stale):
        if (draft := self.draft(pick)) is None:
            return
        content = self.content(draft.business, other)
        try:
            listings.save(draft=draft, content=content, version=draft.version - stale, actor=None, now=self.later())
        except REFUSALS:
            assert ListingDraft.objects.get(pk=draft.pk).content == draft.content

    @rule(pick=PICK, stale=STALE)
    def submit(self, pick, stale):
        self.step(
            pick,
            lambda draft: listings.submit(draft=draft, version=draft.version - stale, actor=None, now=self.later()),
        )

    @rule(pick=PICK, other=PICK, is_new=st.booleans())
    def write_and_submit(self, pick, other, is_new):
        """Without this, most sequences would never see an officer."""
        product = None if is_new else self.product(pick)
        business = self.business(pick) if product is None else product.producer
        try:
            draft = listings.start(business=business, product=product, actor=None, now=self.later())
            content = replace(
                self.content(business, other), commune=self.base["commune"], pictures=self.base["pictures"][business.pk]
            )
            listings.save(draft=draft, content=content, version=draft.version, actor=None, now=self.later())
            listings.submit(draft=draft, version=draft.version, actor=None, now=self.later())
        except REFUSALS:
            pass

    @rule(pick=PICK, stale=STALE)
    def withdraw(self, pick, stale):
        self.step(pick, lambda draft: listings.withdraw(draft=draft, version=draft.version - stale))

    @rule(pick=PICK, stale=STALE)
    def discard(self, pick, stale):
        self.step(pick, lambda draft: listings.discard(draft=draft, version=draft.version - stale, now=self.later()))

    @rule(pick=PICK, stale=STALE)
    def approve(self, pick, stale):
        if (draft := self.waiting_draft(pick)) is None:
            return
        try:
            product = listings.approve(draft=draft, version=draft.version - stale, officer=None, now=self.later())
        except REFUSALS:
            return
        assert not stale
        self.approved[product.pk] = ListingContent.from_json(draft.content)
        assert read()["certificates"] == self.rows["certificates"], "an approval touches no certificate"

    @rule(pick=PICK, stale=STALE)
    def give_back(self, pick, stale):
        self.decide(pick, stale, listings.give_back)

    @rule(pick=PICK, stale=STALE)
    def reject(self, pick, stale):
        self.decide(pick, stale, listings.reject)

    @rule(pick=PICK, reason=st.sampled_from(("", "Sai khối lượng")))
    def unlist(self, pick, reason):
        listings.unlist(product=self.product(pick), actor=None, now=self.later(), reason=reason)

    @rule(pick=PICK, by_officer=st.booleans())
    def list_again(self, pick, by_officer):
        product = self.product(pick)
        was_taken_down = product.taken_down_because
        try:
            listings.list_again(product=product, actor=None, now=self.later(), by_officer=by_officer)
        except REFUSALS:
            return
        assert by_officer or not was_taken_down

    @rule(pick=PICK)
    def take_down_and_try(self, pick):
        """What an officer has taken down, its keeper does not bring back."""
        product = self.product(pick)
        listings.unlist(product=product, actor=None, now=self.later(), reason="Sai khối lượng")
        if Product.objects.get(pk=product.pk).taken_down_because:
            with pytest.raises(Refused):
                listings.list_again(product=product, actor=None, now=self.later())

    @rule(pick=PICK)
    def suspend(self, pick):
        business = self.business(pick)
        with contextlib.suppress(REFUSALS):
            businesses.suspend(
                business=business, version=business.version, reason="Xác minh lại", officer=None, now=self.later()
            )

    @rule(pick=PICK)
    def reinstate(self, pick):
        business = self.business(pick)
        listed = set(Product.objects.filter(is_listed=True).values_list("pk", flat=True))
        barred = set(Product.objects.exclude(taken_down_because="").values_list("pk", flat=True))
        try:
            businesses.reinstate(business=business, version=business.version, officer=None, now=self.later())
        except REFUSALS:
            return
        back = set(Product.objects.filter(is_listed=True).values_list("pk", flat=True)) - listed
        assert not back & barred

    @rule(pick=PICK, other=PICK, of_profile=st.booleans())
    def claim(self, pick, other, of_profile):
        thing = {"profile": self.base["profile"]} if of_profile else {"product": self.product(other)}
        for row in thing.values():
            row.refresh_from_db()
        with contextlib.suppress(REFUSALS):
            businesses.claim(business=self.business(pick), explanation="của tôi", actor=None, now=self.later(), **thing)

    @rule(pick=PICK, is_granted=st.booleans())
    def decide_claim(self, pick, is_granted):
        if (claim := self.one_of(Claim.objects.order_by("pk"), pick)) is None:
            return
        try:
            if is_granted:
                businesses.grant_claim(claim=claim, officer=None, now=self.later())
            else:
                businesses.reject_claim(claim=claim, reason="chưa đủ căn cứ", officer=None, now=self.later())
        except REFUSALS:
            pass

    @rule(pick=PICK, other=PICK)
    def merge_products(self, pick, other):
        with contextlib.suppress(REFUSALS):
            businesses.merge_products(
                product=self.product(pick), into=self.product(other), officer=None, now=self.later()
            )

    @rule(pick=PICK)
    def merge_profile(self, pick):
        with contextlib.suppress(REFUSALS):
            businesses.merge(business=self.base["profile"], into=self.business(pick), officer=None, now=self.later())

    @rule(pick=PICK, stars=st.sampled_from((3, 4, 5)))
    def grant_certificate(self, pick, stars):
        self.granted(self.product(pick), stars)

    def granted(self, product: Product, stars: int) -> None:
        standing = Certificate.objects.standing().filter(product=product).first()
        paper = factories.paper(stars=stars)
        with contextlib.suppress(REFUSALS):
            certificates.grant(
                product=product, paper=paper, officer=self.base["officer"], replaces=standing, now=self.later()
            )

    @rule(pick=PICK, decision=st.sampled_from(sorted(Decision)))
    def decide_certificate(self, pick, decision):
        if (certificate := self.one_of(Certificate.objects.order_by("pk"), pick)) is None:
            return
        with contextlib.suppress(REFUSALS):
            certificates.decide(
                certificate=certificate,
                decision=Decision(decision),
                number="1/QĐ",
                decided_on=certificate.issued_on,
                reason="đánh giá lại",
                officer=self.base["officer"],
                now=self.later(),
            )

    @rule(pick=PICK, stars=st.sampled_from((2, 3, 4, 5)))
    def send_certificate(self, pick, stars):
        self.sent(self.product(pick), stars)

    def sent(self, product: Product, stars: int) -> None:
        with contextlib.suppress(REFUSALS):
            certificates.send(
                product=product,
                paper=factories.paper(stars=stars),
                file=None,
                sender=self.base["sender"],
                now=self.later(),
            )

    def submission(self, pick: int) -> CertificateSubmission | None:
        """One of a product that has just sent one, or, one time in four, any that was ever sent."""
        rows = CertificateSubmission.objects.order_by("pk")
        if pick % 4 == 0:
            return self.one_of(rows, pick)
        product = self.product(pick)
        self.sent(product, 3)
        return rows.filter(product=product).last()

    @rule(pick=PICK, stars=st.sampled_from((3, 4)), is_stale=st.booleans())
    def confirm_certificate(self, pick, stars, is_stale):
        """What an officer confirms is what he read, in place of the certificate that he saw."""
        if (submission := self.submission(pick)) is None:
            return
        product = submission.product
        standing = None if is_stale else Certificate.objects.standing().filter(product=product).first()
        was_waiting = submission.state == "waiting"
        try:
            certificate = certificates.grant(
                product=product,
                paper=factories.paper(stars=stars),
                officer=self.base["officer"],
                replaces=standing,
                submission=submission,
                now=self.later(),
            )
        except REFUSALS:
            return
        assert was_waiting
        assert CertificateSubmission.objects.get(pk=submission.pk).state == "confirmed"
        assert Certificate.objects.standing().get(product=product) == certificate

    @rule(pick=PICK, is_final=st.booleans(), reason=st.sampled_from(("", "Bản chụp mờ")))
    def refuse_certificate(self, pick, is_final, reason):
        if (submission := self.submission(pick)) is None:
            return
        if pick % 2:
            self.granted(submission.product, 4)
        before = read()["certificates"]
        refuse = certificates.reject_submission if is_final else certificates.return_submission
        with contextlib.suppress(REFUSALS):
            refuse(submission=submission, reason=reason, officer=self.base["officer"], now=self.later())
            assert reason
        assert read()["certificates"] == before

    def step(self, pick: int, change: Any) -> None:
        if (draft := self.draft(pick)) is not None:
            with contextlib.suppress(REFUSALS):
                change(draft)

    def decide(self, pick: int, stale: int, change: Any) -> None:
        if (draft := self.waiting_draft(pick)) is None:
            return
        before = read()["products"]
        with contextlib.suppress(REFUSALS):
            change(draft=draft, version=draft.version - stale, reason="sửa lại", officer=None, now=self.later())
            assert not stale
        assert read()["products"] == before

    @invariant()
    def everything_holds(self):
        """What is live is what was approved last; and of what may stand once, nothing stands twice."""
        rows = self.rows = read()
        self.live_is_what_was_approved_last(rows)
        for name in ("open drafts", "waiting"):
            keys = [product for (product,) in rows[name]]
            assert len(keys) == len(set(keys)), name
        standing = [product for _pk, product, decision in rows["certificates"] if decision in STANDING]
        assert len(standing) == len(set(standing))
        codes = dict(rows["codes"])
        assert self.codes.items() <= codes.items(), "a code leads to its product for ever"
        self.codes = codes

    def live_is_what_was_approved_last(self, rows: dict[str, list[Any]]) -> None:
        months, pictures = lists(rows["months"]), lists(rows["pictures"])
        for values in rows["products"]:
            row = dict(zip(COLUMNS, values, strict=True))
            key = row["pk"]
            assert content_of(row, months.get(key, ()), pictures.get(key, ())) == self.approved[key]
            if row["is_listed"]:
                assert not row["taken_down_because"]
                assert row["merged_into_id"] is None
                assert not row["is_kept_by_producer"] or row["producer__standing"] == Business.Standing.VERIFIED

    @precondition(lambda self: self.number and not self.has_looked)
    @rule(pick=PICK)
    def look_at_a_public_page(self, pick):
        """What a visitor reads of a listed product is what was approved, and no word of a draft.

        Once a sequence, at any moment after words were written: a page costs as much as a hundred readings of the rows.
        """
        listed = [dict(zip(COLUMNS, row, strict=True)) for row in self.rows["products"]]
        listed = [row for row in listed if row["is_listed"]]
        if not listed:
            return
        self.has_looked = True
        row = listed[pick % len(listed)]
        drafts = ListingDraft.objects.exclude(state=ListingDraft.State.APPROVED).values_list("content", flat=True)
        words = {content["text_vi"] for content in drafts} - {""}
        words -= {content.text_vi for content in self.approved.values()}
        response = Client().get(f"/san-vat/{row['slug']}/")
        assert response.status_code == 200
        page = response.content.decode()
        assert self.approved[row["pk"]].text_vi.split("\n\n")[-1] in page
        assert [word for word in words if word in page] == []


def without_a_file(file: Any, *, owner: Any, purpose: str, title: str) -> PrivateDocument:
    """A document as the intake makes it; what the intake does with files is tested beside it."""
    return PrivateDocument.objects.create(
        owner=owner, purpose=purpose, title=title, content_type="application/pdf", size=1, sha256="0" * 64
    )


def test_live_is_what_was_approved_last_in_every_sequence(monkeypatch):
    monkeypatch.setattr(private_documents, "keep", without_a_file)
    one, two = sellers.verified(), sellers.verified()
    profile = Business.objects.create(
        slug="tu-nguon", name="Cơ sở từ nguồn", standing=Business.Standing.FROM_SOURCES, province=one.province
    )
    for number in range(2):
        given = factories.product(kept=False, producer=profile, lead_vi="Lời dẫn của nguồn.", text_vi=f"nguồn {number}")
        addresses.give(product=given)
    for business in (one, two):
        sellers.listed(business)
    sellers.group(6)
    Portal.base = {
        "businesses": [one, two],
        "profile": profile,
        "sender": sellers.owner(one),
        "officer": factories.officer(),
        "commune": sellers.commune().pk,
        "pictures": {business.pk: tuple(sellers.picture(business) for _number in range(2)) for business in (one, two)},
    }
    run_state_machine_as_test(
        Portal,
        settings=settings(
            max_examples=soak.count(2000),
            stateful_step_count=25,
            derandomize=not soak.SOAKING,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
