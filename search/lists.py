"""Pages of long lists for rooms below (``portal.core.registries``): keys in order, and counts of every facet.

The index knows which of 100,000 products come first under any choice of facets, and how many there are under the
others, in a few milliseconds; the database would read all of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from portal.core.registries import ListPage, ListQuestion, lists_records
from search import fields
from search.engines import Answer, EngineUnavailable, Request, selection
from search.facets import filter_of
from search.finding import settle, spelt
from search.kinds.products import BUSINESS, PRODUCT, numbers_of
from search.queries import Everything, Keyword
from search.ranking import tree
from search.reading import read
from search.results import LAST_PAGE, PER_PAGE, QUERY_LENGTH, Match
from search.wording import current_vocabulary

#: Records that an index puts in the order of their names: that costs more the deeper a page lies, a database less.
DEEPEST_BY_NAME: Final = 240
#: Answers to words end here, as results of searches do.
DEEPEST: Final = LAST_PAGE * PER_PAGE


@lists_records
def answer(question: ListQuestion) -> ListPage | None:
    """The page of a list of products or businesses; None when no engine answers."""
    if question.kind not in {PRODUCT.name, BUSINESS.name}:
        return None
    page = max(question.page, 1)
    if question.text:
        page = min(page, max(1, DEEPEST // question.per_page))
    try:
        return _answered(replace(question, page=page))
    except EngineUnavailable:
        return None


def _answered(question: ListQuestion) -> ListPage:
    today = question.today.isoformat()
    text = question.text[:QUERY_LENGTH].strip()
    offset = (question.page - 1) * question.per_page
    is_listed = text or offset + question.per_page <= DEEPEST_BY_NAME
    base = Request(
        query=Everything(),
        today=today,
        always=(Keyword(fields.KIND, (question.kind,)),),
        filters={facet: filter_of(facet, values, today) for facet, values in question.filters.items() if values},
        facets=question.facets,
        offset=offset if is_listed else 0,
        limit=question.per_page if is_listed else 0,
        is_by_name=question.order == "name" or not text,
    )
    if not text:
        found, _engine = selection.answer(base)
        page = _page(question, found, is_listed=bool(is_listed))
    else:
        vocabulary = current_vocabulary()
        reading = read(text, vocabulary)
        if not reading.parts:
            return ListPage(keys=(), total=0, counts={facet: {} for facet in question.facets})
        settled = settle(reading, replace(base, query=tree(reading)), vocabulary)
        page = replace(
            _page(question, settled.answer),
            shown_for=spelt(settled),
            is_partial=settled.match is Match.PARTIAL,
        )
    if page.page < question.page:
        return _answered(replace(question, page=page.page))
    return page


def _page(question: ListQuestion, found: Answer, *, is_listed: bool = True) -> ListPage:
    """What an engine's answer says of the list; the last page where a later one was asked for."""
    most = found.total if not question.text.strip() else min(found.total, DEEPEST)
    last = max(1, -(-most // question.per_page))
    return ListPage(
        keys=tuple(numbers_of(hit.document.key.partition(":")[2] for hit in found.hits)) if is_listed else None,
        total=most,
        counts={facet: found.counts.get(facet, {}) for facet in question.facets},
        page=min(question.page, last),
    )
