"""Documents of a catalogue that does not exist: texts put together from the names of units and a few words."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from search.documents import SearchDocument, StarSpan

UNITS = Path(__file__).parents[2] / "portal" / "places" / "data" / "units.json"
THINGS = (
    "Mật ong rừng|Chè Shan tuyết|Cà phê Arabica|Mận hậu|Xoài tròn|Nhãn chín muộn|Gạo nếp tan|Gạo Séng cù"
    "|Thịt trâu gác bếp|Lạp xưởng|Măng khô|Nấm hương|Mắc ca|Sữa bò tươi|Dâu tây|Rượu ngô|Khăn thổ cẩm|Gối bông lau"
    "|Táo mèo|Chẩm chéo|Tỏi cô đơn|Khoai sọ|Rau cải mèo|Cá tầm|Hạt dổi|Thảo quả|Bún khô|Miến dong|Long nhãn|Chanh leo"
).split("|")
MAKERS = "hộ ông|hộ bà|hợp tác xã|tổ hợp tác|cơ sở|nhà vườn|trại".split("|")
GROUPS = ("food", "drink", "herb", "craft", "flower", "tourism")
KINDS = ("product",) * 14 + ("business",) * 3 + ("attraction", "news", "dataset")


def words() -> list[str]:
    """All syllables of names of communes and former units, in their spelling."""
    units = json.loads(UNITS.read_text(encoding="utf-8"))["units"]
    names = [name for unit in units for name in (unit["name"], *(old["name"] for old in unit["former_units"]))]
    return sorted({word for name in names for word in name.split() if word.isalpha()})


def documents(count: int, seed: int = 1, pictures: Sequence[int] = ()) -> Iterator[SearchDocument]:
    """That many documents, the same for the same seed; about 8 words in a name and 80 in a text.

    Of the ``pictures`` (keys), each document gets one.
    """
    chance = random.Random(seed)
    units = json.loads(UNITS.read_text(encoding="utf-8"))["units"]
    syllables = words()
    for number in range(count):
        unit = chance.choice(units)
        thing, maker = chance.choice(THINGS), chance.choice(MAKERS)
        village = " ".join(chance.choices(syllables, k=2))
        stars = chance.choice((None, None, 3, 3, 4, 5))
        since = f"20{chance.randint(20, 26)}-{chance.randint(1, 12):02}-01"
        yield SearchDocument(
            key=f"product:{number:06}",
            kind=chance.choice(KINDS),
            version=1,
            names={"vi": f"{thing} {maker} {village}", "en": f"{thing} of {village} village"},
            addresses={"vi": f"/san-pham/{number}/", "en": f"/en/products/{number}/"},
            aliases=(f"{thing} {unit['name']}",),
            summaries={"vi": f"{thing} ở bản {village}, {unit['name']}"},
            texts={"vi": " ".join(chance.choices(syllables, k=60)) + f". {chance.choice(THINGS)}."},
            wheres={"vi": unit["name"]},
            provinces=(unit["province"],) if "province" in unit else (),
            communes=(str(unit["code"]),),
            group=chance.choice(GROUPS),
            months=tuple(sorted(chance.sample(range(1, 13), k=chance.randint(0, 3)))),
            last_known_stars=stars,
            stars=(StarSpan(stars, since, f"{int(since[:4]) + 3}{since[4:]}"),) if stars else (),
            popularity=chance.choice((1.0, 1.0, 1.0, 1.3)),
            picture=pictures[number % len(pictures)] if pictures else None,
        )
