"""Nothing of a business ever reaches another one: every address of the site, asked with other people's numbers.

Three businesses hold secrets ("canaries") in every private field. Each crawls every pattern of the resolver with every
method and the numbers, names and files of the other two; no answer may hold a foreign canary. What belongs to a
business, asked by another one, is 404.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product as pairs
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from portal.media import private_documents
from portal.media.models import PrivateDocument
from products import tax_codes as numbers
from products.listing_content import ListingContent
from products.models import (
    Action,
    Business,
    BusinessPicture,
    CertificateSubmission,
    Claim,
    Enquiry,
    Invitation,
    ListingDraft,
    Message,
    Product,
    Report,
)
from products.services import tax_codes
from tests import soak
from tests.media.pdfs import pdf
from tests.media.pictures import jpeg, library_picture
from tests.products import factories
from tests.products.factories import NOW

pytestmark = pytest.mark.django_db
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WANTED = 5000
CITIZENS = {"mot": "014093001111", "hai": "014093002222", "ba": "014093003333"}


@dataclass
class Party:
    """A business with an owner, and what of it nobody else may see."""

    name: str
    owner: Any
    business: Business
    ids: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def canary(self) -> str:
        """The word in each of its private fields."""
        return f"CHIM{self.name.upper()}KIN"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand in no answer to somebody else."""
        return (self.canary, CITIZENS[self.name])


def party(name: str) -> Party:
    """A business with something private in every table."""
    owner = factories.user()
    business = factories.business(member=owner, representative=f"CHIM{name.upper()}KIN", phone=f"CHIM{name.upper()}KIN")
    made = Party(name, owner, business)
    secret = made.canary
    tax_codes.keep(business=business, number=numbers.read(CITIZENS[name]))
    listed = factories.product(producer=business)
    hidden = factories.product(producer=business, name=secret, is_listed=False, listed_at=None)
    content = ListingContent(name=secret, text_vi=secret).as_json()
    drafts = [
        ListingDraft.objects.create(
            business=business,
            product=of,
            name=secret,
            content=content,
            state=state,
            reason=secret,
            created_at=NOW,
            saved_at=NOW,
            saved_by=owner,
        )
        for of, state in ((listed, "draft"), (None, "submitted"), (hidden, "returned"))
    ]
    file = SimpleUploadedFile("giay.pdf", pdf(title=secret), "application/pdf")
    document = private_documents.keep(file, owner=owner, purpose="certificate", title=secret)
    submission = CertificateSubmission.objects.create(
        product=listed,
        document=document,
        decision_number=secret,
        issued_on=NOW.date(),
        stars=4,
        reason=secret,
        sent_by=owner,
        sent_at=NOW,
    )
    image = library_picture(made=False, content=jpeg(240, 200, seed=len(secret) + ord(name[0])), title=secret)
    picture = BusinessPicture.objects.create(business=business, image=image, added_at=NOW)
    message = Message.objects.create(business=business, subject=secret, body=secret, sent_at=NOW)
    enquiry = Enquiry.objects.create(
        business=business,
        product=listed,
        sender_name=secret,
        sender_contact=secret,
        message=secret,
        language="vi",
        consent_version="1",
        sent_at=NOW,
        erase_on=NOW.date(),
    )
    invitation = Invitation.objects.create(
        business=business, email=f"{secret}@example.vn", role="editor", expires_at=NOW.replace(year=2099)
    )
    claim = Claim.objects.create(
        business=business, product=factories.product(kept=False), explanation=secret, made_by=owner, made_at=NOW
    )
    report = Report.objects.create(
        reference=f"AAAA-{name.upper():2<4}",
        product=listed,
        kind="error",
        message=secret,
        email="ai@example.vn",
        language="vi",
        received_at=NOW,
    )
    Action.objects.create(verb="submitted", business=business, province=business.province, note=secret, done_at=NOW)
    made.ids = {
        "int": [
            business.pk,
            listed.pk,
            hidden.pk,
            *(draft.pk for draft in drafts),
            submission.pk,
            image.pk,
            picture.pk,
            message.pk,
            enquiry.pk,
            invitation.pk,
            claim.pk,
            report.pk,
            owner.pk,
            business.members.get().pk,
        ],
        "slug": [business.slug, listed.slug, hidden.slug],
        "uuid": [document.pk],
        "str": [report.reference, str(document.pk), listed.slug],
    }
    return made


@pytest.fixture
def parties() -> list[Party]:
    return [party(name) for name in CITIZENS]


def patterns(resolver: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every pattern of the site as (route, converters by name); expressions keep their groups."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + (str(one.pattern) if isinstance(one.pattern, RoutePattern) else one.pattern.regex.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, route)
        elif isinstance(one, URLPattern):
            yield route, one


PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\((?:\?P<\w+>|\?:)?[^()]*(?:\([^()]*\)[^()]*)*\)[?*+]?")


def filled(route: str, ids: dict[str, list[Any]], choose: random.Random) -> str:
    """An address of a pattern with somebody's numbers in every place."""

    def value(match: re.Match[str]) -> str:
        kind = match["kind"] or "str"
        return str(choose.choice(ids.get(kind, ids["str"] if kind in {"str", "path"} else ids["int"])))

    address = PLACE.sub(value, route)
    address = GROUP.sub(lambda _match: str(choose.choice(ids["int"])), address)
    return "/" + re.sub(r"[\^$?\\]", "", address).lstrip("/")


def asked(client: Client, method: str, address: str) -> tuple[int, str]:
    """Status, headers and text of an answer."""
    response = client.generic(
        method,
        address,
        data=b"" if method in {"GET", "HEAD"} else b"version=1&reason=x",
        content_type="application/x-www-form-urlencoded",
    )
    text = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, f"{response.headers}{text.decode('utf-8', 'replace')}"


@pytest.mark.once
@pytest.mark.parametrize("seed", soak.seeds())
def test_no_answer_holds_what_is_private_to_another(parties: list[Party], seed: int) -> None:
    choose = random.Random(seed)
    every = [route for route, _one in patterns()]
    ours = [route for route in every if belongs_to_businesses(route)]
    assert len(ours) > 30
    grid = list(pairs(every, METHODS))
    must = list(pairs(ours, METHODS))
    count = max(len(must), soak.count(WANTED) // len(soak.seeds()) if soak.SOAKING else soak.count(WANTED))
    chosen = must + [choose.choice(grid) for _number in range(count - len(must))]
    clients = []
    for one in parties:
        client = Client(raise_request_exception=False)
        client.force_login(one.owner)
        clients.append(client)
    statuses: dict[tuple[str, str], int] = {}
    for number, (route, method) in enumerate(chosen):
        reader, client = parties[number % 3], clients[number % 3]
        victim = parties[(number + choose.choice((1, 2))) % 3]
        address = filled(route, victim.ids, choose)
        status, text = asked(client, method, address)
        assert status != 500, (method, address)
        for secret in victim.secrets:
            assert secret not in text, (reader.name, method, address)
        statuses[route, method] = status
    assert {route for route, _method in statuses} >= set(ours), "a pattern was never asked"
    # Whatever was sent, everything private is still there and unchanged.
    for one in parties:
        one.business.refresh_from_db()
        assert one.business.representative == one.canary
        assert ListingDraft.objects.filter(business=one.business, name=one.canary).count() == 3
        assert Enquiry.objects.filter(business=one.business, message=one.canary).exists()
        assert PrivateDocument.objects.filter(owner=one.owner, title=one.canary).exists()
        assert not Product.objects.filter(producer=one.business, name=one.canary, is_listed=True).exists()


def belongs_to_businesses(route: str) -> bool:
    """Whether a pattern is of the area, the public product pages, short addresses, private files or the interface."""
    return (
        route.startswith(("doanh-nghiep/", "q/", f"{settings.API_PATH}"))
        or "tai-lieu-rieng" in route
        or ("san-vat" in route)
    )
