"""From a question to results as a reader sees them: read, asked, respelt when nothing is found, marked.

The engine decides what is found; respelling asks the embedded engine's words and probes it first, because it is always
on this machine. No call here writes anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from search import fields, kinds
from search.analysis import LONGEST_START, tokenize
from search.documents import SearchDocument
from search.engines import Answer, EngineUnavailable, Hit, Request, selection
from search.facets import called, choices_of, filter_of
from search.highlighting import excerpt, mark
from search.queries import Filter, Keyword, Node
from search.ranking import named_tree, partial_tree, suggestion_tree, tree
from search.reading import Part, Reading, is_in_names, is_word_known, read, repaired
from search.results import (
    FACETS,
    LAST_PAGE,
    MOST_PER_PAGE,
    PER_PAGE,
    QUERY_LENGTH,
    Choice,
    Match,
    Piece,
    Question,
    Results,
    ShownHit,
    Suggestion,
    SuggestionGroup,
)
from search.vocabulary import Vocabulary
from search.wording import current_vocabulary, pinned_keys

#: Respellings that are probed before a question counts as found nowhere.
MOST_RESPELLINGS = 24
SUGGESTIONS = 10
SUGGESTIONS_A_KIND = 4


@dataclass(frozen=True)
class Found:
    """What a question came to: how it was read in the end, how honestly that answers it, and what was found."""

    reading: Reading
    match: Match
    answer: Answer
    engine: str


def find(question: Question, *, today: dt.date) -> Results:
    """Answer a question; ``Match.NONE`` when it has no word or nothing is found."""
    text = question.text[:QUERY_LENGTH]
    per_page = max(1, min(question.per_page, MOST_PER_PAGE))
    last_page = LAST_PAGE * PER_PAGE // per_page
    page = max(1, min(question.page, last_page))
    vocabulary = current_vocabulary()
    reading = read(text, vocabulary)
    is_cut = len(question.text) > QUERY_LENGTH
    if not reading.parts:
        return Results(question=question, match=Match.NONE, is_cut=is_cut)
    base = Request(
        query=tree(reading),
        today=today.isoformat(),
        filters=_filters(question, today),
        facets=(fields.KIND, *FACETS),
        offset=(page - 1) * per_page,
        limit=per_page,
    )
    found = settle(reading, base, vocabulary, is_verbatim=question.is_verbatim)
    pages = max(1, min(last_page, -(-found.answer.total // per_page)))
    if page > pages:
        return find(replace(question, page=pages), today=today)
    hits = _with_pins(question, found, base) if page == 1 else tuple((hit, False) for hit in found.answer.hits)
    counts = found.answer.counts
    return Results(
        question=question,
        match=found.match,
        hits=tuple(
            _shown(hit, question.language, found.reading, is_pinned=is_pinned, today=today) for hit, is_pinned in hits
        ),
        total=found.answer.total,
        page=page,
        pages=pages,
        kinds=_kind_choices(counts.get(fields.KIND, {}), question.kind),
        facets=choices_of(counts, question.chosen, question.kind),
        shown_for=spelt(found),
        did_you_mean=_nearest(reading, base, vocabulary) if question.is_verbatim and not found.answer.total else "",
        understood=_understood(found.reading),
        engine=found.engine,
        is_cut=is_cut,
    )


def suggest(text: str, language: str, *, today: dt.date) -> tuple[SuggestionGroup, ...]:
    """What a name that is being typed may become, grouped by kind; nothing for fewer than two letters."""
    vocabulary = current_vocabulary()
    reading = read(text[:QUERY_LENGTH], vocabulary)
    joined = "".join(fold for part in reading.parts for fold in part.typed.folds)
    if len(joined) < 2:
        return ()
    request = Request(query=suggestion_tree(reading, joined), today=today.isoformat(), limit=SUGGESTIONS * 3)
    answer = Answer(hits=(), total=0)
    if not _begins_nothing(reading, joined):
        answer, _engine = selection.answer(request)
    if not answer.total:
        answer, reading = _respelt_suggestions(reading, vocabulary, request)
    return _grouped(answer.hits, language, reading)


def _respelt_suggestions(reading: Reading, vocabulary: Vocabulary, request: Request) -> tuple[Answer, Reading]:
    """The names that a respelling of what is typed begins."""
    for candidate in _respellings(reading, vocabulary, most=6):
        joined = "".join(fold for part in candidate.parts for fold in part.typed.folds)
        answer, _engine = selection.answer(replace(request, query=suggestion_tree(candidate, joined)))
        if answer.total:
            return answer, candidate
    return Answer(hits=(), total=0), reading


# --- Asking ---------------------------------------------------------------------------------------------------------
def _filters(question: Question, today: dt.date) -> dict[str, Filter]:
    filters = {
        facet: filter_of(facet, values, today.isoformat())
        for facet, values in question.chosen.items()
        if facet in FACETS and values
    }
    if question.kind:
        filters[fields.KIND] = Keyword(fields.KIND, (question.kind,))
    return filters


def settle(reading: Reading, base: Request, vocabulary: Vocabulary, *, is_verbatim: bool = False) -> Found:
    """The first of: the question as typed, a respelling of it, part of it, nothing."""
    if _is_hopeless(reading):
        answer, engine = Answer(hits=(), total=0), selection.embedded().name
    else:
        answer, engine = selection.answer(base)
    if answer.total or (base.filters and _is_found(tree(reading), base)):
        return Found(reading, Match.FULL, answer, engine)
    if not is_verbatim:
        respelt_tree = tree if _has_unknown_words(reading.needed) else named_tree
        # Where another engine answers, or filters may hide it, the index of this machine is asked first.
        is_probed = bool(base.filters) or engine != selection.embedded().name
        for candidate in _respellings(reading, vocabulary):
            query = respelt_tree(candidate)
            if is_probed and not _is_found(query, base):
                continue
            answer, engine = selection.answer(replace(base, query=query))
            if answer.total or base.filters:
                return Found(candidate, Match.CORRECTED, answer, engine)
        for part in _partial_readings(reading, vocabulary):
            answer, engine = selection.answer(replace(base, query=partial_tree(part)))
            if answer.total:
                return Found(part, Match.PARTIAL, answer, engine)
    return Found(reading, Match.NONE, Answer(hits=(), total=0), engine)


def _respellings(reading: Reading, vocabulary: Vocabulary, most: int = MOST_RESPELLINGS) -> list[Reading]:
    """Respellings, the likeliest first; none when the embedded engine, which knows the words, gives no answer."""
    try:
        return list(islice(repaired(reading, vocabulary, selection.embedded()), most))
    except EngineUnavailable:
        return []


def _is_found(query: Node, base: Request) -> bool:
    """Whether the query finds anything at all, without the reader's filters."""
    try:
        probe = Request(query=query, today=base.today, always=base.always, limit=1)
        return selection.embedded().search(probe).total > 0
    except EngineUnavailable:
        return False


def _partial_readings(reading: Reading, vocabulary: Vocabulary) -> list[Reading]:
    """What part of is searched: of unknown words first the respelling whose words are known, then what was typed."""
    if not _has_unknown_words(reading.needed):
        return [reading]
    known = [one for one in _respellings(reading, vocabulary, most=4) if not _has_unknown_words(one.needed)]
    return [*known[:1], reading]


def _has_unknown_words(parts: Iterable[Part]) -> bool:
    """Whether a word of the parts stands in no document; False when nobody knows."""
    words = selection.embedded()
    try:
        return not all(is_word_known(fold, words) for part in parts for fold in part.typed.folds)
    except EngineUnavailable:
        return False


def _is_hopeless(reading: Reading) -> bool:
    """Whether the index of this machine answers, and lacks a word that nothing else can stand for: most misspelt ones.

    Asking it all the same costs milliseconds and finds nothing.
    """
    if selection.current() is not selection.embedded():
        return False
    return _has_unknown_words(part for part in reading.needed if len(part.ways) == 1 and not part.narrows)


def _begins_nothing(reading: Reading, joined: str) -> bool:
    """Whether the index of this machine answers, and no name begins so or has all the words before the last one."""
    words = selection.embedded()
    if selection.current() is not words or len(reading.variants) > 1:
        return False
    folds = [fold for part in reading.parts for fold in part.typed.folds]
    try:
        return not words.frequency(fields.START, joined[:LONGEST_START]) and any(
            not is_in_names(fold, words) for fold in folds[:-1]
        )
    except EngineUnavailable:
        return False


def _nearest(reading: Reading, base: Request, vocabulary: Vocabulary) -> str:
    """The nearest spelling that finds something, for a text that was not to be respelt; "" when there is none."""
    candidates = _respellings(reading, vocabulary)
    respelt_tree = tree if _has_unknown_words(reading.needed) else named_tree
    return next((one.text for one in candidates if _is_found(respelt_tree(one), base)), "")


def _with_pins(question: Question, found: Found, base: Request) -> tuple[tuple[Hit, bool], ...]:
    """The hits of the first page with what editors pinned to this question at their head."""
    keys = pinned_keys(question.text)
    if not keys or base.filters:
        return tuple((hit, False) for hit in found.answer.hits)
    pinned, _engine = selection.answer(Request(query=Keyword("key", tuple(keys)), today=base.today, limit=len(keys)))
    by_key = {hit.document.key: hit for hit in pinned.hits}
    first = [by_key[key] for key in keys if key in by_key]
    rest = [hit for hit in found.answer.hits if hit.document.key not in by_key]
    return (*((hit, True) for hit in first), *((hit, False) for hit in rest))


# --- Showing --------------------------------------------------------------------------------------------------------
def _kind_choices(have: Mapping[str, int], chosen: str) -> tuple[Choice, ...]:
    if not have and not chosen:
        return ()
    choices = [Choice(value="", label=_("Tất cả"), count=sum(have.values()), is_chosen=not chosen)]
    for kind in kinds.kinds():
        if have.get(kind.name) or kind.name == chosen:
            choices.append(
                Choice(
                    value=kind.name,
                    label=str(kind.plural),
                    count=have.get(kind.name, 0),
                    is_chosen=kind.name == chosen,
                )
            )
    return tuple(choices)


def _shown(hit: Hit, language: str, reading: Reading, *, is_pinned: bool, today: dt.date) -> ShownHit:
    marked = reading.marked_tokens()
    asked = sum(len(part.typed.folds) for part in reading.needed)
    document = hit.document
    name_language = language if document.names.get(language) else "vi"
    name = mark(document.name_in(language), marked)
    text_language, passage = _passage(document, language, marked, is_named=_marked_words(name) >= asked)
    address, address_language = document.address_in(language)
    return ShownHit(
        document=document,
        score=hit.score,
        name=name,
        name_language=name_language,
        address=address,
        address_language=address_language,
        where=document.wheres.get(language) or document.wheres.get("vi", ""),
        excerpt=passage,
        excerpt_language=text_language,
        reason=_reason(document, marked, name),
        is_pinned=is_pinned,
        stars=document.stars_on(today.isoformat()),
    )


def _passage(
    document: SearchDocument, language: str, marked: frozenset[str], *, is_named: bool
) -> tuple[str, tuple[Piece, ...]]:
    """Language and text under the name: its summary when the name says all that was asked, else where that is said."""
    for code in (language, "vi", *document.texts):
        summary, text = document.summaries.get(code, ""), document.texts.get(code, "")
        if is_named and summary:
            return code, mark(summary, marked)
        if summary or text:
            return code, excerpt(" ".join(part for part in (summary, text) if part), marked)
    return language, ()


def _reason(document: SearchDocument, marked: frozenset[str], name: Sequence[Piece]) -> tuple[Piece, ...]:
    """The other name that says more of what was asked for than the name that is shown; nothing when none does."""
    best: tuple[Piece, ...] = ()
    most = _marked_words(name)
    is_maker = False
    for alias in document.aliases:
        pieces = mark(alias, marked)
        if (words := _marked_words(pieces)) > most:
            best, most, is_maker = pieces, words, alias in document.makers
    if not best:
        return ()
    begin = _("trước là") if document.kind == "commune" else _("còn gọi là")
    if is_maker:
        begin = _("nơi làm ra:")
    return (Piece(f"{begin} "), *best)


def _marked_words(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.is_marked)


def spelt(found: Found) -> str:
    """The respelt text with the marks of the best names that hold its words; "" where nothing was respelt."""
    if found.match is not Match.CORRECTED:
        return ""
    reading, hits = found.reading, found.answer.hits
    spellings: dict[str, str] = {}
    for hit in reversed(hits[:5]):
        names = (*reversed(hit.document.aliases), *hit.document.names.values())
        for name in names:
            for token in tokenize(name):
                spellings[token.fold] = name[token.start : token.end]
    typed = tokenize(reading.text)
    words = []
    for token in typed:
        word = reading.text[token.start : token.end]
        is_bare = word == token.fold
        words.append(spellings.get(token.fold, word) if is_bare else word)
    return " ".join(words)


def _understood(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Filters that were read out of the text, in words."""
    found = []
    for part in reading.needed:
        if part.province:
            name = called(fields.PROVINCE, [part.province]).get(part.province)
            found.append((fields.PROVINCE, name or part.text))
        elif part.months:
            found.append((fields.MONTH, part.text))
        elif part.stars:
            found.append((fields.LAST_STARS, part.text))
    return tuple(found)


def _grouped(hits: Sequence[Hit], language: str, reading: Reading) -> tuple[SuggestionGroup, ...]:
    """The best hits by kind, kinds in the order of their best."""
    folds = tuple(fold for part in reading.parts for fold in part.typed.folds)
    groups: dict[str, list[Suggestion]] = {}
    count = 0
    for hit in hits:
        document = hit.document
        kind = kinds.kind_named(document.kind)
        group = groups.setdefault(document.kind, [])
        if kind is None or len(group) >= SUGGESTIONS_A_KIND or count >= SUGGESTIONS:
            continue
        count += 1
        group.append(
            Suggestion(
                document=document,
                name=_begun(document.name_in(language), folds),
                name_language=language if document.names.get(language) else "vi",
                kind=document.kind,
                kind_label=str(kind.label),
                address=document.address_in(language)[0],
                where=document.wheres.get(language) or document.wheres.get("vi", ""),
            )
        )
    return tuple(
        SuggestionGroup(kind=name, label=str(kind.plural), suggestions=tuple(group))
        for name, group in groups.items()
        if group and (kind := kinds.kind_named(name))
    )


def _begun(name: str, folds: tuple[str, ...]) -> tuple[Piece, ...]:
    """The name with the typed words marked, and the one that the last typed word begins."""
    if not folds:
        return (Piece(name),)
    *whole, last = folds
    found: set[str] = set()
    is_after = not whole
    for token in tokenize(name):
        if token.fold in whole or (is_after and token.fold.startswith(last)):
            found.add(token.fold)
        is_after = not whole or token.fold == whole[-1]
    return mark(name, found)
