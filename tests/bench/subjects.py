"""The pages that are measured: one of each kind, with a sister page that warms what all pages of the kind share."""

from __future__ import annotations

from typing import NamedTuple


class Subject(NamedTuple):
    """A page of the demo by its address; ``sister`` is another page of the same kind."""

    name: str
    path: str
    sister: str


PAGES = (
    Subject("home", "/", "/en/"),
    Subject("index of places", "/noi-tham-quan/", "/en/places/"),
    Subject("destination", "/diem-den/moc-chau/", "/diem-den/ngoc-chien/"),
    Subject("place", "/noi-tham-quan/deo-pha-din/", "/noi-tham-quan/deo-lung-lo/"),
    Subject("festival", "/le-hoi/le-hoi-hoa-ban-dien-bien/", "/le-hoi/le-hoi-thanh-ban-phu/"),
    Subject("itinerary", "/lich-trinh/ha-noi-son-la-dien-bien-phu-4-ngay/", "/lich-trinh/cao-nguyen-moc-chau-3-ngay/"),
    Subject("commune", "/xa-phuong/03127-dien-bien-phu/", "/xa-phuong/03856-bac-yen/"),
    Subject("province", "/tinh/son-la/", "/tinh/dien-bien/"),
    Subject("getting there", "/di-lai/", "/en/getting-there/"),
)
HELLO = "/-/hello"
