"""Whatever businesses and officers do, in whatever order: what is live is the content that was approved last."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from products.listing_content import ListingContent
from products.models import Business, Certificate, Claim, Decision, ListingDraft, PermanentAddress, Product
from products.services import businesses, certificates, listings
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


class Portal(RuleBasedStateMachine):
    """Two businesses, a profile and two products from public sources, and the officers."""

    base: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        self.now, self.number = NOW, 0
        self.businesses: list[Business] = self.base["businesses"]
        self.approved: dict[int, ListingContent] = {
            product.pk: ListingContent.of(product) for product in Product.objects.all()
        }
        self.codes: dict[str, int] = {}

    def teardown(self) -> None:
        try:
            self.look_at_public_pages()
        finally:
            transaction.savepoint_rollback(self.mark)

    def later(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now

    def business(self, pick: int) -> Business:
        return Business.objects.get(pk=self.businesses[pick % len(self.businesses)].pk)

    def draft(self, pick: int) -> ListingDraft | None:
        drafts = list(ListingDraft.objects.order_by("pk"))
        return drafts[pick % len(drafts)] if drafts else None

    def product(self, pick: int) -> Product:
        products = list(Product.objects.order_by("pk"))
        return products[pick % len(products)]

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
        with contextlib.suppress(REFUSALS):
            listings.start(business=self.business(pick), product=self.product(other), actor=None, now=self.later())

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

    @rule(pick=PICK, other=PICK)
    def write_and_submit(self, pick, other):
        """Without this, most sequences would never see an officer."""
        business = self.business(pick)
        try:
            draft = listings.start(business=business, actor=None, now=self.later())
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
        waiting = list(ListingDraft.objects.submitted()) or list(ListingDraft.objects.order_by("pk"))
        if not waiting:
            return
        draft = waiting[pick % len(waiting)]
        certified = set(Certificate.objects.values_list("pk", "decision"))
        try:
            product = listings.approve(draft=draft, version=draft.version - stale, officer=None, now=self.later())
        except REFUSALS:
            return
        assert not stale
        self.approved[product.pk] = ListingContent.from_json(draft.content)
        assert set(Certificate.objects.values_list("pk", "decision")) == certified

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
        try:
            listings.list_again(product=product, actor=None, now=self.later(), by_officer=by_officer)
        except REFUSALS:
            return
        assert by_officer or not product.taken_down_because

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
        claims = list(Claim.objects.order_by("pk"))
        if not claims:
            return
        claim = claims[pick % len(claims)]
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
        product = self.product(pick)
        standing = Certificate.objects.standing().filter(product=product).first()
        paper = factories.paper(stars=stars)
        with contextlib.suppress(REFUSALS):
            certificates.grant(product=product, paper=paper, officer=None, replaces=standing, now=self.later())

    @rule(pick=PICK, decision=st.sampled_from(sorted(Decision)))
    def decide_certificate(self, pick, decision):
        rows = list(Certificate.objects.order_by("pk"))
        if not rows:
            return
        certificate = rows[pick % len(rows)]
        with contextlib.suppress(REFUSALS):
            certificates.decide(
                certificate=certificate,
                decision=Decision(decision),
                number="1/QĐ",
                decided_on=certificate.issued_on,
                reason="đánh giá lại",
                officer=None,
                now=self.later(),
            )

    def step(self, pick: int, change: Any) -> None:
        if (draft := self.draft(pick)) is not None:
            with contextlib.suppress(REFUSALS):
                change(draft)

    def decide(self, pick: int, stale: int, change: Any) -> None:
        self.step(
            pick,
            lambda draft: change(
                draft=draft, version=draft.version - stale, reason="sửa lại", officer=None, now=self.later()
            ),
        )

    @invariant()
    def live_is_what_was_approved_last(self):
        for product in Product.objects.prefetch_related("month_rows", "gallery"):
            assert ListingContent.of(product) == self.approved[product.pk]

    @invariant()
    def one_draft_at_most_is_open(self):
        keys = list(ListingDraft.objects.open().exclude(product=None).values_list("product", flat=True))
        assert len(keys) == len(set(keys))

    @invariant()
    def one_certificate_at_most_stands(self):
        keys = list(Certificate.objects.standing().values_list("product", flat=True))
        assert len(keys) == len(set(keys))

    @invariant()
    def nothing_is_listed_that_may_not_be(self):
        for product in Product.objects.filter(is_listed=True).select_related("producer"):
            assert not product.taken_down_because
            assert product.merged_into_id is None
            assert not product.is_kept_by_producer or product.producer.is_verified

    @invariant()
    def a_code_leads_to_its_product_for_ever(self):
        now = dict(PermanentAddress.objects.values_list("code", "product_id"))
        assert self.codes.items() <= now.items()
        self.codes = now

    def look_at_public_pages(self) -> None:
        """What a visitor reads of each listed product holds no word of a draft."""
        drafts = ListingDraft.objects.exclude(state=ListingDraft.State.APPROVED)
        words = {draft.content["text_vi"] for draft in drafts} - {""}
        words -= {content.text_vi for content in self.approved.values()}
        for product in Product.objects.listed()[:2]:
            response = Client().get(product.get_absolute_url())
            assert response.status_code == 200
            page = response.content.decode()
            assert self.approved[product.pk].text_vi.split("\n\n")[-1] in page
            assert [word for word in words if word in page] == []


def test_live_is_what_was_approved_last_in_every_sequence():
    one, two = sellers.verified(), sellers.verified()
    profile = Business.objects.create(
        slug="tu-nguon", name="Cơ sở từ nguồn", standing=Business.Standing.FROM_SOURCES, province=one.province
    )
    for number in range(2):
        factories.product(kept=False, producer=profile, lead_vi="Lời dẫn của nguồn.", text_vi=f"nguồn {number}")
    sellers.group(6)
    Portal.base = {
        "businesses": [one, two],
        "profile": profile,
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
