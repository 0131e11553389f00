"""What templates show of products: cards, badges, the words for stars, data for search engines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.site_tree import absolute, language_prefix
from portal.core.structured_data import breadcrumb_list
from portal.core.templatetags.portal_tags import day
from portal.media.templatetags.pictures import social_file
from products import seal
from products.certificates import State
from products.models import Certification, Decision, Product, RightKind
from products.pages.product import standing_of_card
from products.pages.seasons import Bar

register = template.Library()
Context = dict[str, Any]
#: A shorter text is no description of a page.
SHORT_DESCRIPTION = 60
#: Icon that stands for a group where there is no picture, by its number.
GROUP_ICONS = {1: "wheat", 2: "cup-soda", 3: "leaf", 4: "shapes", 5: "flower-2", 6: "tent"}


@register.simple_tag
def ocop_seal(stars: int) -> SafeString:
    """The large badge; its place says what it means."""
    return mark_safe(  # noqa: S308 (drawn from numbers)
        f'<svg class="seal" viewBox="0 0 120 120" aria-hidden="true">{seal.seal(stars)}</svg>'
    )


@register.simple_tag
def ocop_small_seal(stars: int) -> SafeString:
    """The badge of a card, beside the words that say the same."""
    return mark_safe(  # noqa: S308 (drawn from numbers)
        f'<svg class="seal" viewBox="0 0 120 120" aria-hidden="true">{seal.small_seal(stars)}</svg>'
    )


@register.simple_tag
def ocop_woven() -> SafeString:
    """The weave of the badge without a star: what a legend shows is no badge."""
    return mark_safe(seal.woven())  # noqa: S308 (drawn from numbers)


@register.filter
def group_icon(product: Product) -> str:
    """Name of the icon that stands for a product without a picture."""
    return GROUP_ICONS.get(product.group_id or 0, "package")


@register.inclusion_tag("components/product_card.html")
def product_card(product: Product, level: int = 3, eager: bool = False, maker: bool = True) -> Context:
    """The card of a product that was read ``for_cards``; ``maker`` is left out where all have the same."""
    first_right, first_standard = getattr(product, "first_right", None), getattr(product, "first_standard", None)
    return {
        "product": product,
        "standing": standing_of_card(product, timezone.localdate()),
        "level": level,
        "eager": eager,
        "maker": maker,
        "right": RightKind(first_right).label if first_right else "",
        "standard": Certification.Code(first_standard).label
        if first_standard and first_standard != Certification.Code.OTHER
        else "",
    }


@register.simple_tag
def season_bar(product: Product, months: Iterable[int]) -> list[Bar]:
    """A product's months as the one row of a season table."""
    return [Bar(_("Mở cửa") if product.is_service else _("Vào mùa"), product.months_note, list(months))]


@register.filter
def are_illustrated(products: Iterable[Any]) -> bool:
    """Whether any of the products is shown by an illustration."""
    return any(product.picture is not None and product.picture.is_illustration for product in products)


@register.filter
def issued(certificate: Any) -> str:
    """Who issued a certificate, on which day, by which decision."""
    return _("%(issuer)s cấp ngày %(date)s, Quyết định %(number)s") % {
        "issuer": certificate.issuer_name or certificate.get_issuer_display(),
        "date": day(certificate.issued_on),
        "number": certificate.decision_number,
    }


@register.filter
def state_in_words(state: State) -> str:
    """How a certificate is today."""
    return {
        State.NOT_YET: _("Chưa có hiệu lực"),
        State.VALID: _("Đang có hiệu lực"),
        State.ENDS_SOON: _("Đang có hiệu lực, sắp hết hạn"),
        State.ENDED: _("Đã hết hạn"),
        State.WITHDRAWN: _("Đã thu hồi"),
        State.REPLACED: _("Đã thay bằng giấy mới"),
    }[state]


@register.filter
def later_steps(certificate: Any) -> list[Any]:
    """What was decided of a certificate after it was granted."""
    return [step for step in certificate.decisions.all() if step.decision != Decision.GRANTED]


@register.filter
def legal_form(business: Any) -> str:
    """What kind of business it is: its legal type, else what the source calls it."""
    return str(business.get_legal_type_display()) if business.legal_type else business.form


#: What stands before the name by which a business is known.
_FORM_BEFORE_NAME = re.compile(
    r"^(?:công ty(?: (?:tnhh|cổ phần|cp|mtv|một thành viên))*|htx|hợp tác xã|hộ kinh doanh|hkd|tổ hợp tác|liên hiệp"
    r"|cơ sở(?: sản xuất| chế biến)?)\s+",
    re.IGNORECASE,
)


@register.filter
def initial(business: Any) -> str:
    """The letter of its monogram: the first of its name after the legal form."""
    return (_FORM_BEFORE_NAME.sub("", business.name) or business.name)[:1].upper()


@register.filter
def paragraphs(business: Any) -> list[str]:
    """What a business says of itself, a paragraph each."""
    return [part.strip() for part in business.about.split("\n\n") if part.strip()]


@register.filter
def is_vietnamese_only(business: Any) -> bool:
    """Whether its words are shown in Vietnamese on an English page."""
    return (get_language() or settings.LANGUAGE_CODE)[:2] == "en" and not business.about_en


@register.filter
def local_day(moment: dt.datetime) -> dt.date:
    """The day of a moment, here."""
    return timezone.localdate(moment)


@register.filter
def description(product: Product) -> str:
    """One or two sentences for search engines; where there is little to say, the place says it."""
    text = product.lead or product.teaser
    if len(text) >= SHORT_DESCRIPTION:
        return text
    where = product.commune.full_name + ", " if product.commune is not None else ""
    return f"{text or product.title}{'' if text.endswith('.') else '.'} " + _("Nơi làm ra: %(place)s.") % {
        "place": f"{where}{product.province.name}"
    }


@register.filter
def business_description(business: Any) -> str:
    """A sentence for search engines: what it says of itself, else what it is and where."""
    if len(business.about) >= SHORT_DESCRIPTION:
        return str(business.about)
    units = [unit for unit in (business.commune, business.province) if unit is not None]
    place = ", ".join(unit.full_name if unit is business.commune else unit.name for unit in units)
    return _("%(name)s, %(place)s: sản vật đang đăng, loại hình, nơi làm việc và nguồn.") % {
        "name": business.title,
        "place": place,
    }


@register.filter
def short_date(date: dt.date | None) -> str:
    """``17.2.2027`` or ``17 Feb 2027``: a date where there is little room."""
    if date is None:
        return ""
    if (get_language() or settings.LANGUAGE_CODE)[:2] == "en":
        return f"{date.day} {date:%b} {date.year}"
    return f"{date.day}.{date.month}.{date.year}"


@register.inclusion_tag("components/unit_crumbs.html")
def product_crumbs(record: Any = None) -> Context:
    """The way from the home page to a product, a group, a business or a list of products."""
    return {"above": above(record), "home": language_prefix((get_language() or settings.LANGUAGE_CODE)[:2])}


@register.simple_tag
def product_crumb_data(record: Any, name: str, path: str) -> dict[str, Any]:
    """schema.org data of that way, ending with the page called ``name`` at ``path``."""
    return breadcrumb_list([*above(record), (name, path)])


def above(record: Any) -> list[tuple[str, str]]:
    """Names and paths of the pages above a page of products; ``record`` is what it shows, or "list"."""
    if record is None:
        return []
    products = [(_("Sản vật"), reverse("products:index"))]
    if isinstance(record, Product) and record.group is not None:
        return [*products, (record.group.name, record.group.get_absolute_url())]
    if record == "business":
        return [*products, (_("Cơ sở"), reverse("products:businesses"))]
    return products


@register.simple_tag
def product_data(product: Product, pictures: Iterable[Any]) -> dict[str, Any]:
    """schema.org data of a product or service: no offers and no ratings, illustrations are no pictures of it."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service" if product.is_service else "Product",
        "name": product.title,
        "description": product.lead or product.teaser,
        "url": absolute(product.get_absolute_url()),
    }
    if product.name != product.title:
        data["alternateName"] = product.name
    if product.group is not None:
        data["category"] = product.subgroup or product.group.name
    if product.producer is not None and product.producer.is_public:
        maker = {"@type": "Organization", "name": product.producer.name}
        maker["url"] = absolute(product.producer.get_absolute_url())
        data["provider" if product.is_service else "manufacturer"] = maker
    files = [social_file(picture) for picture in pictures if not picture.is_illustration]
    if images := [absolute(file.url) for file in files if file is not None]:
        data["image"] = images
    if product.barcode and not product.is_service:
        data["gtin"] = product.barcode
    return data


@register.simple_tag
def business_data(business: Any, seller: Any) -> dict[str, Any]:
    """schema.org data of a business: contacts only with consent."""
    address: dict[str, Any] = {"@type": "PostalAddress", "addressCountry": "VN"}
    if business.province is not None:
        address["addressRegion"] = business.province.name
    if business.commune is not None:
        address["addressLocality"] = business.commune.full_name
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": business.name,
        "url": absolute(business.get_absolute_url()),
        "address": address,
    }
    if business.name_en and business.name_en != business.name:
        data["alternateName"] = business.name_en
    if seller is not None and seller.phone:
        data["telephone"] = seller.phone
    if seller is not None and seller.email:
        data["email"] = seller.email
    return data
