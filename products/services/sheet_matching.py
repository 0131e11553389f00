"""Holds rows of a spreadsheet against what the portal knows: which product and maker each is about, what would change.

Used twice for every row: for the report before anything is loaded, and again when the file is loaded, because the
portal may have changed in between. Nothing is written here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from portal.core.models import Source
from portal.core.vietnamese import fold, sort_key
from portal.places.models import Commune, FormerUnit, Province
from products.models import SERVICES, Business, BusinessAlias, PermanentAddress, Product, ProductGroup, SheetRow
from products.sheets.cells import Cell
from products.sheets.columns import LEGAL_TYPES
from products.sheets.problems import Problem, Unreadable
from products.sheets.rows import SOURCE_COLUMNS, Values, parse

Standing = Business.Standing
#: Makers that a row may mean; others are known to their accounts and officers alone.
KNOWN: Final = (Standing.FROM_SOURCES, Standing.VERIFIED, Standing.SUSPENDED, Standing.MERGED)
#: Columns of the sheet that are columns of the product under the same name.
PLAIN: Final = (
    "name",
    "name_en",
    "kind",
    "place_before",
    "teaser_vi",
    "teaser_en",
    "text_vi",
    "text_en",
    "net_weight",
    "barcode",
    "months_note_vi",
    "months_note_en",
    "last_known_stars",
    "last_known_year",
    "last_known_again",
)
#: What follows from others: a place by the sheet is one by a source, and a note about another value is none any more.
DERIVED: Final = (
    "commune_basis",
    "commune_note_vi",
    "commune_note_en",
    "recognition",
    "last_known_note_vi",
    "last_known_note_en",
)
COLUMNS: Final = (*PLAIN, *DERIVED, "group_id", "commune_id")


@dataclass(frozen=True)
class NewMaker:
    """A maker that the portal does not know yet."""

    name: str

    @property
    def spelling(self) -> str:
        """By what two rows mean the same maker."""
        return spelling(self.name)


@dataclass(frozen=True)
class NewSource:
    """A source that the portal does not know yet."""

    title: str
    publisher: str
    url: str
    published_on: str


@dataclass
class Match:
    """A row with what it is about; worth something only where ``problems`` is empty."""

    number: int
    values: Values
    problems: list[Problem]
    product: Product | None = None
    #: The slug that a new product asks for; empty when any will do.
    slug: str = ""
    maker: Business | NewMaker | None = None
    maker_type: str = ""
    source: Source | NewSource | None = None
    #: The product as it would stand.
    columns: dict[str, Any] = field(default_factory=dict)
    months: tuple[int, ...] = ()
    #: Rows of one file with the same key are about the same product.
    key: str = ""

    def blame(self, column: str, code: str, **parts: Any) -> None:
        """Add a problem."""
        self.problems.append(Problem(column, code, parts))

    @property
    def effect(self) -> str:
        """What loading the row would do; empty for a faulty one."""
        if self.problems:
            return ""
        if self.product is None:
            return SheetRow.Effect.NEW
        return SheetRow.Effect.CHANGED if self.is_change else SheetRow.Effect.SAME

    @property
    def is_change(self) -> bool:
        """Whether the product, or what it says of its maker and sources, would be another one."""
        product = self.product
        return product is None or (
            any(getattr(product, name) != value for name, value in self.columns.items())
            or self.has_other_maker
            or self.fills_maker_type
            or set(self.months) != months_of(product)
            or (self.source is not None and self.source not in product.sources.all())
        )

    @property
    def has_other_maker(self) -> bool:
        """Whether the row names another maker than the product has."""
        if self.product is None or "maker" not in self.values:
            return False
        return self.product.producer_id != (self.maker.pk if isinstance(self.maker, Business) else self.maker)

    @property
    def fills_maker_type(self) -> bool:
        """Whether the row says the legal type of a maker from public sources that had none."""
        return (
            isinstance(self.maker, Business)
            and bool(self.maker_type)
            and not self.maker.legal_type
            and self.maker.standing in {Standing.FROM_SOURCES, Standing.LOADING}
        )


def slug_key(slug: str) -> str:
    """The key of a row that asks for a slug of its own: at most 85 characters."""
    return f"slug {slug}"


def months_of(product: Product) -> set[int]:
    """The months of a product whose rows were fetched with it."""
    return {row.month for row in product.month_rows.all()}


def spelling(name: str) -> str:
    """What two ways of writing one name have in common: case, signs and the place of a tone mark do not matter.

    The stored ``sort_key`` of each of them begins with it and goes on with 1 and 2 alone.
    """
    return sort_key(name.lower()).rstrip("1")


def spelt(names: Iterable[str], lookup: str = "sort_key") -> Q:
    """Rows whose stored key says one of the names, found by its index."""
    wanted = Q(pk__in=())
    for one in {spelling(name) for name in names}:
        wanted |= Q(**{f"{lookup}__gte": one, f"{lookup}__lt": f"{one}3"})
    return wanted


class Matcher:
    """Matches rows of one file, some hundred at a time; remembers what rows said of makers that are not there yet."""

    def __init__(self, province: Province, *, sheet_pk: int) -> None:
        self.province = province
        self.sheet_pk = sheet_pk
        self.places = Places(province)
        self.groups = {group.code: group for group in ProductGroup.objects.all()}
        #: Spelling of a maker → (row, legal type) that named its type first.
        self.types: dict[str, tuple[int, str]] = {}

    def match(self, rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> list[Match]:
        """Match rows; a row that another one of the file repeats is not told so here (``key``)."""
        matches = [Match(number, *parse(cells)) for number, cells in rows]
        for match in matches:
            self._read_group(match)
            self._read_commune(match)
        self._find_makers(matches)
        self._find_products(matches)
        self._find_sources(matches)
        for match in matches:
            self._finish(match)
        return matches

    # --- Cells that need the portal -----------------------------------------------------------------------------------

    def _read_group(self, match: Match) -> None:
        said = match.values.get("group")
        if said is None:
            return
        by_name = {fold(group.name_vi): code for code, group in self.groups.items()}
        code = said if isinstance(said, int) else by_name.get(said)
        if code not in self.groups:
            del match.values["group"]
            match.blame("group", "group", value=str(said))
        else:
            match.values["group"] = code

    def _read_commune(self, match: Match) -> None:
        if not match.values.get("commune"):
            return
        try:
            match.values["commune"] = self.places.code_of(match.values["commune"])
        except Unreadable as error:
            del match.values["commune"]
            match.blame("commune", error.code, **error.parts)

    # --- Makers -------------------------------------------------------------------------------------------------------

    def _find_makers(self, matches: Sequence[Match]) -> None:
        names = {match.values["maker"] for match in matches if match.values.get("maker")}
        if not names:
            return
        found: dict[str, dict[int, Business]] = {}
        mine = Business.objects.filter(standing=Standing.LOADING, pk__in=self._made("maker"))
        known = Business.objects.filter(Q(province=self.province) | Q(province=None), standing__in=KNOWN)
        by_name = Q(slug__in=names) | spelt(names) | Q(pk__in=self._named_otherwise(names))
        known = known.select_related("merged_into")
        for business in (*known.filter(by_name, is_example=False), *mine.filter(spelt(names))):
            heir = business.merged_into or business
            for said in (business.slug, spelling(business.name)):
                found.setdefault(said, {})[heir.pk] = heir
        for alias in BusinessAlias.objects.filter(name__in=names, business__in=known).select_related("business"):
            heir = alias.business.merged_into or alias.business
            found.setdefault(spelling(alias.name), {})[heir.pk] = heir
        for match in matches:
            if match.values.get("maker"):
                self._take_maker(match, found)

    def _named_otherwise(self, names: Iterable[str]) -> Any:
        return BusinessAlias.objects.filter(name__in=names).values("business")

    def _made(self, what: str) -> Any:
        return SheetRow.objects.filter(sheet=self.sheet_pk, **{f"has_made_{what}": True}).values(what)

    def _take_maker(self, match: Match, found: Mapping[str, Mapping[int, Business]]) -> None:
        said = match.values["maker"]
        candidates = list((found.get(said) or found.get(spelling(said)) or {}).values())
        match.maker_type = match.values.get("maker_type", "")
        if len(candidates) > 1:
            slugs = ", ".join(sorted(one.slug for one in candidates))
            match.blame("maker", "two_makers", count=len(candidates), name=said, slugs=slugs)
        elif not candidates:
            match.maker = NewMaker(said)
            self._agree_on_type(match, spelling(said))
        elif candidates[0].standing == Standing.SUSPENDED:
            match.blame("maker", "maker_suspended", name=candidates[0].name)
        else:
            match.maker = candidates[0]
            has = candidates[0].legal_type
            if match.maker_type and match.maker_type != has and not match.fills_maker_type:
                match.blame("maker_type", "maker_type", name=candidates[0].name, type=LEGAL_TYPES.get(has, "–"))
            else:
                self._agree_on_type(match, spelling(candidates[0].name))

    def _agree_on_type(self, match: Match, maker: str) -> None:
        if not match.maker_type:
            return
        row, said = self.types.setdefault(maker, (match.number, match.maker_type))
        if said != match.maker_type:
            match.blame("maker_type", "two_types", row=row, type=LEGAL_TYPES[said])

    # --- Products -----------------------------------------------------------------------------------------------------

    def _find_products(self, matches: Sequence[Match]) -> None:
        said = {match.values["code"] for match in matches if "code" in match.values}
        addresses = PermanentAddress.objects.filter(code__in=said).values_list("code", "product_id")
        by_code = dict(addresses)
        unnamed = [match for match in matches if "code" not in match.values and match.values.get("name")]
        by_name = Q(province=self.province, merged_into=None, is_example=False) & spelt(
            match.values["name"] for match in unnamed
        )
        products = Product.objects.select_related("merged_into").prefetch_related("month_rows", "sources")
        found = list(products.filter(Q(slug__in=said) | Q(pk__in=by_code.values())))
        by_slug = {product.slug: product for product in found}
        by_pk = {product.pk: product for product in found}
        spelt_so: dict[str, list[Product]] = {}
        if unnamed:
            for product in products.filter(by_name):
                spelt_so.setdefault(spelling(product.name), []).append(product)
        for match in matches:
            if (code := match.values.get("code")) is not None:
                self._take_coded(match, code, by_slug.get(code) or by_pk.get(by_code.get(code, 0)))
            elif match.values.get("name"):
                self._take_named(match, spelt_so.get(spelling(match.values["name"]), ()))

    def _take_coded(self, match: Match, code: str, product: Product | None) -> None:
        is_slug = code == code.lower()
        if product is None:
            if code in Product.reserved_slugs:
                match.blame("code", "reserved", value=code)
            elif is_slug:
                match.slug, match.key = code, slug_key(code)
            else:
                match.blame("code", "unknown_code", value=code)
        elif product.province_id != self.province.pk or product.is_example:
            # What another province has is nobody's business here; that a slug is taken has to be said.
            match.blame("code", "taken" if is_slug else "unknown_code", value=code)
        elif product.merged_into is not None:
            match.blame("code", "merged", name=product.merged_into.name, slug=product.merged_into.slug)
        else:
            match.product, match.key = product, f"product {product.pk}"

    def _take_named(self, match: Match, products: Sequence[Product]) -> None:
        if any(problem.column == "maker" for problem in match.problems):
            return
        maker = match.maker.pk if isinstance(match.maker, Business) else None
        same = [] if isinstance(match.maker, NewMaker) else [one for one in products if one.producer_id == maker]
        if not same and match.maker is None:
            # The row does not say who makes it: then it is about the product of that name, whoever makes that.
            same = list(products)
        if len(same) > 1:
            match.blame("code", "two_products", count=len(same))
        elif same:
            match.product, match.key = same[0], f"product {same[0].pk}"
        else:
            made_by = match.maker.spelling if isinstance(match.maker, NewMaker) else maker
            said = f"{spelling(match.values['name'])} {made_by}"
            match.key = f"name {hashlib.sha256(said.encode()).hexdigest()[:40]}"

    # --- Sources ------------------------------------------------------------------------------------------------------

    def _find_sources(self, matches: Sequence[Match]) -> None:
        said = {match.number: new_source(match.values) for match in matches}
        wanted = {source for source in said.values() if source is not None}
        urls = {source.url for source in wanted if source.url}
        titles = {source.title for source in wanted if not source.url}
        found: dict[Any, Source] = {}
        for source in Source.objects.filter(Q(url__in=urls) | Q(url=None, title__in=titles)).order_by("-pk"):
            found[source.url or (source.title, source.publisher, source.published_on)] = source
        for match in matches:
            new = said[match.number]
            if new is not None:
                match.source = found.get(new.url or (new.title, new.publisher, new.published_on), new)

    # --- The row as a whole -------------------------------------------------------------------------------------------

    def _finish(self, match: Match) -> None:
        """Put together the product as it would stand, and judge it."""
        product, values = match.product, match.values
        now = product or Product(kind=Product.Kind.OCOP)
        columns = {name: getattr(now, name) for name in COLUMNS}
        columns.update({name: values[name] for name in PLAIN if name in values})
        if "group" in values:
            columns["group_id"] = values["group"]
        if "commune" in values:
            columns["commune_id"] = values["commune"] or None
        if columns["commune_id"] != now.commune_id:
            basis = Product.CommuneBasis.SOURCE if columns["commune_id"] else ""
            columns.update(commune_basis=basis, commune_note_vi="", commune_note_en="")
        stars = ("last_known_stars", "last_known_year", "last_known_again")
        if any(columns[name] != getattr(now, name) for name in stars):
            columns.update(last_known_note_vi="", last_known_note_en="")
        if values.get("last_known_stars"):
            columns["recognition"] = Product.Recognition.RECOGNISED
        match.columns = columns
        match.months = values["months"] if "months" in values else tuple(sorted(months_of(product) if product else ()))
        self._judge(match)
        if product is not None and product.is_kept_by_producer and match.is_change:
            match.blame("", "kept", name=product.name)

    def _judge(self, match: Match) -> None:
        values, columns = match.values, match.columns
        faulty = {problem.column for problem in match.problems}
        is_ocop = columns["kind"] == Product.Kind.OCOP
        if match.product is None and not columns["name"] and "name" not in faulty:
            match.blame("name", "missing")
        asks_group = match.product is None or {"group", "kind"} & values.keys()
        if asks_group and is_ocop and columns["group_id"] is None and "group" not in faulty:
            match.blame("group", "missing")
        if columns["group_id"] == SERVICES:
            for name in ("net_weight", "barcode"):
                if columns[name]:
                    match.blame(name if name in values else "group", "service")
        if columns["last_known_stars"] and {"last_known_stars", "kind"} & values.keys() and not is_ocop:
            match.blame("last_known_stars", "stars_without_ocop")
        if values.get("last_known_stars"):
            has_source = match.source is not None or bool(match.product and match.product.sources.all())
            if columns["last_known_year"] is None and "last_known_year" not in faulty:
                match.blame("last_known_year", "missing_with_stars")
            if not has_source and not faulty & set(SOURCE_COLUMNS):
                match.blame("source_title", "missing_with_stars")
        year, again = columns["last_known_year"], columns["last_known_again"]
        if {"last_known_year", "last_known_again"} & values.keys() and year and again and again <= year:
            match.blame("last_known_again", "again_before", year=year)


def new_source(values: Values) -> NewSource | None:
    """The source that a row names."""
    title, publisher, url, published_on = (values.get(name, "") for name in SOURCE_COLUMNS)
    return NewSource(title, publisher, url, published_on) if title or url else None


class Places:
    """The communes of today by code and name, and where units until 30 June 2025 went."""

    def __init__(self, province: Province) -> None:
        self.province = province
        self.communes = {one.code: one for one in Commune.objects.select_related("province")}
        self.by_name: dict[str, list[Commune]] = {}
        for commune in self.communes.values():
            for name in (commune.name, f"{commune.kind} {commune.name}"):
                self.by_name.setdefault(name.lower(), []).append(commune)
                if fold(name) != name.lower():
                    self.by_name.setdefault(fold(name), []).append(commune)
        self.former: dict[str, list[Commune]] = {}
        for unit in FormerUnit.objects.filter(commune__province=province).select_related("commune"):
            for name in (unit.name, f"{unit.kind} {unit.name}", f"{unit.district_kind} {unit.district}", unit.district):
                self.former.setdefault(fold(name), []).append(unit.commune)

    def code_of(self, said: str) -> str:
        """The code of a commune of the province. Raises ``Unreadable``."""
        code, _space, rest = said.partition(" ")
        if code.isdecimal():
            commune = self.communes.get(code)
            if commune is None:
                raise Unreadable("commune", value=said, province=self.province.name)
            name = rest.strip(" -–:.,")
            if name and fold(name) not in {fold(commune.name), fold(commune.full_name)}:
                raise Unreadable("commune_name", number=code, commune=commune.full_name, value=name)
        else:
            commune = self._named(said)
        if commune.province_id != self.province.pk:
            raise Unreadable(
                "commune_other",
                commune=commune.full_name,
                province=commune.province.name,
                own=self.province.name,
            )
        return str(commune.code)

    def _named(self, said: str) -> Commune:
        # "Phường Chiềng Cơi, tỉnh Sơn La" is as good as without the province.
        name = re.sub(r"^[xp]\.\s*", "", said.partition(",")[0].strip(), flags=re.IGNORECASE)
        found = self.by_name.get(name.lower()) or self.by_name.get(fold(name)) or []
        own = {one.code: one for one in found if one.province_id == self.province.pk}
        if len(own) == 1:
            return next(iter(own.values()))
        if own:
            communes = ", ".join(f"{one.code} {one.full_name}" for one in own.values())
            raise Unreadable("commune_both", value=said, communes=communes)
        if former := {one.code: one for one in self.former.get(fold(name), ())}:
            now = ", ".join(f"{one.code} {one.full_name}" for one in list(former.values())[:6])
            raise Unreadable("commune_former", value=name, communes=now)
        if found:
            return found[0]
        raise Unreadable("commune", value=said, province=self.province.name)
