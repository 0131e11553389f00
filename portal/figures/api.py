"""Figures for programs: what is counted, and every value with its status and source, as JSON or CSV."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Any, Literal

from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from portal.core.caching import mark_public
from portal.core.problems import Problem, problem
from portal.core.rate_limits import hold_to_rate
from portal.figures import periods
from portal.figures.models import Area, Indicator, Observation
from portal.figures.rows import csv_lines, row_of

router = Router(tags=["statistics"])
Language = Literal["vi", "en"]
Topic = Literal["visitors", "exports"]
Status = Literal["actual", "estimate", "target"]
CODE_LENGTH = 60
MOST_ROWS = 1000
ERRORS = {400: Problem, 404: Problem, 429: Problem}


class IndicatorsIn(Schema):
    """Which indicators."""

    topic: Topic | None = Field(None, description=_("Chủ đề: khách du lịch hoặc xuất khẩu."))
    lang: Language = Field("vi", description=_("Ngôn ngữ của tên, định nghĩa và ghi chú."))


class IndicatorOut(Schema):
    """What is counted."""

    code: str = Field(description=_("Mã không đổi của chỉ tiêu."))
    topic: str
    name: str
    definition: str
    method: str = Field(description=_("Số liệu có từ đâu và phải hiểu thế nào."))
    unit: str = Field(description=_("Mã đơn vị; mọi giá trị của chỉ tiêu cùng một đơn vị."))
    unit_label: str
    comparable: bool = Field(description=_("Có văn bản cho biết các tỉnh đếm như nhau."))
    count: int = Field(description=_("Số giá trị đã đăng."))
    address: str = Field(description=_("Đường dẫn trên cổng, không kèm tên miền."))


class IndicatorsOut(Schema):
    """All of them."""

    count: int
    indicators: list[IndicatorOut]


class ObservationsIn(Schema):
    """Which values."""

    indicator: str = Field("", max_length=CODE_LENGTH, description=_("Mã chỉ tiêu, như visitors_total."))
    area: str = Field("", max_length=CODE_LENGTH, description=_("Mã nơi, như son-la."))
    topic: Topic | None = Field(None, description=_("Chủ đề: khách du lịch hoặc xuất khẩu."))
    status: Status | None = Field(None, description=_("Đã có, ước tính hoặc mục tiêu; mục tiêu không phải kết quả."))
    period: str = Field(
        "", max_length=21, description=_("Năm, tháng, quý, ngày hoặc khoảng; giá trị có kỳ nằm trọn trong đó.")
    )
    chosen: bool = Field(False, description=_("Chỉ lấy giá trị mà trang nêu trước cho mỗi kỳ."))
    limit: int = Field(100, ge=1, le=MOST_ROWS, description=_("Số dòng mỗi trang."))
    offset: int = Field(0, ge=0, le=10_000_000, description=_("Bỏ qua bao nhiêu dòng đầu."))
    lang: Language = Field("vi", description=_("Ngôn ngữ của tên, định nghĩa và ghi chú."))
    format: Literal["json", "csv"] = Field("json", description=_("CSV có mọi dòng, bỏ qua limit và offset."))
    bom: bool = Field(False, description=_("CSV mở đầu bằng dấu UTF-8 mà Excel cần."))


class SourceOut(Schema):
    """Who says it."""

    label: str
    publisher: str
    published_on: str | None = Field(description=_("Ngày của nguồn: năm, năm-tháng hoặc ngày; không rõ thì null."))
    published: str
    url: str | None = Field(description=_("Null khi nguồn được đọc ở trang chép lại hoặc không có địa chỉ."))


class ObservationOut(Schema):
    """One value of one source."""

    id: str = Field(description=_("Mã không đổi của giá trị."))
    indicator: str
    indicator_name: str
    area: str
    area_name: str
    commodity: str | None
    commodity_name: str | None
    period: str = Field(description=_("Năm, năm-tháng, năm-Qn, ngày hoặc đầu/cuối; trống khi nguồn không nói."))
    period_type: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    holiday: str | None
    value: float
    qualifier: str | None = Field(description=_("Chữ của nguồn trước con số: more_than, nearly, about."))
    unit: str
    status: str = Field(description=_("Như trang hiện: công bố khi kỳ chưa hết thì là estimate."))
    stated_status: str = Field(description=_("Như nguồn nói."))
    change_percent: float | None = Field(description=_("So với cùng kỳ, theo nguồn."))
    is_chosen: bool = Field(description=_("Giá trị mà trang nêu trước cho kỳ này."))
    conflict_group: str | None = Field(description=_("Cùng mã: các nguồn nói khác nhau về một điều."))
    flags: list[str]
    source: SourceOut
    quote: str
    note: str
    checked_on: dt.date | None
    updated_at: dt.datetime


class ObservationsOut(Schema):
    """Values, and how many there are in all."""

    count: int = Field(description=_("Số giá trị ở mọi trang."))
    limit: int
    offset: int
    observations: list[ObservationOut]


@router.api_operation(["HEAD"], "/indicators", response=IndicatorsOut, include_in_schema=False)
@router.get(
    "/indicators",
    response={200: IndicatorsOut, **ERRORS},
    summary=_("Chỉ tiêu"),
    operation_id="indicators",
    url_name="statistics_indicators",
)
def indicators(request: HttpRequest, asked: Query[IndicatorsIn]) -> Any:
    """What is counted, with definition, unit and method."""
    hold_to_rate(request, "statistics")
    wanted = Indicator.objects.with_figures().with_count()
    if asked.topic:
        wanted = wanted.filter(topic=asked.topic)
    with override(asked.lang):
        rows = [
            {
                "code": one.code,
                "topic": one.topic,
                "name": one.name,
                "definition": one.definition,
                "method": one.method,
                "unit": one.unit,
                "unit_label": one.get_unit_display(),
                "comparable": one.is_comparable,
                "count": one.count,
                "address": one.get_absolute_url(),
            }
            for one in wanted
        ]
    return {"count": len(rows), "indicators": rows}


@router.api_operation(["HEAD"], "/observations", response=ObservationsOut, include_in_schema=False)
@router.get(
    "/observations",
    response={200: ObservationsOut, **ERRORS},
    summary=_("Giá trị"),
    operation_id="observations",
    url_name="statistics_observations",
)
def observations(request: HttpRequest, asked: Query[ObservationsIn]) -> Any:
    """Every value with status and source; targets are never results."""
    hold_to_rate(request, "statistics")
    with override(asked.lang):
        wanted = Observation.objects.published()
        if asked.indicator:
            if not _is_there(Indicator, asked.indicator):
                said = gettext("Không có chỉ tiêu %(code)s. Các chỉ tiêu: /api/v1/statistics/indicators.")
                return _not_there(request, said, asked.indicator)
            wanted = wanted.filter(indicator__code=asked.indicator)
        if asked.area:
            if not _is_there(Area, asked.area):
                return _not_there(request, gettext("Không có nơi nào mã là %(code)s."), asked.area)
            wanted = wanted.filter(area__code=asked.area)
        if asked.topic:
            wanted = wanted.filter(indicator__topic=asked.topic)
        if asked.status:
            wanted = wanted.with_shown_status(asked.status)
        if asked.chosen:
            wanted = wanted.shown_first()
        if asked.period:
            try:
                period = periods.parse(asked.period)
            except periods.BadPeriod:
                said = gettext(
                    "Tham số period không phải là kỳ. Viết 2024, 2024-05, 2024-Q1, 2024-05-07 hoặc 2024-01/2024-09."
                )
                return problem(request, HTTPStatus.BAD_REQUEST, said)
            wanted = wanted.within(period.starts_on, period.ends_on)
        if asked.format == "csv":
            lines = csv_lines(wanted.with_details(), with_bom=asked.bom)
            response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
            response.headers["Content-Disposition"] = f'attachment; filename="{asked.topic or "statistics"}.csv"'
            return mark_public(response)
        rows = wanted.with_details()[asked.offset : asked.offset + asked.limit]
        return {
            "count": wanted.count(),
            "limit": asked.limit,
            "offset": asked.offset,
            "observations": [row_of(one) for one in rows],
        }


def _is_there(model: type[Indicator | Area], code: str) -> bool:
    """Whether there are public values of a code; PostgreSQL must never see the characters that it refuses."""
    return slug_re.match(code) is not None and model.objects.with_figures().filter(code=code).exists()


def _not_there(request: HttpRequest, sentence: str, code: str) -> HttpResponse:
    """404 with a sentence that names what was asked for."""
    return problem(request, HTTPStatus.NOT_FOUND, sentence % {"code": code})
