"""Takes spreadsheets of values in: every row is checked first, then all are handed to the reviewers, or none.

The table is read while its sender waits (``receive``): what is no table is refused at once. Its rows are checked by a
worker (``carry_on``), which tells how far it is. A check takes seconds and changes nothing but the file's own row, so
where a worker was killed the next one starts again from the first row.

What a cell says is read strictly (``portal.figures.numbers``): a problem names its row, its column and what to do.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.core import partial_date, work
from portal.core.models import Source, WorkItem
from portal.core.registries import records_changed
from portal.core.spreadsheets import FORMULA_SIGNS
from portal.core.vietnamese import fold
from portal.figures import numbers
from portal.figures.models import (
    Area,
    Commodity,
    FigureSheet,
    Holiday,
    Indicator,
    Observation,
    PeriodType,
    Qualifier,
    Status,
    Unit,
)
from portal.figures.number_faults import NUMBER_FAULTS
from portal.media import tables

CHECK: Final = "figures.check_sheet"
#: Rows after which a check tells how far it is.
STEP: Final = 100
SHEET: Final = "Số liệu"
MOST_ROWS: Final = 2000
MOST_CHARACTERS: Final = 2000
#: Columns with their headings; a star marks those that every row fills in. Headings stand in files: never translated.
COLUMNS: Final = {
    "indicator": "Chỉ tiêu",
    "area": "Nơi",
    "commodity": "Mặt hàng",
    "period": "Kỳ",
    "period_type": "Loại kỳ",
    "holiday": "Kỳ nghỉ, lễ hội",
    "qualifier": "Chữ đi kèm",
    "value": "Giá trị",
    "unit": "Đơn vị",
    "status": "Trạng thái",
    "source_title": "Tên nguồn",
    "publisher": "Nơi công bố",
    "url": "Địa chỉ nguồn",
    "published_on": "Ngày nguồn",
    "quote": "Lời nguồn",
    "note_vi": "Ghi chú",
    "note_en": "Ghi chú tiếng Anh",
}
NEEDED: Final = ("indicator", "area", "period_type", "value", "unit", "status")
CHOICES: Final[Mapping[str, Any]] = {
    "period_type": PeriodType,
    "holiday": Holiday,
    "qualifier": Qualifier,
    "unit": Unit,
    "status": Status,
}
_AIM: Final = re.compile(r"phấn đấu|mục tiêu|target of|aims? to", re.IGNORECASE)
_REACHED: Final = re.compile(r"vượt|đạt|exceed|surpass|reach", re.IGNORECASE)
_WEB: Final = URLValidator(schemes=["http", "https"])

Cells = Mapping[str, Sequence[Any]]
State = FigureSheet.State


@dataclass
class Row:
    """A row while it is read: the value it makes, and what is wrong with it."""

    number: int
    observation: Observation | None = None
    source: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def wrong(self, column: str, sentence: str | Promise) -> None:
        """Add a problem."""
        self.problems.append((column, str(sentence)))


def receive(*, content: bytes, file_name: str, by: Any, now: dt.datetime) -> FigureSheet:
    """Keep the rows of a file and have them checked. Raises ``ValidationError`` for what is no table of values."""
    rows = _table(content)
    with transaction.atomic():
        sheet = FigureSheet.objects.create(
            file_name=file_name[:150],
            state=State.CHECKING,
            uploaded_by=by,
            uploaded_at=now,
            row_count=len(rows),
            language=translation.get_language() or settings.LANGUAGE_CODE,
            rows=rows,
        )
        work.ask(CHECK, str(sheet.pk), now=now)
    return sheet


def carry_on(pk: int) -> None:
    """Check the rows of a file that waits for it; of two workers the first to end tells the problems."""
    waiting = FigureSheet.objects.filter(pk=pk, state=State.CHECKING)
    sheet = waiting.first()
    if sheet is None:
        return
    problems = []
    with translation.override(sheet.language):
        for done, row in enumerate(check(sheet.rows), start=1):
            problems += _problems([row])
            # A transaction of its own each time: whoever else writes waits for one row, not for the check.
            if done % STEP == 0 and not waiting.update(done_count=done):
                return  # thrown away, or checked by another worker
    state = State.FAULTY if problems else State.CHECKED
    waiting.update(state=state, problems=problems, done_count=sheet.row_count)


@transaction.atomic
def apply(*, sheet: FigureSheet, now: dt.datetime) -> int:
    """Hand all values of a file to the reviewers; returns how many. Checked again: the portal may have changed.

    With a problem nothing is stored but the problem; 0 is returned then.
    """
    current = FigureSheet.objects.select_for_update().get(pk=sheet.pk)
    if current.state == State.APPLIED:
        raise ValidationError(_("Tệp này đã nạp."))
    if current.state == State.CHECKING:
        raise ValidationError(_("Tệp này chưa kiểm tra xong."))
    with translation.override(current.language):
        read = list(check(current.rows))
    current.problems = _problems(read)
    if current.problems:
        current.state = State.FAULTY
        current.save(update_fields=["state", "problems"])
        return 0
    made = []
    sources = _sources([row.source for row in read])
    for row in read:
        assert row.observation is not None  # noqa: S101 (a row without a value has a problem)
        row.observation.source = sources[_source_key(row.source["url"], row.source["title"])]
        row.observation.key = f"v-{secrets.token_hex(6)}"
        row.observation.state = Observation.State.IN_REVIEW
        row.observation.updated_at = now
        made.append(row.observation)
    stored = Observation.objects.bulk_create(made)
    records_changed(Observation, [one.pk for one in stored])
    current.state, current.applied_at, current.rows = State.APPLIED, now, []
    current.save(update_fields=["state", "applied_at", "rows", "problems"])
    return len(made)


@transaction.atomic
def discard(*, sheet: FigureSheet) -> None:
    """Throw a file away that was not handed in, and the work on it; a worker that is at it notices."""
    FigureSheet.objects.filter(pk=sheet.pk).exclude(state=State.APPLIED).delete()
    WorkItem.objects.filter(kind=CHECK, key=str(sheet.pk)).delete()


def try_again(*, sheet: FigureSheet) -> None:
    """Give a check that has stopped new attempts."""
    stopped = stopped_work(sheet)
    if stopped is not None:
        work.try_again(stopped)


def stopped_work(sheet: FigureSheet) -> WorkItem | None:
    """The work on a file when it was tried too often and waits for a person."""
    found: WorkItem | None = WorkItem.objects.parked().filter(kind=CHECK, key=str(sheet.pk)).first()
    return found


# --- The file ---------------------------------------------------------------------------------------------------------


def _table(content: bytes) -> list[list[Any]]:
    """Rows of known columns. Raises ``ValidationError`` with what is wrong with the file as a whole."""
    by_heading = {fold(heading): name for name, heading in COLUMNS.items()}
    columns: dict[int, str] | None = None
    rows: list[list[Any]] = []
    for number, cells in tables.foreign_rows(
        content, sheet=SHEET, most_rows=MOST_ROWS, most_characters=MOST_CHARACTERS
    ):
        if columns is None:
            names = {column: by_heading.get(fold(str(value))) for column, _kind, value in cells}
            columns = {column: name for column, name in names.items() if name is not None}
            _check_heading(list(columns.values()))
            continue
        row = {columns[column]: [kind, value] for column, kind, value in cells if column in columns}
        if any(str(value).strip() for _kind, value in row.values()):
            rows.append([number, row])
    if not rows:
        raise tables.refusal("empty")
    return rows


def _check_heading(names: Sequence[str]) -> None:
    doubled = sorted({COLUMNS[name] for name in names if names.count(name) > 1})
    if doubled:
        raise ValidationError(
            _("Cột bị lặp: %(columns)s. Hãy xoá bớt hoặc đổi tên rồi gửi lại.") % {"columns": ", ".join(doubled)}
        )
    missing = [COLUMNS[name] for name in (*NEEDED, "period") if name not in names]
    if missing:
        raise ValidationError(
            _("Thiếu cột: %(columns)s. Hãy lấy tên cột như trong tệp mẫu rồi gửi lại.")
            % {"columns": ", ".join(missing)}
        )


# --- Rows -------------------------------------------------------------------------------------------------------------


def check(rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """Read every row; each has its value or its problems, in the active language."""
    known: dict[str, Mapping[str, Any]] = {
        "indicator": _named(Indicator.objects.all(), "code", "name_vi", "name_en"),
        "area": _named(Area.objects.all(), "code", "name_vi", "name_en"),
        "commodity": _named(Commodity.objects.all(), "code", "name_vi", "name_en"),
        **{name: _labels(choices) for name, choices in CHOICES.items()},
    }
    fields = ("indicator_id", "area_id", "commodity_id", "period", "holiday", "status", "source__url", "source__title")
    taken = {(*one[:6], one[6] or one[7]) for one in Observation.objects.values_list(*fields)}
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in rows:
        row = Row(number)
        _read(row, cells, known)
        if not row.problems and row.observation is not None:
            one = row.observation
            key = (
                one.indicator_id,
                one.area_id,
                one.commodity_id,
                one.period,
                one.holiday,
                one.status,
                row.source["url"] or row.source["title"],
            )
            if key in seen:
                row.wrong("", _("Trùng với dòng %(number)s của tệp.") % {"number": seen[key]})
            elif key in taken:
                row.wrong("", _("Nguồn này đã có số liệu như vậy: cùng chỉ tiêu, nơi, kỳ và trạng thái."))
            seen.setdefault(key, number)
        yield row


def _read(row: Row, cells: Cells, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Read one row."""
    texts = {name: _text(row, name, cells[name]) for name in cells if name != "value"}
    for name in NEEDED:
        if name not in cells or not str(cells[name][1]).strip():
            row.wrong(name, _("Còn thiếu."))
    chosen = {name: _choice(row, name, texts.get(name, ""), options) for name, options in known.items()}
    value = _value(row, cells["value"]) if "value" in cells else None
    row.source = _source_texts(row, texts)
    indicator = chosen["indicator"]
    if indicator is not None and chosen["unit"] is not None and chosen["unit"] != indicator.unit:
        row.wrong(
            "unit",
            _("“%(indicator)s” tính bằng %(unit)s; không trộn đơn vị.")
            % {"indicator": indicator.name, "unit": indicator.get_unit_display()},
        )
    quote = texts.get("quote", "")
    if chosen["status"] == Status.ACTUAL and _AIM.search(quote) and not _REACHED.search(quote):
        row.wrong("status", _("Lời nguồn nói về mục tiêu. Chọn trạng thái “Mục tiêu”."))
    if row.problems or value is None:
        return
    one = Observation(
        key="v-new",
        indicator=indicator,
        area=chosen["area"],
        commodity=chosen["commodity"],
        period=texts.get("period", ""),
        period_type=chosen["period_type"],
        holiday=chosen["holiday"] or "",
        qualifier=chosen["qualifier"] or "",
        value=value,
        status=chosen["status"],
        quote=quote,
        note_vi=texts.get("note_vi", ""),
        note_en=texts.get("note_en", ""),
    )
    try:
        one.clean()
        one.clean_fields(exclude=["indicator", "area", "commodity", "source", "updated_at", "checked_by"])
    except ValidationError as error:
        for name, said in error.message_dict.items():
            row.wrong(name if name in COLUMNS else "", " ".join(said))
        return
    if bool(one.period) == (one.period_type == PeriodType.UNDATED):
        row.wrong("period", _("Kỳ để trống chỉ khi loại kỳ là “Không rõ thời gian”."))
    if one.holiday and one.period_type != PeriodType.HOLIDAY:
        row.wrong("holiday", _("Có kỳ nghỉ thì loại kỳ phải là “Kỳ nghỉ, lễ hội”."))
    row.observation = one


def _text(row: Row, name: str, cell: Sequence[Any]) -> str:
    """The characters of a cell; what a formula computed is refused."""
    kind, value = cell
    text = " ".join(str(value).split())
    if kind in {"formula", "error"} or (kind == "text" and text.startswith(FORMULA_SIGNS) and name != "value"):
        row.wrong(name, _("Ô có công thức (%(value)s). Hãy gõ thẳng chữ hoặc số vào ô.") % {"value": text[:60]})
        return ""
    if kind == "date" and name != "published_on":
        row.wrong(
            name,
            _("Excel đã đổi ô này thành ngày (%(value)s). Hãy định dạng cột là Văn bản rồi gõ lại.")
            % {"value": text[:60]},
        )
        return ""
    return text


def _value(row: Row, cell: Sequence[Any]) -> Decimal | None:
    """The number of a cell; numbers of the spreadsheet itself are what they are."""
    kind, value = cell
    if kind == "number":
        number = Decimal(str(value))
        if number < 0:
            row.wrong("value", NUMBER_FAULTS["negative"])
            return None
        return number
    if kind != "text":
        _text(row, "value", cell)
        if not row.problems:
            row.wrong("value", NUMBER_FAULTS["no_number"])
        return None
    if not str(value).strip():
        return None
    if str(value).lstrip().startswith(("=", "@", "＝", "＠")):
        _text(row, "value", ["formula", value])
        return None
    try:
        return numbers.read(str(value))
    except numbers.BadNumber as error:
        row.wrong("value", f"“{' '.join(str(value).split())[:40]}”: {NUMBER_FAULTS[error.fault]}")
        return None


def _choice(row: Row, name: str, text: str, options: Mapping[str, Any]) -> Any:
    """What a cell names, by code or name, marks and capitals aside; None for an empty one."""
    if not text:
        return None
    found = options.get(text) or options.get(fold(text))
    if found is None:
        row.wrong(name, _("“%(value)s” không có trên cổng. Ghi mã hoặc tên mà cổng có.") % {"value": text[:60]})
    return found


def _source_texts(row: Row, texts: Mapping[str, str]) -> dict[str, str]:
    """What a row says of its source."""
    source = {name: texts.get(name, "") for name in ("publisher", "url", "published_on")}
    source["title"] = texts.get("source_title", "")
    if not source["url"] and not source["title"]:
        row.wrong("url", _("Nguồn cần tên hoặc địa chỉ."))
    if source["url"]:
        try:
            _WEB(source["url"])
        except ValidationError:
            row.wrong("url", _("Đây không phải là địa chỉ trang. Địa chỉ bắt đầu bằng https:// hoặc http://."))
    if source["published_on"]:
        try:
            partial_date.validate(source["published_on"])
        except ValidationError as error:
            row.wrong("published_on", " ".join(error.messages))
    for name, most in (("title", 400), ("publisher", 200), ("url", 1000)):
        if len(source[name]) > most:
            row.wrong("source_title" if name == "title" else name, _("Dài quá %(most)s ký tự.") % {"most": most})
    return source


def _source_key(url: str | None, title: str) -> tuple[str, str]:
    """What tells sources apart: the address, or the title where there is none."""
    return (url, "") if url else ("", title)


def _sources(wanted: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], Source]:
    """The source of each row by its key, made where there is none: a few queries, because others wait to write."""
    # Of several rows the first one describes its source.
    texts = {_source_key(one["url"], one["title"]): one for one in reversed(wanted)}
    addresses, titles = {url for url, _title in texts if url}, {title for url, title in texts if not url}
    known = {
        _source_key(one.url, one.title): one
        for one in Source.objects.filter(Q(url__in=addresses) | Q(url=None, title__in=titles)).order_by("-pk")
    }
    missing = {
        key: Source(
            url=one["url"] or None,
            title=one["title"],
            publisher=one["publisher"],
            published_on=one["published_on"],
        )
        for key, one in texts.items()
        if key not in known
    }
    stored = Source.objects.bulk_create(missing.values())
    records_changed(Source, [one.pk for one in stored])
    return known | missing


def _named(records: Iterable[Any], *names: str) -> dict[str, Any]:
    """Records by code and folded name."""
    found: dict[str, Any] = {}
    for record in records:
        for name in names:
            text = getattr(record, name)
            found.setdefault(fold(text), record)
            found[text] = record
    return found


def _labels(choices: Any) -> dict[str, str]:
    """Values by themselves and by their folded labels in each language, whole or up to a comma: ``mục tiêu``."""
    found = {value: value for value in choices.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, label in choices.choices:
                found.setdefault(fold(str(label)), value)
                found.setdefault(fold(str(label).partition(",")[0]), value)
    return found


def _problems(rows: Iterable[Row]) -> list[list[Any]]:
    """``[[number, heading of the column, sentence], …]``."""
    return [[row.number, COLUMNS.get(column, ""), sentence] for row in rows for column, sentence in row.problems]
