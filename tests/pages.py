"""The public addresses that tests walk: one of every page type, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from products.codes import check_sign


@dataclass(frozen=True)
class Address:
    """An address with what kind of page stands there; indexes may spend fewer queries than details."""

    path: str
    kind: str
    is_index: bool = False


VIETNAMESE = (
    Address("/", "home"),
    Address("/diem-den/", "destinations", is_index=True),
    Address("/diem-den/moc-chau/", "destination"),
    Address("/noi-tham-quan/", "attractions", is_index=True),
    Address("/noi-tham-quan/?loai=cave&tinh=son-la", "attractions filtered", is_index=True),
    Address("/noi-tham-quan/nha-tu-son-la/", "attraction"),
    Address("/noi-tham-quan/ho-tien-phong/", "attraction, sparse"),
    Address("/le-hoi/", "events", is_index=True),
    Address("/le-hoi/dua-thuyen-quynh-nhai/", "event, exact"),
    Address("/le-hoi/het-cha/", "event, vague"),
    Address("/lich-trinh/", "itineraries", is_index=True),
    Address("/lich-trinh/ha-noi-son-la-dien-bien-phu-4-ngay/", "itinerary"),
    Address("/di-lai/", "getting there"),
    Address("/hai-tinh/", "story"),
    Address("/tin-tuc/", "news", is_index=True),
    Address("/tin-tuc/moc-chau-khu-du-lich-quoc-gia/", "article"),
    Address("/tiep-can/", "standard"),
    Address("/tinh/son-la/", "province"),
    Address("/xa-phuong/", "communes", is_index=True),
    Address("/xa-phuong/03703-quynh-nhai/", "commune"),
    Address("/xa-phuong/chieng-sinh/", "choice"),
    Address("/san-vat/", "products", is_index=True),
    Address("/san-vat/?nhom=do-uong&tinh=son-la&thang=7", "products filtered, nothing", is_index=True),
    Address("/san-vat/?q=che&sao=5&chung-nhan=vietgap&thi-truong=uc", "products filtered", is_index=True),
    Address("/san-vat/nhom/thuc-pham/", "product group", is_index=True),
    Address("/san-vat/nhom/sinh-vat-canh/", "product group, empty", is_index=True),
    Address("/san-vat/theo-mua/", "products in season", is_index=True),
    Address("/san-vat/theo-mua/?thang=7", "products of a month", is_index=True),
    Address("/san-vat/ten-duoc-bao-ho/", "rights"),
    Address("/san-vat/xuat-khau/", "exports", is_index=True),
    Address("/san-vat/ca-phe-bot-bich-thao/", "product"),
    Address("/san-vat/tra-xanh-phan-nhat/", "product, sparse"),
    Address("/san-vat/du-lich-cong-dong-ngoc-chien/", "product, service"),
    Address("/co-so/", "makers", is_index=True),
    Address("/co-so/htx-ca-phe-bich-thao/", "maker"),
    Address("/so-lieu/", "figures"),
    Address("/so-lieu/luot-khach/", "indicator"),
    Address("/so-lieu/luot-khach/son-la/", "figure"),
    Address("/so-lieu/gia-tri-xuat-khau/son-la/", "figure, goods"),
    Address("/so-lieu/du-lieu/", "datasets", is_index=True),
    Address("/so-lieu/du-lieu/khach-du-lich/", "dataset"),
    Address("/tim-kiem/", "search", is_index=True),
    Address("/tim-kiem/?q=mooj+chaau", "search, results", is_index=True),
    Address("/tim-kiem/?q=moc+chau&loai=attraction&tinh=son-la&thang=3", "search, narrowed", is_index=True),
    Address("/tim-kiem/?q=xyzzyq", "search, nothing", is_index=True),
)
ENGLISH = (
    Address("/en/", "home"),
    Address("/en/destinations/", "destinations", is_index=True),
    Address("/en/destinations/moc-chau/", "destination"),
    Address("/en/places/", "attractions", is_index=True),
    Address("/en/places/nha-tu-son-la/", "attraction"),
    Address("/en/festivals/", "events", is_index=True),
    Address("/en/festivals/dua-thuyen-quynh-nhai/", "event, exact"),
    Address("/en/itineraries/", "itineraries", is_index=True),
    Address("/en/getting-there/", "getting there"),
    Address("/en/two-provinces/", "story"),
    Address("/en/news/", "news", is_index=True),
    Address("/en/news/moc-chau-national-tourist-area/", "article"),
    Address("/en/accessibility/", "standard"),
    Address("/en/provinces/son-la/", "province"),
    Address("/en/communes/", "communes", is_index=True),
    Address("/en/communes/03703-quynh-nhai/", "commune"),
    Address("/en/products/", "products", is_index=True),
    Address("/en/products/group/thuc-pham/", "product group", is_index=True),
    Address("/en/products/in-season/", "products in season", is_index=True),
    Address("/en/products/protected-names/", "rights"),
    Address("/en/products/exports/", "exports", is_index=True),
    Address("/en/products/ca-phe-bot-bich-thao/", "product"),
    Address("/en/makers/", "makers", is_index=True),
    Address("/en/makers/htx-ca-phe-bich-thao/", "maker"),
    Address("/en/figures/", "figures"),
    Address("/en/figures/luot-khach/", "indicator"),
    Address("/en/figures/luot-khach/son-la/", "figure"),
    Address("/en/figures/data/", "datasets", is_index=True),
    Address("/en/figures/data/xuat-khau/", "dataset"),
    Address("/en/search/", "search", is_index=True),
    Address("/en/search/?q=waterfall+moc+chau", "search, results", is_index=True),
)
#: A product of the demo whose label the tests have printed (``tests.content``): real codes are drawn by lot.
LABELLED = ("bach-tra-may-ta-xua", f"2345678{check_sign('2345678')}")
#: Pages without a language of their own: they speak both.
BILINGUAL = (
    Address(f"/q/{LABELLED[1]}", "code of a label"),
    Address("/q/", "code, to be typed"),
)
#: Pages that may be cached by anybody.
EVERY = VIETNAMESE + ENGLISH + BILINGUAL
#: Pages with a form: open to everybody, never cached, one cookie against forged requests.
FORMS = (
    Address("/gop-y/?trang=/le-hoi/", "form"),
    Address("/gop-y/", "form"),
    Address("/en/feedback/", "form"),
)
#: Forms about one record: likewise, and kept out of search engines.
FORMS_APART = (
    Address("/san-vat/ca-phe-bot-bich-thao/bao-sai/", "form"),
    Address("/en/products/ca-phe-bot-bich-thao/report/", "form"),
    Address("/co-so/htx-ca-phe-bich-thao/bao-sai/", "form"),
)
