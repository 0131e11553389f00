"""Officers and what waits for them: factories for the tests of the admin's pages of products."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from portal.users.editing import EDITORS, OFFICERS, set_up_editing
from portal.users.models import User
from products import tax_codes as tax_numbers
from products.listing_content import ListingContent
from products.models import (
    Business,
    CertificateSubmission,
    Claim,
    Consent,
    Enquiry,
    ListingDraft,
    Member,
    Product,
    ProtectedName,
    Report,
)
from products.services import businesses, certificates, listings
from products.services import reports as report_service
from tests.admin_forms import edit_form
from tests.media.pictures import library_picture
from tests.products import factories as made

NOW = timezone.now()
TAX_CODE = "0100109106"
CITIZEN = "014090001234"


def officer(*provinces: str, group: bool = True) -> User:
    """An account that looks after provinces, with the officers' group unless told otherwise."""
    set_up_editing()
    account = made.officer(*provinces) if provinces else made.user()
    if group:
        account.groups.add(Group.objects.get(name=OFFICERS))
    return User.objects.get(pk=account.pk)


def editor() -> User:
    """An editor, who may enter the admin and is no officer."""
    set_up_editing()
    account = made.user()
    account.groups.add(Group.objects.get(name=EDITORS))
    return User.objects.get(pk=account.pk)


def client(account: Any) -> Client:
    """Signed in."""
    signed_in = Client()
    signed_in.force_login(account)
    return signed_in


def seller(province: str = "Sơn La", *, tax_code: str = TAX_CODE, **profile: str) -> Business:
    """A registration that waits for an officer."""
    number = next(made.NUMBERS)
    given = {
        "name": f"HTX Nương Mây {number}",
        "name_en": "",
        "legal_type": "cooperative",
        "commune": made.commune(province).code,
        "address": "Bản Thử",
        "about_vi": "Trồng mận.",
        "about_en": "",
    }
    return businesses.register(
        user=made.user(),
        profile={**given, **profile},
        contacts={"representative": "Lò Thị Thử", "phone": "0212000000", "email": "", "website": ""},
        number=tax_numbers.read(tax_code) if tax_code else None,
        purposes=[Consent.Purpose.TERMS],
        now=NOW,
    )


def business(province: str = "Sơn La", **fields: Any) -> Business:
    """A verified business with its owner."""
    return made.business(member=made.user(), province=made.province(province), **fields)


def profile(province: str = "Sơn La", **fields: Any) -> Business:
    """A maker that public sources name."""
    number = next(made.NUMBERS)
    return Business.objects.create(
        **{
            "slug": f"nguon-{number}",
            "name": f"Cơ sở Nguồn {number}",
            "standing": Business.Standing.FROM_SOURCES,
            "province": made.province(province),
            **fields,
        }
    )


def source_product(province: str = "Sơn La", **fields: Any) -> Product:
    """A listed product from public sources."""
    return made.product(kept=False, province=made.province(province), **fields)


def content(province: str = "Sơn La", **fields: Any) -> ListingContent:
    """A complete listing, without pictures of anybody."""
    made.group(1)
    given: dict[str, Any] = {
        "name": f"Mận sấy {next(made.NUMBERS)}",
        "group": 1,
        "commune": made.commune(province).code,
        "teaser_vi": "Mận sấy dẻo",
        "text_vi": "Mận chín cây, phơi nắng ba ngày.",
        "net_weight": "250 g",
        "months": (6, 7),
    }
    return ListingContent(**{**given, **fields})


def draft(
    province: str = "Sơn La", *, of: Business | None = None, product: Product | None = None, **fields: Any
) -> ListingDraft:
    """A submitted draft of a verified business, with one picture."""
    owner = of or (product.producer if product is not None else None) or business(province)
    member = Member.objects.filter(business=owner).first()
    actor = member.user if member is not None else made.user()
    image = picture_of(owner)
    begun = listings.start(business=owner, actor=actor, now=NOW, product=product)
    written = content(province, **{"pictures": (image.pk,), **fields})
    saved = listings.save(draft=begun, content=written, version=begun.version, actor=actor, now=NOW)
    return listings.submit(draft=saved, version=saved.version, actor=actor, now=NOW)


def picture_of(owner: Business) -> Any:
    """A picture that a business uploaded."""
    image = library_picture(made=None)
    owner.pictures.create(image=image, added_at=NOW)
    return image


def live_product(province: str = "Sơn La", *, of: Business | None = None, **fields: Any) -> Product:
    """A product that its business keeps, approved as it stands."""
    waiting = draft(province, of=of, **fields)
    return listings.approve(draft=waiting, version=waiting.version, officer=None, now=NOW)


def claim(province: str = "Sơn La", *, on_profile: bool = False, by: Business | None = None) -> Claim:
    """A claim of a product or a profile of a province."""
    thing = profile(province) if on_profile else source_product(province)
    about: dict[str, Any] = {"profile": thing} if on_profile else {"product": thing}
    claimant = by or business(province)
    return businesses.claim(business=claimant, explanation="Chúng tôi làm ra.", actor=None, now=NOW, **about)


def report(province: str = "Sơn La", **about: Any) -> Report:
    """A report about a product of a province."""
    about = about or {"product": source_product(province)}
    return report_service.receive(
        kind=Report.Kind.ERROR, message="Ghi sai năm.", email="a@example.vn", language="vi", now=NOW, **about
    )


def protected_name(province: str = "Sơn La", **fields: Any) -> ProtectedName:
    """A protected name of a province."""
    number = next(made.NUMBERS)
    return ProtectedName.objects.create(
        **{
            "slug": f"ten-{number}",
            "name": f"Chè Thử {number}",
            "province": made.province(province),
            "kind": "geographical-indication",
            "status": "protected",
            **fields,
        }
    )


def submission(product: Product, *, number: str = "", stars: int = 4) -> CertificateSubmission:
    """A certificate that the keeper of a product has sent."""
    member = Member.objects.filter(business=product.producer).first()
    return certificates.send(
        product=product,
        paper=made.paper(stars=stars, **({"decision_number": number} if number else {})),
        file=made.scan(),
        sender=member.user if member is not None else made.user(),
        now=NOW,
    )


def paper_form(**fields: Any) -> dict[str, Any]:
    """What an officer fills in of a certificate."""
    return {
        "stars": "4",
        "decision_number": f"{next(made.NUMBERS)}/QĐ-UBND",
        "issued_on": "15.01.2026",
        "printed_ends_on": "",
        "issuer": "province",
        "issuer_name": "",
        "score": "",
        "mandatory_passed": "unknown",
        "place_at_issue": "",
        "standing": "",
        **fields,
    }


def enquiry(of: Business, **fields: Any) -> Enquiry:
    """A question to a seller."""
    return Enquiry.objects.create(
        **{
            "business": of,
            "sender_name": "Khách",
            "sender_contact": "0900000000",
            "message": "Còn hàng không?",
            "language": "vi",
            "consent_version": "2026-11",
            "sent_at": NOW,
            "erase_on": NOW.date(),
            **fields,
        }
    )


def form_of(client: Client, url: str, marker: str, **changes: Any) -> dict[str, Any]:
    """What the form with the field ``marker`` would send, with some fields changed; several values as a list."""
    sent = edit_form(client, url, marker)
    return {name: values[0] if len(values) == 1 else values for name, values in sent.lists()} | changes
