"""Fills a database and an index with products that do not exist, and measures pages of them; see tests.bench.lists."""

from __future__ import annotations

import datetime as dt
import random
import time
from statistics import median
from typing import Any

from django.test import Client

from portal.core.vietnamese import fold, sort_key
from portal.places.loading import load_units
from portal.places.models import Commune
from products.models import (
    Business,
    Certificate,
    Certification,
    Market,
    Product,
    ProductGroup,
    ProductMarket,
    ProductMonth,
)
from search import kinds
from search.engines import selection
from tests.bench.search_documents import THINGS, words

SIZES = (1_000, 100_000)
#: A page of the large catalogue may cost so many times that of the small one.
MOST = 1.5
BATCH = 2_000
TIMES = 31
#: What is measured: what it is, its address, and whether counts are forgotten before each request.
PAGES = (
    ("list", "/san-vat/", False),
    ("list, nothing remembered", "/san-vat/", True),
    ("list, 2nd page", "/san-vat/?trang=2", False),
    ("list, 90th page", "/san-vat/?trang=90", False),
    ("list, province and group", "/san-vat/?tinh=son-la&nhom=nhom-1", False),
    ("list, stars in force", "/san-vat/?sao=4", False),
    ("list, market and standard", "/san-vat/?thi-truong=thi-truong-3&chung-nhan=vietgap", False),
    ("list, words", "/san-vat/?q=che+shan+ban", False),
    ("group", "/san-vat/nhom/nhom-1/", False),
    ("province", "/tinh/son-la/", False),
)


def filled(start: int, end: int, chance: random.Random) -> None:
    """Add products up to a number to the database."""

    communes = list(Commune.objects.select_related("province"))
    now = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    if not start:
        ProductGroup.objects.bulk_create(
            ProductGroup(code=code, slug=f"nhom-{code}", name_vi=f"Nhóm {code}", name_en=f"Group {code}")
            for code in range(1, 7)
        )
        Market.objects.bulk_create(
            Market(slug=f"thi-truong-{number}", name_vi=f"Nước {number}", name_en=f"Country {number}")
            for number in range(30)
        )
    syllables = words()
    for first in range(start, end, BATCH):
        numbers = range(first, min(first + BATCH, end))
        makers = [
            Business(
                slug=f"co-so-{number}", name=f"HTX {chance.choice(syllables)} {number}", sort_key=str(number),
                standing="from_sources", commune=(commune := chance.choice(communes)), province=commune.province,
            )
            for number in numbers[::3]
        ]  # fmt: skip
        Business.objects.bulk_create(makers)
        products = []
        for number in numbers:
            commune = chance.choice(communes)
            product = Product(
                slug=f"hang-{number}", province=commune.province, commune=commune, producer=chance.choice(makers),
                name=f"{chance.choice(THINGS)} bản {' '.join(chance.choices(syllables, k=2))}",
                group_id=chance.randint(1, 6), is_listed=True, listed_at=now,
                last_known_stars=chance.choice((None, 3, 4)),
                teaser_vi=" ".join(chance.choices(syllables, k=10)), text_vi=" ".join(chance.choices(syllables, k=60)),
            )  # fmt: skip
            prepared(product)
            products.append(product)
        Product.objects.bulk_create(products)
        ProductMonth.objects.bulk_create(
            ProductMonth(product=one, month=month) for one in products for month in chance.sample(range(1, 13), k=2)
        )
        some = [one for one in products if chance.random() < 0.4]
        Certification.objects.bulk_create(
            Certification(product=one, code=chance.choice(("vietgap", "organic")), text_vi="x", text_en="x")
            for one in some
        )
        ProductMarket.objects.bulk_create(
            ProductMarket(product=one, market_id=f"thi-truong-{chance.randrange(30)}") for one in some
        )
        Certificate.objects.bulk_create(
            Certificate(
                product=one, rule_set="2025", issuer="province", decision_number="1", stars=chance.choice((3, 4)),
                issued_on=(issued := dt.date(2025, 8, 1) + dt.timedelta(days=chance.randrange(400))),
                ends_on=issued + dt.timedelta(days=1094), confirmed_at=now,
            )
            for one in some
        )  # fmt: skip


def prepared(product: Any) -> None:
    """Fill the columns that saving fills, which ``bulk_create`` does not."""

    product.sort_key = sort_key(product.name)
    product.search_text = fold(product.name)


def indexed(after: str) -> str:
    """Write what is new into the embedded index; returns the last key."""

    engine = selection.embedded()
    while keys := kinds.keys_after(after, BATCH, "product"):
        if refused := engine.write(list(kinds.build(keys).values()), []):
            raise RuntimeError(f"refused: {refused}")
        after = keys[-1]
    return after


def costs(path: str, *, is_forgotten: bool) -> float:
    """Median CPU time of a page in milliseconds, after one request that is not counted."""
    client, spent = Client(HTTP_HOST="127.0.0.1"), []
    for _time in range(TIMES + 1):
        if is_forgotten:
            opened = selection.embedded()._open
            assert opened is not None, "the page before has asked the index"
            opened.counted.clear()
        began = time.process_time()
        response = client.get(path)
        spent.append(1000 * (time.process_time() - began))
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
    return median(spent[1:])


def measured(most: int) -> int:
    """Fill, measure and print; 1 when a page of the list costs too much."""

    load_units()
    chance, after, found = random.Random(4711), "", {}
    sizes = tuple(sorted({min(size, most) for size in SIZES}))
    for start, size in zip((0, *sizes), sizes, strict=False):
        began = time.perf_counter()
        filled(start, size, chance)
        stored = time.perf_counter()
        after = indexed(after)
        print(
            f"{size:,} products: stored in {stored - began:.0f} s, indexed in {time.perf_counter() - stored:.0f} s",
            flush=True,
        )
        found[size] = {what: costs(path, is_forgotten=forgotten) for what, path, forgotten in PAGES}
    print(f"{'CPU ms, median of ' + str(TIMES):34}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>8}")
    for what, _path, _forgotten in PAGES:
        row = [found[size][what] for size in sizes]
        print(f"{what:34}" + "".join(f"{cost:12.1f}" for cost in row) + f"{row[-1] / row[0]:8.2f}")
    return int(found[sizes[-1]]["list"] > MOST * found[sizes[0]]["list"])
