"""What the embedded engine costs at 100,000 documents: ``python -m tests.bench.search``.

The engine alone: reading the question, highlighting and the page come on top and are measured with the whole request.
Documents are put together from names of units (``tests.bench.search_documents``). Questions are of a broad word, of two
words, of a phrase in a name with everything that ranking adds to it, each with three facets; what a name that is being
typed asks for; and near fragments of misspelt ones.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from search import analysis, fields
from search.documents import SearchDocument
from search.engines import Request
from search.engines.embedded import EmbeddedEngine
from search.queries import And, Boost, Constant, DisMax, Keyword, Node, Phrase, Prefix, Should, Term
from tests.bench.pictures import processor
from tests.bench.search_documents import documents

TODAY = "2026-11-22"
FACETS = ("kind", "commune", "stars")
BATCH = 5_000


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


def built(engine: EmbeddedEngine, count: int) -> list[SearchDocument]:
    """Write the documents; returns some of them."""
    kept: list[SearchDocument] = []
    began = time.perf_counter()
    made = documents(count)
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


def main() -> int:
    """Build and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000, help="how many there are (default 100000)")
    parser.add_argument("--questions", type=int, default=200, help="how many of each sort are asked (default 200)")
    chosen = parser.parse_args()
    chance = random.Random(2117)
    print(f"the embedded engine on {processor()}; load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "search")
        kept = built(engine, chosen.documents)
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
