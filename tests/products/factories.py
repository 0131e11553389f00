"""Makes products, businesses and certificates for tests; every call makes a new one with names of its own."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.places.models import Commune, Province
from products import certificates as rules
from products.models import Business, Certificate, Member, Officer, Product, ProductGroup
from products.services import certificates
from products.services.certificates import Paper
from tests.media.pdfs import pdf

NUMBERS = count(1)
NOW = dt.datetime(2026, 11, 22, 8, 42, tzinfo=dt.UTC)
TODAY = timezone.localdate(NOW)


def province(name: str = "Sơn La") -> Province:
    code, slug = {"Sơn La": ("14", "son-la"), "Điện Biên": ("11", "dien-bien")}[name]
    return Province.objects.get_or_create(code=code, defaults={"name": name, "slug": slug})[0]


def commune(name: str = "Sơn La") -> Commune:
    """A commune of the province that no official list has."""
    number = next(NUMBERS)
    return Commune.objects.create(
        code=f"9{number:04}", province=province(name), name=f"Thử {number}", kind="xã", slug=f"thu-{number}"
    )


def group(code: int = 1) -> ProductGroup:
    defaults = {"slug": f"nhom-{code}", "name_vi": f"Nhóm {code}", "name_en": f"Group {code}"}
    return ProductGroup.objects.get_or_create(code=code, defaults=defaults)[0]


def user(**fields: Any) -> Any:
    """An account that cannot sign in by a password: hashing one is dear."""
    return get_user_model().objects.create_user(f"nguoi-{next(NUMBERS)}@example.vn", **fields)


def officer(*names: str) -> Any:
    """An account that looks after provinces (Sơn La alone unless others are named)."""
    account = user()
    Officer.objects.create(user=account).provinces.set([province(name) for name in names or ("Sơn La",)])
    return account


def business(*, member: Any = None, **fields: Any) -> Business:
    """A verified business, with an account that owns it when one is handed over."""
    number = next(NUMBERS)
    made = Business.objects.create(
        **{
            "slug": f"htx-thu-{number}",
            "name": f"HTX Thử {number}",
            "standing": Business.Standing.VERIFIED,
            "verified_at": NOW,
            "province": province(),
            **fields,
        }
    )
    if member is not None:
        Member.objects.create(business=made, user=member, role=Member.Role.OWNER, joined_at=NOW)
    return made


def product(*, kept: bool = True, **fields: Any) -> Product:
    """A listed product, kept by a business unless ``kept`` is False."""
    number = next(NUMBERS)
    if kept and "producer" not in fields:
        fields["producer"] = business()
    return Product.objects.create(
        **{
            "slug": f"mat-ong-{number}",
            "name": f"Mật ong rừng {number}",
            "name_en": f"Forest honey {number}",
            "province": province(),
            "group": group(),
            "is_kept_by_producer": kept,
            "is_listed": True,
            "listed_at": NOW,
            **fields,
        }
    )


def paper(issued_on: dt.date = dt.date(2026, 1, 15), stars: int = 4, **fields: Any) -> Paper:
    """What stands on a certificate that the rules of its day allow."""
    issuer = rules.issuer_of(stars, issued_on)
    return Paper(
        **{
            "decision_number": f"{next(NUMBERS)}/QĐ-UBND",
            "issued_on": issued_on,
            "stars": stars,
            "issuer": issuer.value if issuer is not None else "",
            **fields,
        }
    )


def certificate(of: Product, *, by: Any = None, now: dt.datetime = NOW, **fields: Any) -> Certificate:
    """A certificate as an officer confirms it, in place of the one that stands."""
    standing = Certificate.objects.standing().filter(product=of).first()
    return certificates.grant(product=of, paper=paper(**fields), officer=by or officer(), replaces=standing, now=now)


def scan() -> SimpleUploadedFile:
    """A certificate's file."""
    return SimpleUploadedFile("giay.pdf", pdf(title="Giấy chứng nhận"), "application/pdf")
