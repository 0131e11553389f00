"""What search costs at 100,000 documents on the embedded engine: ``python -m tests.bench.search``.

Documents are put together from names of units (``tests.bench.search_documents``). First the engine alone: questions of
a broad word, of two words, of a phrase in a name with everything that ranking adds to it, each with three facets; what
a name that is being typed asks for; and near fragments of misspelt ones. Then whole requests to the server of the
Procfile, one after the other: results pages and suggestions as a visitor gets them, with the demo's database behind
them (``make demo`` once) and pictures of the demo on the results.
"""

from __future__ import annotations

import argparse
import ipaddress
import itertools
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from portal.settings import env
from search import analysis, fields
from search.documents import SearchDocument
from search.engines import Request
from search.engines.embedded import EmbeddedEngine
from search.queries import And, Boost, Constant, DisMax, Keyword, Node, Phrase, Prefix, Should, Term
from tests.bench.pictures import processor
from tests.bench.search_documents import documents
from tests.portal_server import Portal, environment, serving

TODAY = "2026-11-22"
FACETS = ("kind", "commune", "stars")
BATCH = 5_000
RESULTS, SUGGEST = "/tim-kiem/", "/api/v1/suggest"


def word(token: str) -> Node:
    """A word in a name, in another name or in the text."""
    return DisMax(
        (Boost(Term(fields.NAME, token), 2.0), Term(fields.ALIAS, token), Boost(Term(fields.TEXT, token), 0.6))
    )


def words(tokens: Sequence[str]) -> Node:
    """All words, and what is worth more, as ranking asks."""
    return Should(
        And(tuple(map(word, tokens))),
        (
            Constant(Term(fields.WHOLE, "".join(tokens)), 60.0),
            Constant(Phrase(fields.NAME, tuple(tokens)), 18.0),
            Constant(Phrase(fields.TEXT, tuple(tokens)), 5.0),
            Constant(And(tuple(Term(fields.NAME, token) for token in tokens)), 14.0),
            *(Term(fields.NAME, token) for token in tokens),
        ),
    )


def being_typed(tokens: Sequence[str]) -> Node:
    """Names that begin so, or hold the words with the last one unfinished."""
    *whole, last = tokens
    held = And((*(Term(fields.NAME, token) for token in whole), Prefix(fields.NAME, last)))
    return DisMax((Constant(Term(fields.START, "".join(tokens)[:30]), 2.0), Constant(held, 1.0)), 0.1)


def misspelt(fragment: str, chance: random.Random) -> str:
    """The fragment with one slip."""
    place = chance.randrange(len(fragment) - 1)
    swapped = fragment[place : place + 2][::-1]
    return chance.choice((fragment[:place] + fragment[place + 1 :], fragment[:place] + swapped + fragment[place + 2 :]))


def report(what: str, calls: Iterable[Callable[[], object]]) -> None:
    """Print the median and the 95th percentile of the calls, in milliseconds of the clock and of the processor."""
    clock, spent = [], []
    for call in calls:
        began, used = time.perf_counter(), time.process_time()
        call()
        clock.append(1000 * (time.perf_counter() - began))
        spent.append(1000 * (time.process_time() - used))
    clock.sort()
    spent.sort()
    middle, late = len(clock) // 2, int(len(clock) * 0.95)
    figures = f"{clock[middle]:10.1f}{clock[late]:10.1f}{spent[middle]:12.1f}{spent[late]:10.1f}"
    print(f"{what:40}{len(clock):8}{figures}", flush=True)


def built(engine: EmbeddedEngine, count: int, pictures: Sequence[int]) -> list[SearchDocument]:
    """Write the documents; returns some of them."""
    kept: list[SearchDocument] = []
    began = time.perf_counter()
    made = documents(count, pictures=pictures)
    while batch := list(itertools.islice(made, BATCH)):
        refused = engine.write(batch, [])
        if refused:
            raise RuntimeError(f"refused: {refused}")
        kept += batch[:: max(1, len(batch) // 50)]
    took = time.perf_counter() - began
    print(f"{count:,} documents written in {took:.0f} s, {1000 * took / count:.2f} ms each, analysis included")
    return kept


def questions(kept: Sequence[SearchDocument], count: int, chance: random.Random) -> Iterator[list[str]]:
    """Two to four neighbouring words of names."""
    for document in chance.choices(kept, k=count):
        tokens = analysis.fold_tokens(document.names["vi"])
        start = chance.randrange(max(1, len(tokens) - 1))
        yield tokens[start : start + chance.randint(2, 4)]


def slip(text: str, chance: random.Random) -> str:
    """The text with one slip in its longest word."""
    word = max(text.split(), key=len)
    return text.replace(word, misspelt(word, chance), 1) if len(word) > 2 else f"{text}x"


@contextmanager
def portal(folder: Path, demo: Path) -> Iterator[Portal]:
    """The server over a copy of the demo's database and the index in the folder."""
    with (
        closing(sqlite3.connect(demo / "portal.sqlite3")) as there,
        closing(sqlite3.connect(folder / "portal.sqlite3")) as here,
    ):
        there.backup(here)
    (folder / "static").symlink_to(demo / "static")
    # Each request is another sender's: the limits of the interface for programs are not what is measured.
    with serving(environment(folder, PORTAL_PROXIES="1")) as running:
        yield running


def pictures_in(demo: Path) -> list[int]:
    """Keys of the demo's pictures."""
    with closing(sqlite3.connect(demo / "portal.sqlite3")) as database:
        return [key for (key,) in database.execute("SELECT id FROM media_image ORDER BY id")]


def whole_requests(url: str, kept: Sequence[SearchDocument], count: int, chance: random.Random) -> None:
    """Ask the server and print what each sort of question costs a visitor."""
    spelt = [
        " ".join(document.names["vi"].split()[start : start + chance.randint(2, 4)])
        for document in chance.choices(kept, k=count)
        for start in [chance.randrange(5)]
    ]
    bare = [" ".join(analysis.fold_tokens(text)) for text in spelt]
    broad = [chance.choice(text.split()) for text in bare]
    wrong = [slip(text, chance) for text in bare]
    typed = [text[: chance.randint(3, len(text))] for text in bare]
    narrowed = [{"q": text, "loai": "product", "thang": "3"} for text in bare]
    sorts: tuple[tuple[str, str, list[dict[str, str]]], ...] = (
        ("results: words of a name", RESULTS, [{"q": text} for text in spelt]),
        ("results: the same without marks", RESULTS, [{"q": text} for text in bare]),
        ("results: one word", RESULTS, [{"q": text} for text in broad]),
        ("results: narrowed by kind and month", RESULTS, narrowed),
        ("results: fifth page", RESULTS, [{"q": text, "trang": "5"} for text in broad]),
        ("results: misspelt", RESULTS, [{"q": text} for text in wrong]),
        ("suggestions: a name being typed", SUGGEST, [{"q": text} for text in typed]),
        ("suggestions: misspelt", SUGGEST, [{"q": text} for text in wrong]),
    )
    senders = itertools.count(1)
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)

    def ask(path: str, question: dict[str, str]) -> Callable[[], object]:
        def call() -> None:
            sender = str(ipaddress.IPv4Address("198.18.0.0") + next(senders) % 2**17)
            connection.request("GET", f"{path}?{urlencode(question)}", headers={"X-Forwarded-For": sender})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answers {answer.status} to {question}")

        return call

    report("results: the first request", [ask(RESULTS, {"q": "mat ong"})])
    report("results: the first misspelt one", [ask(RESULTS, {"q": "mat onhg rừngg"})])
    for what, path, questions in sorts:
        report(what, [ask(path, question) for question in questions])
    connection.close()


def main() -> int:
    """Build and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000, help="how many there are (default 100000)")
    parser.add_argument("--questions", type=int, default=200, help="how many of each sort are asked (default 200)")
    chosen = parser.parse_args()
    demo = Path(env.read("PORTAL_DATA_DIR"))
    if not (demo / "portal.sqlite3").exists():
        print(f"there is no demo content in {demo}: make demo", file=sys.stderr)
        return 1
    chance = random.Random(2117)
    print(f"the embedded engine on {processor()}; load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "search")
        kept = built(engine, chosen.documents, pictures_in(demo))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        print(f"{size / 1e6:.0f} MB on disk")
        asked = list(questions(kept, chosen.questions, chance))
        syllables = sorted({token for tokens in asked for token in tokens})

        def ask(query: Node, facets: tuple[str, ...] = FACETS, **facts: object) -> Callable[[], object]:
            return lambda: engine.search(Request(query, TODAY, facets=facets, **facts))  # type: ignore[arg-type]

        narrowed = {"kind": Keyword("kind", ("product",)), "commune": Keyword("commune", kept[0].communes)}
        print(f"{'milliseconds':40}{'asked':>8}{'p50':>10}{'p95':>10}{'CPU p50':>12}{'p95':>10}")
        report("a word, three facets", [ask(word(chance.choice(syllables))) for _ in asked])
        report("words of a name, three facets", [ask(words(tokens)) for tokens in asked])
        report("the same, narrowed by two facets", [ask(words(tokens), filters=narrowed) for tokens in asked])
        report("the same, 50th page", [ask(word(chance.choice(syllables)), offset=980) for _ in asked])
        typed = [[*tokens[:-1], tokens[-1][: chance.randint(1, 3)]] for tokens in asked]
        report("a name being typed", [ask(being_typed(tokens), (), limit=24) for tokens in typed])
        fragments = [fragment for one in kept for fragment in analysis.shingles(one.names["vi"]) if len(fragment) > 4]
        report("first near fragment, dictionary made", [lambda: engine.near("mocchua", 1)])
        for distance in (1, 2):
            wrong = [misspelt(chance.choice(fragments), chance) for _ in asked]
            report(f"near fragments, {distance} edits", [lambda w=w: engine.near(w, distance) for w in wrong])  # type: ignore[misc]  # noqa: B023
        report("how often a word stands", [lambda t=t: engine.frequency(fields.TEXT, t) for t in syllables])  # type: ignore[misc]
        changed = documents(chosen.questions // 10, seed=2)
        report("a write of one document", [lambda d=d: engine.write([d], []) for d in changed])  # type: ignore[misc]
        report("all versions, 1,000 at a time", [lambda: list(walked(engine))])
        print(f"{'whole requests; CPU here, not the server':40}")
        with portal(Path(folder), demo) as running:
            whole_requests(running.url, kept, chosen.questions, chance)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB of memory at most")
    return 0


def walked(engine: EmbeddedEngine) -> Iterator[tuple[str, int]]:
    """All keys with their versions."""
    after = ""
    while page := engine.versions(after, 1000):
        yield from page
        after = page[-1][0]


if __name__ == "__main__":
    sys.exit(main())
