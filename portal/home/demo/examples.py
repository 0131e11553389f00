"""Two example businesses, with something waiting in each queue of the officers. Idempotent.

Nothing here is real, and everything says so: names, decision numbers and the made certificate carry the word "example".
Examples are marked (``is_example``), never public, and never mixed with what public sources say of real producers.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from portal.home.demo.pictures import Pictures
from portal.places.models import Commune, Province
from portal.users.demo import COOPERATIVE, HOUSEHOLD, OFFICER
from portal.users.models import User
from products import tax_codes
from products.listing_content import ListingContent
from products.models import (
    Business,
    BusinessPicture,
    Consent,
    ListingDraft,
    Officer,
    Product,
    ProductGroup,
    Report,
)
from products.services import businesses, certificates, listings, reports
from products.services.certificates import Paper

DAY = dt.timedelta(days=1)
#: No tax office gives out such numbers.
ENTERPRISE, PERSON = "9900000009", "000000000000"
CONTACT = {"representative": "Người đại diện (ví dụ)", "phone": "0000 000 000"}


@transaction.atomic
def load_examples(*, now: dt.datetime) -> None:
    """Make the examples that are missing, for the demo accounts that there are."""
    people = {user.email: user for user in User.objects.filter(email__in=(COOPERATIVE, HOUSEHOLD, OFFICER))}
    if len(people) < 3 or Business.objects.filter(is_example=True).exists():
        return
    officer, _created = Officer.objects.get_or_create(user=people[OFFICER])
    officer.provinces.set(Province.objects.all())
    _household(people[HOUSEHOLD], now)
    _cooperative(people[COOPERATIVE], people[OFFICER], now)


def _household(owner: User, now: dt.datetime) -> None:
    """A seller that waits to be verified, with a draft it has begun."""
    business = _registered(owner, "Hộ kinh doanh Ví Dụ", "household", "11", PERSON, now - 2 * DAY)
    draft = listings.start(business=business, actor=owner, now=now - DAY)
    content = ListingContent(name="Chè shan tuyết (ví dụ)", teaser_vi="Bản nháp ví dụ, chưa viết xong.")
    listings.save(draft=draft, content=content, version=draft.version, actor=owner, now=now - DAY)


def _cooperative(owner: User, officer: User, now: dt.datetime) -> None:
    """A verified seller: an approved listing, its change that waits, one that came back, a certificate, a claim."""
    business = _registered(owner, "Hợp tác xã Ví Dụ", "cooperative", "14", ENTERPRISE, now - 30 * DAY)
    businesses.verify(business=business, version=business.version, officer=officer, now=now - 29 * DAY)
    pictures = _pictures(business, now)
    text = "Nội dung ví dụ của bản dùng thử, không nói về sản phẩm nào có thật.\n\nMận chín cây, bỏ hạt, sấy dẻo."
    plums = ListingContent(
        name="Mận sấy dẻo (ví dụ)",
        group=ProductGroup.objects.values_list("code", flat=True).first(),
        commune=business.commune_id or "",
        teaser_vi="Mận bỏ hạt, sấy dẻo (ví dụ).",
        text_vi=text,
        net_weight="250 g",
        months=(6, 7, 8),
        pictures=pictures[:1],
    )
    draft = _submitted(business, owner, plums, now - 20 * DAY)
    product = listings.approve(draft=draft, version=draft.version, officer=officer, now=now - 18 * DAY)
    change = ListingContent.from_json(
        plums.as_json() | {"net_weight": "200 g", "months": [6, 7, 8, 9], "pictures": list(pictures)}
    )
    _submitted(business, owner, change, now - DAY, product=product)
    syrup = ListingContent.from_json(
        plums.as_json()
        | {
            "name": "Siro mận (ví dụ)",
            "teaser_vi": "Siro mận ủ đường (ví dụ).",
            "text_vi": "Siro ủ từ mận chín với đường. Rất tốt cho dạ dày.",
            "net_weight": "330 ml",
        }
    )
    draft = _submitted(business, owner, syrup, now - 5 * DAY)
    reason = "Câu “rất tốt cho dạ dày” nói công dụng chữa bệnh: thực phẩm không được ghi như vậy. Hãy bỏ câu ấy."
    listings.give_back(draft=draft, version=draft.version, reason=reason, officer=officer, now=now - 3 * DAY)
    paper = Paper(decision_number="00/QĐ-UBND (ví dụ)", issued_on=(now - 40 * DAY).date(), stars=3)
    certificates.send(product=product, paper=paper, file=_certificate(), sender=owner, now=now - 2 * DAY)
    reports.receive(
        kind=Report.Kind.ERROR,
        message="Tin báo ví dụ: khối lượng ghi trên trang khác với trên bao bì.",
        email="",
        language="vi",
        product=product,
        now=now - DAY,
    )
    _claim(business, owner, now - DAY)


def _registered(owner: User, name: str, legal_type: str, province: str, number: str, now: dt.datetime) -> Business:
    commune = Commune.objects.filter(province=province).order_by("sort_key").first()
    return businesses.register(
        user=owner,
        profile={
            "name": name,
            "legal_type": legal_type,
            "commune": commune.code if commune is not None else "",
            "about_vi": "Cơ sở ví dụ của bản dùng thử, không có thật.",
        },
        contacts=CONTACT,
        number=tax_codes.read(number),
        purposes=[Consent.Purpose.TERMS],
        now=now,
        is_example=True,
    )


def _submitted(
    business: Business, owner: User, content: ListingContent, now: dt.datetime, product: Product | None = None
) -> ListingDraft:
    draft = listings.start(business=business, product=product, actor=owner, now=now)
    listings.save(draft=draft, content=content, version=draft.version, actor=owner, now=now)
    return listings.submit(draft=draft, version=draft.version, actor=owner, now=now)


def _pictures(business: Business, now: dt.datetime) -> tuple[int, ...]:
    drawn = Pictures()
    images = [drawn.of(slug, "Tranh của ví dụ") for slug in ("thung-lung-man-na-ka", "festival-plum")]
    for image in images:
        BusinessPicture.objects.create(business=business, image=image, added_at=now)
    return tuple(image.pk for image in images)


def _claim(business: Business, owner: User, now: dt.datetime) -> None:
    """A profile as if from public sources, itself an example, which the co-operative claims."""
    profile = Business.objects.create(
        slug="co-so-vi-du-tu-nguon-cong-khai",
        name="Cơ sở Ví Dụ (từ nguồn công khai)",
        standing=Business.Standing.FROM_SOURCES,
        province=business.province,
        is_example=True,
    )
    businesses.claim(
        business=business,
        profile=profile,
        explanation="Căn cứ ví dụ: tên trên bao bì trùng với tên của hợp tác xã.",
        actor=owner,
        now=now,
    )


def _certificate() -> Any:
    """A PDF that says what it is."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setTitle("Vi du, khong phai giay chung nhan")
    for line, text in enumerate(("VI DU / EXAMPLE", "Khong phai giay chung nhan", "Not a certificate")):
        canvas.setFont("Helvetica-Bold", 28 - 6 * line)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 200 - 60 * line, text)
    canvas.save()
    return ContentFile(buffer.getvalue(), name="vi-du.pdf")
