"""Loads the products of the demo content: groups, protected names, producers, and what public sources say of each.

Stars of sources are loaded as last known. No certificate is ever loaded: an officer confirms each.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.core.data_files import DataFile
from portal.core.models import Source
from portal.core.registries import records_changed
from portal.core.vietnamese import slugify
from portal.home.demo.pictures import Pictures
from portal.home.demo.records import pair, partial_or_empty
from portal.home.demo.sources import Sources
from portal.places.models import Commune, Province
from products.certificates import STARS
from products.codes import new_code
from products.models import (
    Award,
    Business,
    BusinessAlias,
    Certification,
    Market,
    PermanentAddress,
    Product,
    ProductAlias,
    ProductGroup,
    ProductMarket,
    ProductMonth,
    ProductPlace,
    ProtectedName,
    Protection,
    RightKind,
)

#: The programme began in 2018.
YEARS = range(2018, 2101)


def product_files(folder: Path) -> list[DataFile]:
    """The files of products, in the order of their slugs."""
    return [DataFile(path) for path in sorted((folder / "products").glob("*.json"))]


class ProductLoader:
    """Makes the rows of products; keeps provinces, communes and producers so that each is asked for once."""

    def __init__(self, folder: Path, sources: Sources, pictures: Pictures, places: Collection[str]) -> None:
        self.folder, self.sources, self.pictures, self.places = folder, sources, pictures, places
        self.now: dt.datetime = timezone.now()
        self.provinces: dict[str, Province] = {row.code: row for row in Province.objects.all()}
        self.communes: dict[str, Commune] = {row.code: row for row in Commune.objects.select_related("province")}
        self.groups: dict[int, ProductGroup] = {}
        self.names: dict[str, ProtectedName] = {}
        self.businesses: dict[str, tuple[Any, Business]] = {}
        self.markets: dict[str, Market] = {}
        self.slugs: set[str] = set()
        self.parts: dict[type[Any], list[Any]] = defaultdict(list)

    def load(self, files: list[DataFile], step: Callable[[], Any]) -> None:
        """Load groups, protected names and these products. Raises ``BadData`` with file, record and reason."""
        self.load_groups(DataFile(self.folder / "product_groups.json"))
        names = DataFile(self.folder / "protected_names.json")
        self.load_protected_names(names)
        for file in files:
            self.load_product(file)
            step()
        self.compare_protected_products(names)
        for model, rows in self.parts.items():
            model.objects.bulk_create(rows)
            records_changed(model, [row.pk for row in rows])

    def load_groups(self, file: DataFile) -> None:
        """The six groups of the programme."""
        for order, row in enumerate(file.content):
            record = f"[{order}]"
            group = ProductGroup(
                code=file.need(row, "code", record),
                slug=file.need(row, "slug", record),
                **pair(file.words(row, "name", record), "name"),
                **pair(file.words(row, "explanation", record), "explanation"),
            )
            if group.code not in range(1, 7) or group.code in self.groups:
                raise file.wrong(record, f"{group.code!r} is no number of a group, or stands twice")
            clean(file, record, group)
            group.save(force_insert=True)
            self.groups[group.code] = group

    def load_protected_names(self, file: DataFile) -> None:
        """Geographical indications and marks with their sources."""
        for row in file.need(file.content, "names", "file"):
            record = str(file.need(row, "slug", "names"))
            if record in self.names:
                raise file.wrong(record, "this slug stands twice")
            words = file.words(row, "name", record)
            name = ProtectedName(
                slug=record,
                province=self.province(file, file.need(row, "province", record), record),
                kind=one_of(file, record, RightKind.values, file.need(row, "kind", record), "right"),
                status=one_of(file, record, ProtectedName.Status.values, file.need(row, "status", record), "status"),
                year=whole_number(file, record, row.get("year"), "year"),
                name=words["vi"],
                name_en=words["en"],
                **pair(file.words(row, "covers", record), "covers"),
                **pair(file.words(row, "text", record), "text"),
            )
            clean(file, record, name)
            name.save()
            self.names[record] = name
            self.link(ProtectedName, name, "protectedname", self.addresses(file, row, record))

    def compare_protected_products(self, file: DataFile) -> None:
        """Both sides must name the same: the list of a protected name, and the files of products.

        A name that no source confirms may list products; none bears it.
        """
        linked: dict[str, set[str]] = defaultdict(set)
        for protection in self.parts[Protection]:
            if protection.protected_name is not None:
                linked[protection.protected_name.slug].add(protection.product.slug)
        for row in file.content["names"]:
            listed = set(file.need(row, "products", row["slug"]))
            bears = linked[row["slug"]]
            is_protected = self.names[row["slug"]].status == ProtectedName.Status.PROTECTED
            if unequal := (listed ^ bears) if is_protected else bears | (listed - self.slugs):
                raise file.wrong(row["slug"], f"does not agree with the files of {', '.join(sorted(unequal))}")

    def load_product(self, file: DataFile) -> None:
        """One product with everything that belongs to it."""
        content = file.content
        record = str(file.need(content, "slug", file.path.name))
        if record in self.slugs:
            raise file.wrong(record, "this slug stands twice")
        if record != file.path.stem:
            raise file.wrong(record, "the file has another name")
        if record in Product.reserved_slugs:
            raise file.wrong(record, "this slug is the address of a list")
        self.slugs.add(record)
        title = file.words(content, "title", record)
        text = [file.words({"text": part}, "text", record) for part in file.need(content, "text", record)]
        province = self.province(file, file.need(content, "province", record), record)
        commune = self.commune(file, content.get("commune"), record)
        if commune is not None and commune.province_id != province.pk:
            raise file.wrong(record, f"commune {commune.code} lies in another province")
        basis = content.get("commune_basis") or ""
        if bool(basis) != (commune is not None):
            raise file.wrong(record, "a commune and its basis are given together")
        group = content.get("group")
        if group is not None and group not in self.groups:
            raise file.wrong(record, f"unknown group {group!r}")
        product = Product(
            slug=record,
            name=title["vi"],
            name_en=title["en"],
            kind=one_of(file, record, Product.Kind.values, file.need(content, "kind", record), "kind"),
            group=None if group is None else self.groups[group],
            producer=self.business(file, content.get("producer"), province, record),
            province=province,
            commune=commune,
            commune_basis=one_of(file, record, ["", *Product.CommuneBasis.values], basis, "basis of the commune"),
            place_before=content.get("place_before") or "",
            recognition=one_of(
                file, record, ["", *Product.Recognition.values], content.get("ocop_status") or "", "OCOP status"
            ),
            text_vi="\n\n".join(part["vi"] for part in text),
            text_en="\n\n".join(part["en"] for part in text),
            is_listed=True,
            listed_at=self.now,
            **pair(file.words(content, "name_note", record, optional=True), "name_note"),
            **pair(file.words(content, "subgroup", record, optional=True), "subgroup"),
            **pair(file.words(content, "teaser", record), "teaser"),
            **pair(file.words(content, "lead", record), "lead"),
            **pair(file.words(content, "commune_note", record, optional=True), "commune_note"),
            **pair(file.words(content, "months_note", record, optional=True), "months_note"),
            **pair(file.words(content, "export", record, optional=True), "export"),
            **self.last_known(file, content.get("last_known"), record),
        )
        picture = f"product-{record}"
        if self.pictures.has(picture):
            product.picture = self.pictures.of(picture, title["vi"])
        clean(file, record, product)
        product.save()
        self.parts[PermanentAddress].append(PermanentAddress(product=product, code=self.new_code()))
        self.load_parts(file, content, record, product)

    def load_parts(self, file: DataFile, content: dict[str, Any], record: str, product: Product) -> None:
        """Rows of a product, written together at the end."""
        for name in self.once(file, content, "aliases", record):
            self.part(file, record, ProductAlias(product=product, name=name))
        for month in self.once(file, content, "months", record):
            if month not in range(1, 13):
                raise file.wrong(record, f"{month!r} is no month")
            self.part(file, record, ProductMonth(product=product, month=month))
        for place in self.once(file, content, "places", record):
            if place not in self.places:
                raise file.wrong(record, f"place {place!r} does not exist")
            self.part(file, record, ProductPlace(product=product, key=f"place:{place}"))
        for order, row in enumerate(file.need(content, "markets", record)):
            market = self.market(file, file.words({"market": row}, "market", record), record)
            self.part(file, record, ProductMarket(product=product, order=order, market=market))
        for order, row in enumerate(file.need(content, "certifications", record)):
            code = one_of(file, record, Certification.Code.values, file.need(row, "code", record), "certification")
            words = pair(file.words(row, "text", record), "text")
            self.part(file, record, Certification(product=product, order=order, code=code, **words))
        for order, row in enumerate(file.need(content, "awards", record)):
            award = Award(
                product=product,
                order=order,
                kind=one_of(file, record, Award.Kind.values, file.need(row, "kind", record), "award"),
                level=row.get("level") or "",
                year=whole_number(file, record, row.get("year"), "year"),
                **pair(file.words(row, "text", record), "text"),
            )
            self.part(file, record, award)
        for order, row in enumerate(file.need(content, "protection", record)):
            key = row.get("protected_name")
            if key and key not in self.names:
                raise file.wrong(record, f"protected name {key!r} does not exist")
            protection = Protection(
                product=product,
                order=order,
                kind=one_of(file, record, RightKind.values, file.need(row, "kind", record), "right"),
                protected_name=self.names[key] if key else None,
                **pair(file.words(row, "text", record), "text"),
            )
            if protection.protected_name is not None and protection.protected_name.kind != protection.kind:
                raise file.wrong(record, f"protected name {key!r} is another right than {protection.kind!r}")
            self.part(file, record, protection)
        sources = self.addresses(file, content, record) + [
            self.source(file, row, record) for row in content.get("sources", [])
        ]
        if not sources:
            raise file.wrong(record, "no source is given")
        self.link(Product, product, "product", sources)

    def business(self, file: DataFile, row: Any, province: Province, record: str) -> Business | None:
        """The producer of a product, made the first time it is named; every file must say the same of it."""
        if row is None:
            return None
        slug = str(file.need(row, "slug", record))
        if slug in self.businesses:
            said, business = self.businesses[slug]
            if said != row:
                raise file.wrong(record, f"producer {slug!r} is described otherwise in another file")
            return business
        commune = self.commune(file, row.get("commune"), record)
        business = Business(
            slug=slug,
            name=file.need(row, "name", record),
            legal_type=one_of(file, record, ["", *Business.LegalType.values], row.get("type") or "", "legal type"),
            standing=Business.Standing.FROM_SOURCES,
            province=commune.province if commune is not None else province,
            commune=commune,
            **pair(file.words(row, "form", record, optional=True), "form"),
        )
        clean(file, record, business)
        business.save()
        for name in self.once(file, row, "aliases", record):
            self.part(file, record, BusinessAlias(business=business, name=name))
        self.businesses[slug] = row, business
        return business

    def last_known(self, file: DataFile, row: Any, record: str) -> dict[str, Any]:
        """What sources say of stars; never a certificate."""
        if row is None:
            return {}
        stars = row.get("stars")
        if stars is not None and stars not in STARS:
            raise file.wrong(record, f"{stars!r} stars are none that OCOP gives")
        return {
            "last_known_stars": stars,
            "last_known_year": whole_number(file, record, row.get("year"), "year", YEARS),
            "last_known_again": whole_number(file, record, row.get("year_recertified"), "year", YEARS),
            **pair(file.words(row, "note", record, optional=True), "last_known_note"),
        }

    def market(self, file: DataFile, words: dict[str, str], record: str) -> Market:
        """The market of a name; every file must call it the same in English."""
        slug = slugify(words["vi"])
        if slug not in self.markets:
            market = Market(slug=slug, **pair(words, "name"))
            clean(file, record, market)
            market.save(force_insert=True)
            self.markets[slug] = market
        known = self.markets[slug]
        if (known.name_vi, known.name_en) != (words["vi"], words["en"]):
            raise file.wrong(record, f"market {words['vi']!r} is called otherwise in another file")
        return known

    def new_code(self) -> str:
        """A code that no product has."""
        taken = {address.code for address in self.parts[PermanentAddress]}
        while (code := new_code()) in taken:
            continue
        return code

    def addresses(self, file: DataFile, row: dict[str, Any], record: str) -> list[Source]:
        """Sources known by their addresses."""
        return [self.sources.at(url, file, record) for url in dict.fromkeys(file.need(row, "source_urls", record))]

    def source(self, file: DataFile, row: dict[str, Any], record: str) -> Source:
        """A source with its title, such as a text whose address is not known."""
        details = {
            "title": str(file.need(row, "title", record)),
            "title_en": row.get("title_en") or "",
            "publisher": row.get("publisher") or "",
            "published_on": partial_or_empty(file, row.get("published"), record),
        }
        if row.get("url"):
            return self.sources.at(row["url"], file, record, **details)
        return self.sources.titled(**details)

    def link(self, model: type[Any], instance: Any, name: str, sources: list[Source]) -> None:
        """Keep a row of the table between a record and each of its sources, for the end."""
        through: Any = model.sources.through
        self.parts[through] += [
            through(**{f"{name}_id": instance.pk, "source_id": source.pk}) for source in dict.fromkeys(sources)
        ]

    def part(self, file: DataFile, record: str, row: Any) -> None:
        """Check a row and keep it for the end."""
        clean(file, record, row)
        self.parts[type(row)].append(row)

    def once(self, file: DataFile, row: Any, key: str, record: str) -> list[Any]:
        """``row[key]``, whose items must differ."""
        items: list[Any] = file.need(row, key, record)
        if len(set(items)) != len(items):
            raise file.wrong(record, f"“{key}” has something twice")
        return items

    def province(self, file: DataFile, code: str, record: str) -> Province:
        """The province of a code."""
        if code not in self.provinces:
            raise file.wrong(record, f"province {code} does not exist")
        return self.provinces[code]

    def commune(self, file: DataFile, code: str | None, record: str) -> Commune | None:
        """The commune of a code, if there is one."""
        if code is None:
            return None
        if code not in self.communes:
            raise file.wrong(record, f"commune {code} does not exist")
        return self.communes[code]


def one_of(file: DataFile, record: str, allowed: Collection[str], value: str, name: str) -> str:
    """The value. Raises ``BadData`` when it is none of those allowed."""
    if value not in allowed:
        raise file.wrong(record, f"unknown {name} {value!r}")
    return value


def whole_number(
    file: DataFile, record: str, value: int | None, name: str, allowed: range = range(1900, 2101)
) -> int | None:
    """A number in a range, or None. Raises ``BadData`` for anything else."""
    if value is not None and (type(value) is not int or value not in allowed):
        raise file.wrong(record, f"{value!r} is no {name}")
    return value


def clean(file: DataFile, record: str, instance: Any) -> None:
    """Check what a model says of its own columns: lengths, characters, ranges. Asks the database nothing."""
    relations = [field.name for field in instance._meta.fields if field.is_relation]
    try:
        instance.clean_fields(exclude={"sort_key", "search_text", *relations})
    except ValidationError as error:
        reasons: Mapping[str, list[str]] = error.message_dict
        said = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in reasons.items())
        raise file.wrong(record, said) from error
