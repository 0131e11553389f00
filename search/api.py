"""Search for programs: the questions and answers of the pages as JSON, in types that do not change under ``v1``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import override
from ninja import Field, Query, Router, Schema

from portal.core.problems import Problem, Unavailable
from portal.core.rate_limits import hold_to_rate
from portal.media.models import Image
from portal.media.sizes import Purpose
from search import finding, kinds
from search.addresses import MOST_VALUES, VALUE_LENGTH, plain
from search.engines import EngineUnavailable
from search.pictures import pictures_of
from search.results import FACETS, LAST_PAGE, MOST_PER_PAGE, PER_PAGE, QUERY_LENGTH, Piece, Question, ShownHit

router = Router(tags=["search"])
Language = Literal["vi", "en"]
Text = Annotated[str, Field(max_length=QUERY_LENGTH, description=_("Chữ cần tìm: có dấu hay không dấu đều được."))]
Values = Annotated[
    list[Annotated[str, Field(max_length=VALUE_LENGTH)]],
    Field(max_length=MOST_VALUES, description=_("Thu hẹp kết quả; lặp lại tham số để chọn nhiều giá trị.")),
]
ERRORS = {400: Problem, 429: Problem, 503: Problem}


class SearchIn(Schema):
    """What to search, and what to narrow it to."""

    q: Text
    lang: Language = Field("vi", description=_("Ngôn ngữ của nhãn, tên và đoạn trích."))
    kind: str = Field("", max_length=VALUE_LENGTH, description=_("Loại kết quả, như trong kinds của câu trả lời."))
    province: Values = []
    commune: Values = []
    category: Values = []
    month: Values = []
    stars: Values = []
    group: Values = []
    open_data: Values = []
    page: int = Field(1, ge=1, le=PER_PAGE * LAST_PAGE)
    limit: int = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE, description=_("Số kết quả mỗi trang."))
    verbatim: bool = Field(False, description=_("Tìm đúng chữ đã gõ, không sửa chính tả."))


class SuggestIn(Schema):
    """The beginning of a name."""

    q: Text
    lang: Language = Field("vi", description=_("Ngôn ngữ của nhãn và tên."))


class PieceOut(Schema):
    """A run of text, marked when it is what was asked for."""

    text: str
    is_marked: bool


class ChoiceOut(Schema):
    """A value to narrow by, and the number of results that it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


class FacetOut(Schema):
    """Values of one facet."""

    name: str = Field(description=_("Tên tham số thu hẹp kết quả."))
    choices: list[ChoiceOut]


class UnderstoodOut(Schema):
    """A filter that was read out of the text."""

    facet: str
    label: str


class FileOut(Schema):
    """One file of a picture."""

    address: str
    format: str
    width: int
    height: int


class PictureOut(Schema):
    """A picture of the result."""

    alt: str
    is_illustration: bool = Field(description=_("Tranh vẽ minh hoạ, không phải ảnh chụp."))
    author: str
    licence: str
    files: list[FileOut]


class HitOut(Schema):
    """One result."""

    key: str = Field(description=_("Khoá không đổi của kết quả, ví dụ commune:03703."))
    kind: str
    kind_label: str
    name: str
    name_pieces: list[PieceOut]
    name_language: str
    address: str = Field(description=_("Đường dẫn trên cổng, không kèm tên miền."))
    address_language: str
    where: str
    excerpt: list[PieceOut]
    excerpt_language: str
    reason: list[PieceOut] = Field(description=_("Vì sao có kết quả này, khi tên và đoạn trích không nói."))
    is_pinned: bool = Field(description=_("Ban biên tập đặt lên đầu cho câu tìm này."))
    stars: int | None = Field(description=_("Số sao OCOP của giấy chứng nhận còn hiệu lực hôm nay; không có thì null."))
    picture: PictureOut | None


class ResultsOut(Schema):
    """The answer to a question."""

    query: str
    match: Literal["full", "corrected", "partial", "none"] = Field(
        description=_("Đủ chữ; đủ chữ sau khi sửa chính tả (xem shown_for); chỉ một số chữ; không có gì.")
    )
    shown_for: str = Field(description=_("Chữ đã được tìm thay cho chữ đã gõ; trống khi không sửa gì."))
    did_you_mean: str = Field(
        description=_("Cách viết gần nhất có kết quả, khi tìm đúng chữ (verbatim) mà không thấy gì.")
    )
    understood: list[UnderstoodOut] = Field(description=_("Điều kiện đọc ra từ câu tìm, như “tháng 3”."))
    total: int
    page: int
    pages: int
    limit: int
    kinds: list[ChoiceOut] = Field(description=_("Số kết quả theo loại; giá trị trống là mọi loại."))
    facets: list[FacetOut]
    hits: list[HitOut]


class SuggestionOut(Schema):
    """One suggestion."""

    name: str
    name_pieces: list[PieceOut]
    name_language: str
    kind: str
    kind_label: str
    address: str = Field(description=_("Đường dẫn trên cổng, không kèm tên miền."))
    where: str


class SuggestionGroupOut(Schema):
    """Suggestions of one kind."""

    kind: str
    label: str
    suggestions: list[SuggestionOut]


class SuggestionsOut(Schema):
    """What may be meant by the beginning of a name."""

    query: str
    count: int
    groups: list[SuggestionGroupOut]


@router.api_operation(["HEAD"], "/search", response=ResultsOut, include_in_schema=False)
@router.get("/search", response={200: ResultsOut, **ERRORS}, summary=_("Tìm trên cổng"), operation_id="search")
def search(request: HttpRequest, asked: Query[SearchIn]) -> dict[str, Any]:
    """Places, festivals, itineraries, products, their makers, communes and articles, however their names are typed."""
    hold_to_rate(request, "search")
    given = asked.model_dump()
    question = Question(
        text=plain(asked.q),
        language=asked.lang,
        kind=asked.kind,
        chosen={facet: tuple(given[facet]) for facet in FACETS if given[facet]},
        page=asked.page,
        per_page=asked.limit,
        is_verbatim=asked.verbatim,
    )
    with override(asked.lang):
        try:
            found = finding.find(question, today=timezone.localdate())
        except EngineUnavailable as error:
            raise Unavailable from error
        pictures = pictures_of(found.hits)
        return {
            "query": question.text,
            "match": found.match.value,
            "shown_for": found.shown_for,
            "did_you_mean": found.did_you_mean,
            "understood": [{"facet": facet, "label": label} for facet, label in found.understood],
            "total": found.total,
            "page": found.page,
            "pages": found.pages,
            "limit": asked.limit,
            "kinds": found.kinds,
            "facets": [{"name": facet, "choices": found.facets[facet]} for facet in FACETS if facet in found.facets],
            "hits": [hit_out(hit, pictures.get(hit.document.picture or 0)) for hit in found.hits],
        }


@router.api_operation(["HEAD"], "/suggest", response=SuggestionsOut, include_in_schema=False)
@router.get("/suggest", response={200: SuggestionsOut, **ERRORS}, summary=_("Gợi ý khi gõ"), operation_id="suggest")
def suggest(request: HttpRequest, asked: Query[SuggestIn]) -> dict[str, Any]:
    """Names that begin with what was typed, grouped by kind."""
    hold_to_rate(request, "suggest")
    text = plain(asked.q)
    with override(asked.lang):
        try:
            groups = finding.suggest(text, asked.lang, today=timezone.localdate()) if text else ()
        except EngineUnavailable as error:
            raise Unavailable from error
        return {
            "query": text,
            "count": sum(len(group.suggestions) for group in groups),
            "groups": [
                {
                    "kind": group.kind,
                    "label": str(group.label),
                    "suggestions": [
                        {
                            "name": joined(one.name),
                            "name_pieces": one.name,
                            "name_language": one.name_language,
                            "kind": one.kind,
                            "kind_label": str(one.kind_label),
                            "address": one.address,
                            "where": one.where,
                        }
                        for one in group.suggestions
                    ],
                }
                for group in groups
            ],
        }


def hit_out(hit: ShownHit, picture: Image | None) -> dict[str, Any]:
    """A result as programs get it."""
    kind = kinds.kind_named(hit.document.kind)
    return {
        "key": hit.document.key,
        "kind": hit.document.kind,
        "kind_label": str(kind.label) if kind is not None else hit.document.kind,
        "name": joined(hit.name),
        "name_pieces": hit.name,
        "name_language": hit.name_language,
        "address": hit.address,
        "address_language": hit.address_language,
        "where": hit.where,
        "excerpt": hit.excerpt,
        "excerpt_language": hit.excerpt_language,
        "reason": hit.reason,
        "is_pinned": hit.is_pinned,
        "stars": hit.stars,
        "picture": picture_out(picture) if picture is not None else None,
    }


def picture_out(picture: Image) -> dict[str, Any]:
    """A picture with its files for cards, and what must be said of it."""
    return {
        "alt": picture.alt,
        "is_illustration": picture.is_illustration,
        "author": picture.author,
        "licence": picture.licence,
        "files": [
            {"address": file.url, "format": file.format, "width": file.width, "height": file.height}
            for file in picture.files_for(Purpose.CARD)
        ],
    }


def joined(pieces: Iterable[Piece]) -> str:
    """The text without its marks."""
    return "".join(piece.text for piece in pieces)
