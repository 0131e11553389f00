"""Makes what tests of the business area need: accounts, businesses that registered, drafts that could be submitted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.test import Client

from portal.places.models import Commune, Province
from portal.users.models import User
from products import tax_codes
from products.listing_content import ListingContent
from products.models import Business, BusinessPicture, Consent, ListingDraft, Member, Product, ProductGroup
from products.services import businesses, listings
from tests.media.pictures import library_picture
from tests.products.factories import NUMBERS

NOW = dt.datetime(2026, 11, 22, 8, 42, tzinfo=dt.UTC)
#: A number with the right check digit that no tax office gives out.
ENTERPRISE = "9900000009"


def commune(code: str = "03646") -> Commune:
    province, _created = Province.objects.get_or_create(code="14", defaults={"name": "Sơn La", "slug": "son-la"})
    return Commune.objects.get_or_create(
        code=code, defaults={"province": province, "name": "Tô Hiệu", "kind": "phường"}
    )[0]


def group(code: int = 1) -> ProductGroup:
    defaults = {"slug": f"nhom-{code}", "name_vi": f"Nhóm {code}", "name_en": f"Group {code}"}
    return ProductGroup.objects.get_or_create(code=code, defaults=defaults)[0]


def account() -> User:
    """An account that cannot sign in by a password: hashing one is dear."""
    return User.objects.create_user(f"nguoi-{next(NUMBERS)}@example.vn")


def registered(user: User | None = None, *, name: str = "", **options: Any) -> Business:
    """A business that has just registered, with its owner."""
    profile = {"name": name or f"HTX Thử {next(NUMBERS)}", "legal_type": "cooperative", "commune": commune().pk}
    return businesses.register(
        user=user or account(),
        profile=profile,
        contacts={"representative": "Lò Thị Thử", "phone": "0212 385 0000"},
        number=tax_codes.read(ENTERPRISE),
        purposes=[Consent.Purpose.TERMS],
        now=NOW,
        **options,
    )


def verified(user: User | None = None, **options: Any) -> Business:
    """A business that an officer has verified."""
    business = registered(user, **options)
    return businesses.verify(business=business, version=business.version, officer=None, now=NOW)


def member(business: Business, role: Member.Role = Member.Role.OWNER) -> User:
    """A further account of a business."""
    user = account()
    Member.objects.create(business=business, user=user, role=role, joined_at=NOW)
    return user


def owner(business: Business) -> User:
    """The first owner."""
    return business.members.filter(role=Member.Role.OWNER).earliest("pk").user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def picture(business: Business, **options: Any) -> int:
    """The key of a picture that the business uploaded."""
    image = library_picture(made=None, **options)
    BusinessPicture.objects.create(business=business, image=image, added_at=NOW)
    return image.pk


def content(business: Business, **changes: Any) -> ListingContent:
    """A content that lacks nothing."""
    return replace(
        ListingContent(
            name=f"Mật ong {next(NUMBERS)}",
            group=group().pk,
            commune=commune().pk,
            teaser_vi="Mật của ong rừng.",
            text_vi="Lấy mật vào tháng năm.\n\nLọc một lần.",
            months=(5, 6),
            pictures=changes.pop("pictures", None) or (picture(business),),
        ),
        **changes,
    )


def drafted(business: Business, product: Product | None = None, **changes: Any) -> ListingDraft:
    """A draft that could be submitted."""
    who = owner(business)
    draft = listings.start(business=business, product=product, actor=who, now=NOW)
    return listings.save(draft=draft, content=content(business, **changes), version=draft.version, actor=who, now=NOW)


def submitted(business: Business, product: Product | None = None, **changes: Any) -> ListingDraft:
    """A draft that waits for an officer."""
    draft = drafted(business, product, **changes)
    return listings.submit(draft=draft, version=draft.version, actor=owner(business), now=NOW)


def listed(business: Business, **changes: Any) -> Product:
    """A product that an officer has approved."""
    draft = submitted(business, **changes)
    return listings.approve(draft=draft, version=draft.version, officer=None, now=NOW)
