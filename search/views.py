"""The results page: one GET form, all state in its address, the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from portal.media.models import Image
from portal.media.page_pictures import read_pictures
from search import addresses, finding, popularity
from search.engines import EngineUnavailable
from search.entries import destinations_in
from search.pictures import pictures_of
from search.results import LAST_PAGE, PER_PAGE, Match, Results, ShownHit

#: Destinations offered to those who found nothing.
FEW = 8


@dataclass(frozen=True)
class Row:
    """A result and its picture; the first one of all may be shown large."""

    hit: ShownHit
    picture: Image | None
    is_best: bool


@require_safe
@public_page
def results(request: HttpRequest) -> HttpResponse:
    """Results for ``q``; without one, where to begin."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    asked = addresses.read(request.GET, language)
    if not asked.question.text:
        destinations = list(destinations_in(language))
        read_pictures(destinations)
        return render(request, "search/start.html", {"destinations": destinations})
    try:
        found = finding.find(asked.question, today=timezone.localdate())
    except EngineUnavailable:
        response = render(request, "search/unavailable.html", {"question": asked.question}, status=503)
        response.headers["Retry-After"] = "60"
        return response
    if not (asked.question.chosen or asked.question.kind or asked.question.page > 1):
        popularity.record(asked.question.text, found.total, timezone.now())
    context: dict[str, Any] = {
        "question": asked.question,
        "results": found,
        "is_cut": asked.is_cut or found.is_cut,
        # What this page is in the other languages, without what nobody can mean.
        "own_query": addresses.written(asked.question),
    }
    if not found.total:
        context["destinations"] = destinations_in(language)[:FEW]
        response = render(request, "search/none.html", context)
    else:
        rows = rows_of(found)
        context |= {
            "rows": rows,
            "page_of_results": Paginator(range(min(found.total, PER_PAGE * LAST_PAGE)), PER_PAGE).get_page(found.page),
            "has_illustrations": any(row.picture is not None and row.picture.is_illustration for row in rows),
        }
        response = render(request, "search/results.html", context)
    response.headers["X-Search-Engine"] = found.engine
    return response


def rows_of(found: Results) -> list[Row]:
    """The results of a page with their pictures; the very first is large when it has one and is what was asked for."""
    is_answer = found.page == 1 and found.match in {Match.FULL, Match.CORRECTED}
    pictures = pictures_of(found.hits, large=found.hits[0].document.picture if is_answer else None)
    return [
        Row(hit, picture, is_best=is_answer and place == 0 and picture is not None)
        for place, hit in enumerate(found.hits)
        for picture in [pictures.get(hit.document.picture or 0)]
    ]
