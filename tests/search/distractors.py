"""Documents that nobody asked for: names of units, dishes and motifs put together, half with a word of a question.

The order of results must hold among a few thousand of them. Made from a seed, never shipped.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from search.analysis import tokenize
from search.documents import SearchDocument

UNITS = Path(__file__).parents[2] / "portal" / "places" / "data" / "units.json"
QUESTIONS = Path(__file__).parent / "data" / "queries.json"
#: Questions of these kinds have words that stand in no document.
MISSPELT = {"typo", "telex", "vni", "joined"}
DISHES = (
    "Xôi tím",
    "Cá nướng",
    "Thịt lợn cắp nách",
    "Măng đắng",
    "Rau sắng",
    "Nậm pịa",
    "Canh rêu đá",
    "Bánh dày",
    "Cơm lam",
    "Chẩm chéo",
    "Gà đen",
    "Cháo mắc nhung",
    "Sâu măng",
    "Bê chao",
    "Ong đất",
)
MOTIFS = (
    "khăn piêu",
    "nhà sàn",
    "tiếng khèn",
    "điệu xoè",
    "bếp lửa",
    "cối giã",
    "guồng nước",
    "vòng bạc",
    "váy hoa",
    "con trâu",
    "cánh chim",
    "trăng non",
    "hàng rào đá",
    "cầu treo",
    "ruộng lúa",
)
FORMS = (
    "{dish} {place}",
    "{motif} ở {place}",
    "{dish} và {motif}",
    "Chuyện {motif} {place}",
    "{place} trong {motif}",
    "Nhớ {dish} {place}",
)
TEXTS = (
    "Ghi chép về {motif} của người {place}, với {dish} trong bữa trưa.",
    "Ở {place}, {dish} ăn cùng {other}; {motif} treo bên cửa.",
    "Một ngày ở {place}: sáng xem {motif}, chiều nấu {dish}.",
)


def names_of_units() -> list[str]:
    """Names of all communes and former units."""
    units = json.loads(UNITS.read_text(encoding="utf-8"))["units"]
    return [name for unit in units for name in (unit["name"], *(old["name"] for old in unit["former_units"]))]


def words_of_questions() -> list[str]:
    """Words of the questions that are spelt as a page would spell them."""
    questions = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    questions = [entry for entry in questions if entry["kind"] not in MISSPELT]
    return [entry["q"][token.start : token.end] for entry in questions for token in tokenize(entry["q"])]


def distractors(count: int = 2000, seed: int = 1) -> list[SearchDocument]:
    """That many documents; every second one has a word of a question in its name or text."""
    chance = random.Random(seed)
    places, words = names_of_units(), words_of_questions()
    made = []
    for number in range(count):
        filling = {
            "place": chance.choice(places),
            "dish": chance.choice(DISHES),
            "other": chance.choice(DISHES),
            "motif": chance.choice(MOTIFS),
        }
        name = chance.choice(FORMS).format(**filling)
        text = chance.choice(TEXTS).format(**filling)
        if number % 2:
            word = chance.choice(words)
            if chance.random() < 0.5:
                name = f"{name} {word}"
            else:
                text = f"{text} Có nhắc tới {word}."
        made.append(
            SearchDocument(
                key=f"distractor:{number:05d}",
                kind=chance.choice(("news", "page", "attraction", "event")),
                version=1,
                names={"vi": name},
                addresses={"vi": f"/thu/{number}/"},
                summaries={"vi": text},
                texts={"vi": f"{text} {chance.choice(TEXTS).format(**filling)}"},
                provinces=(chance.choice(("son-la", "dien-bien")),),
            )
        )
    return made
