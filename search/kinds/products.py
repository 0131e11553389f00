"""What the region makes, and who makes it. Neither is a page: keys are those of the rows, so that they outlive a name.

Only what everybody may read is told: nothing of drafts, of businesses that are no longer public, of contacts and tax
codes. Stars are told as the days on which a standing certificate is in force, never as a state: nothing has to be
written again when one begins or ends at midnight.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import pgettext_lazy

from portal.places.models import Commune
from products.models import Business, Certificate, Product, ProductGroup, Protection
from search import fields
from search.documents import SearchDocument, StarSpan
from search.facets import labels
from search.kinds import Family, Kind, key_of, register
from search.kinds.drafts import Draft, in_languages, own
from search.kinds.wheres import where_of

PRODUCT = Kind("product", pgettext_lazy("singular", "Sản vật"), pgettext_lazy("plural", "Sản vật"), 35)
BUSINESS = Kind(
    "business",
    pgettext_lazy("singular", "Cơ sở"),
    pgettext_lazy("plural", "Cơ sở"),
    45,
    tuple(Business.LegalType.choices),
)
#: Digits of a key: keys are in the order of their numbers.
DIGITS = 12
#: Products that the document of a business names.
MOST_NAMED = 200


def name_of(pk: int) -> str:
    """The rest of the key of a row: its number, so long that keys stand in the order of numbers."""
    return f"{pk:0{DIGITS}}"


def numbers_of(names: Iterable[str]) -> list[int]:
    """Numbers of rows by the rest of their keys, without what is none."""
    return [int(name) for name in names if len(name) == DIGITS and name.isascii() and name.isdigit()]


def product_key(pk: int) -> str:
    """The key of a product's document."""
    return key_of("product", name_of(pk))


def business_key(pk: int) -> str:
    """The key of a business's document."""
    return key_of("business", name_of(pk))


def names_of(public: Callable[[], Any]) -> Callable[[str, int], list[str]]:
    """Names of the public rows of a table, in order."""

    def names(after: str, limit: int) -> list[str]:
        rows = public().filter(pk__gt=int(after) if after else 0)
        return [name_of(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)[:limit]]

    return names


# --- Products ---------------------------------------------------------------------------------------------------------


def build_products(names: Sequence[str]) -> Iterator[SearchDocument]:
    """Documents of listed products."""
    products = (
        Product.objects.listed()
        .filter(pk__in=numbers_of(names))
        .select_related("producer", "province", "commune__province", "group")
        .prefetch_related(
            "aliases",
            "month_rows",
            "markets",
            "certifications",
            "awards",
            "producer__aliases",
            "commune__former_units",
            Prefetch("protections", Protection.objects.select_related("protected_name")),
            Prefetch("certificates", Certificate.objects.standing(), to_attr="standing"),
        )
    )
    for product in products:
        draft = Draft(product_key(product.pk), PRODUCT.name)
        draft.call(*(alias.name for alias in product.aliases.all()))
        if product.producer is not None and product.producer.is_public:
            draft.made_by(*called(product.producer))
        _place(draft, product, [product.commune] if product.commune else [])
        draft.months = [row.month for row in product.month_rows.all()]
        draft.picture = product.picture_id
        draft.group = product.group.slug if product.group else ""
        draft.certifications = [row.code for row in product.certifications.all()]
        draft.markets = [row.market_id for row in product.markets.all()]
        draft.stars = [
            StarSpan(one.stars, one.issued_on.isoformat(), one.ends_on.isoformat()) for one in product.standing
        ]
        draft.last_known_stars = product.standing[0].stars if product.standing else product.last_known_stars
        draft.say("vi", product.place_before)
        for language in in_languages():
            _tell_product(draft, product, language)
        yield draft.document()


def _tell_product(draft: Draft, product: Any, language: str) -> None:
    """Say what is written of a product in a language, which is active."""
    draft.names[language] = product.name if language == "vi" else product.name_en
    draft.addresses[language] = product.get_absolute_url()
    draft.summaries[language] = own(product, "teaser", language)
    draft.say(language, own(product, "lead", language), *own(product, "text", language).split("\n\n"))
    draft.say(
        language,
        own(product.group, "name", language) if product.group else "",
        *(own(product, name, language) for name in ("subgroup", "name_note", "months_note", "export")),
        *(own(row.market, "name", language) for row in product.markets.all()),
    )
    for row in product.protections.all():
        protected = row.protected_name
        draft.say(language, row.get_kind_display(), protected.title if protected else "", own(row, "text", language))
    for row in product.certifications.all():
        is_named = row.code != row.Code.OTHER
        draft.say(language, row.get_code_display() if is_named else "", own(row, "text", language))
    for row in product.awards.all():
        is_named = row.kind != row.Kind.OTHER
        draft.say(language, row.get_kind_display() if is_named else "", own(row, "text", language))


# --- Businesses -------------------------------------------------------------------------------------------------------


def build_businesses(names: Sequence[str]) -> Iterator[SearchDocument]:
    """Documents of businesses that have a public page, with the names of what they make."""
    pks = numbers_of(names)
    products = products_of(pks)
    businesses = (
        Business.objects.public()
        .filter(pk__in=pks)
        .select_related("province", "commune__province")
        .prefetch_related("aliases", "commune__former_units")
    )
    for business in businesses:
        draft = Draft(business_key(business.pk), BUSINESS.name)
        draft.call(*called(business))
        _place(draft, business, [business.commune] if business.commune else [])
        draft.category, draft.picture = business.legal_type, business.picture_id
        for language in in_languages():
            draft.names[language] = business.name if language == "vi" else business.name_en
            draft.addresses[language] = business.get_absolute_url()
            paragraphs = own(business, "about", language).split("\n\n")
            draft.summaries[language] = paragraphs[0]
            draft.say(
                language,
                business.get_legal_type_display(),
                own(business, "form", language),
                *paragraphs[1:],
                *(name for name in products.get(business.pk, {}).get(language, [])[:MOST_NAMED]),
            )
        yield draft.document()


def products_of(businesses: Collection[int]) -> Mapping[int, Mapping[str, list[str]]]:
    """Names of the listed products of businesses by language, in their order: one query."""
    found: dict[int, dict[str, list[str]]] = {}
    rows = Product.objects.listed().filter(producer__in=businesses).order_by("sort_key", "pk")
    for producer, name, name_en in rows.values_list("producer", "name", "name_en"):
        by_language = found.setdefault(producer, {"vi": [], "en": []})
        by_language["vi"].append(name)
        by_language["en"].append(name_en)
    return found


# --- Both -------------------------------------------------------------------------------------------------------------


def called(business: Any) -> list[str]:
    """What a business is called: name, English name, brands and abbreviations."""
    return [business.name, business.name_en, *(alias.name for alias in business.aliases.all())]


def _place(draft: Draft, record: Any, communes: list[Commune]) -> None:
    """Say where a record lies, with the units that its commune was made of."""
    provinces = [record.province] if record.province else []
    draft.provinces = [province.slug for province in provinces]
    draft.communes = [commune.code for commune in communes]
    draft.say("vi", *(unit.full_name for commune in communes for unit in commune.former_units.all()))
    for language in in_languages():
        draft.wheres[language] = where_of(communes, provinces)


@labels(fields.GROUP)
def _groups(values: Iterable[str]) -> Mapping[str, str]:
    return {group.slug: group.name for group in ProductGroup.objects.filter(slug__in=set(values))}


register(Family("product", (PRODUCT,), names_of(Product.objects.listed), build_products))
register(Family("business", (BUSINESS,), names_of(Business.objects.public), build_businesses))
