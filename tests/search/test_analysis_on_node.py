"""A real node splits what analysis joined into the same tokens: nothing of it is left to Elasticsearch."""

from __future__ import annotations

from itertools import chain

from elasticsearch import Elasticsearch

from search.analysis import (
    english_tokens,
    fold_tokens,
    shingles,
    starts,
    tone_tokens,
    whole_names,
    whole_names_toned,
)
from tests.search.texts import hostile_texts, unit_names

ALL = (fold_tokens, tone_tokens, english_tokens, whole_names, whole_names_toned, starts, shingles)
# A word that the "whitespace" tokenizer would cut, had it come so far; and a text of very many words.
LONG = ("a" * 400, "ộ" * 400, "奠" * 400, "Mộc Châu " * 600)


def test_the_node_gives_back_the_tokens_of_300_texts(elasticsearch_url: str) -> None:
    texts = [*unit_names()[:150], *hostile_texts(150 - len(LONG)), *LONG]
    assert len(texts) == 300
    asked = 0
    with Elasticsearch(elasticsearch_url) as node:
        for text in texts:
            expected = [tokens(text) for tokens in ALL]
            answer = node.indices.analyze(analyzer="whitespace", text=[" ".join(tokens) for tokens in expected])
            assert [token["token"] for token in answer["tokens"]] == [*chain.from_iterable(expected)], ascii(text)
            asked += len(answer["tokens"])
    assert asked > 10_000
