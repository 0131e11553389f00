"""Values, periods and sources in words of the active language."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from portal.core.templatetags.portal_tags import day, number
from portal.figures.charts.marks import Status as Look
from portal.figures.models import Holiday, Indicator, Observation, PeriodType, Qualifier, Unit

NBSP: Final = "\N{NO-BREAK SPACE}"
_MILLION: Final = Decimal(1_000_000)
#: Units whose large values are told in millions.
_IN_MILLIONS: Final = {Unit.VISITS, Unit.USD}
_SIGNS: Final = {Qualifier.MORE_THAN: ">", Qualifier.NEARLY: "<", Qualifier.ABOUT: "≈"}
#: What a reader should know of a value: the fields ``is_…`` of an observation, the gravest first.
FLAGS: Final = ("suspect", "from_mirror", "published_early", "series_break", "period_inferred", "headline_only")
_ROMAN: Final = ("I", "II", "III", "IV")
_MONTHS_OF: Final = {PeriodType.HALF_YEAR: 6, PeriodType.NINE_MONTHS: 9}


@dataclass(frozen=True)
class Spelled:
    """A value in three parts, so that a page can print the number large: ``hơn`` ``4,5`` ``triệu lượt khách``."""

    before: str
    number: str
    unit: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.before, self.number) if part) + (self.unit and NBSP + self.unit)


def spell(one: Observation) -> Spelled:
    """The value as a reader says it; large ones in millions."""
    unit = Unit(one.indicator.unit)
    if unit in _IN_MILLIONS and one.value >= _MILLION:
        words = _("triệu lượt khách") if unit is Unit.VISITS else _("triệu đô la Mỹ")
        return Spelled(qualifier(one), number(trimmed(one.value / _MILLION)), words)
    return Spelled(qualifier(one), exact(one), unit_words(one.indicator))


def exact(one: Observation) -> str:
    """The whole number, as its source gives it."""
    return number(trimmed(one.value))


def stated(one: Observation) -> str:
    """The whole number with the word its source puts before it."""
    return f"{qualifier(one)} {exact(one)}".strip()


def trimmed(value: Decimal) -> Decimal:
    """The value without zeros behind the point, at most four decimals."""
    value = value.quantize(Decimal("0.0001")).normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral() else value


def unit_words(indicator: Indicator) -> str:
    """The unit as it stands after a number."""
    unit = Unit(indicator.unit)
    return pgettext("after a number", "tỷ đồng") if unit is Unit.VND_BILLION else str(unit.label)


def qualifier(one: Observation) -> str:
    """The word a source puts before its number; "" where there is none."""
    return str(Qualifier(one.qualifier).label) if one.qualifier else ""


def sign(one: Observation) -> str:
    """The same as a sign, for the narrow room of a drawing."""
    return _SIGNS[Qualifier(one.qualifier)] if one.qualifier else ""


def look(one: Observation) -> Look:
    """How the value is drawn: what was published before its period ended is no result yet."""
    return Look(one.shown_status)


def status_word(status: str) -> str:
    """The status in one word."""
    return {
        Look.ACTUAL: _("thực hiện"),
        Look.ESTIMATE: _("ước tính"),
        Look.TARGET: _("mục tiêu"),
    }[Look(status)]


def period(one: Observation) -> str:
    """The period in words: ``năm 2025``, ``9 tháng đầu năm 2024``, ``Tết Nguyên đán, 25.1–2.2.2025``."""
    start, end, kind = one.starts_on, one.ends_on, PeriodType(one.period_type)
    if start is None or end is None:
        return _("không rõ thời gian")
    if kind is PeriodType.HOLIDAY:
        return _("%(holiday)s, %(days)s") % {"holiday": holiday(one), "days": days(start, end)}
    if kind is PeriodType.YEAR and (start.month, end.month) == (1, 12):
        return _("năm %(year)s") % {"year": start.year}
    if kind is PeriodType.MULTI_YEAR:
        return f"{start.year}–{end.year}"
    if kind is PeriodType.QUARTER:
        quarter = (start.month - 1) // 3
        return _("quý %(roman)s năm %(year)s") % {"roman": _ROMAN[quarter], "year": start.year}
    if kind is PeriodType.AS_OF:
        return _("tính đến %(day)s") % {"day": month(end) if ends_with_month(end) else day(end)}
    if kind is PeriodType.MONTH and start.month == end.month and start.year == end.year:
        return month(start)
    if (start.month, start.day) == (1, 1) and start.year == end.year and ends_with_month(end):
        return _("%(count)s tháng đầu năm %(year)s") % {"count": end.month, "year": start.year}
    if start.day == 1 and start.month == 7 and end.month == 12 and start.year == end.year:
        return _("6 tháng cuối năm %(year)s") % {"year": start.year}
    return days(start, end)


def holiday(one: Observation) -> str:
    """The holiday's name; a holiday that no source names is just that."""
    return str(Holiday(one.holiday).label) if one.holiday else _("dịp lễ")


def short_holiday(one: Observation) -> str:
    """The holiday and its year, for an axis."""
    names = {
        Holiday.TET: _("Tết"),
        Holiday.NEW_YEAR: _("Tết Dương lịch"),
        Holiday.REUNIFICATION: _("30.4–1.5"),
        Holiday.NATIONAL_DAY: _("Quốc khánh"),
        Holiday.BAN_FLOWER: _("Lễ hội Hoa Ban"),
        Holiday.DIEN_BIEN_PHU_70: _("70 năm Chiến thắng"),
    }
    name = names[Holiday(one.holiday)] if one.holiday else _("dịp lễ")
    return f"{name} {one.ends_on.year}" if one.ends_on else name


def days(start: dt.date, end: dt.date) -> str:
    """``25.1–2.2.2025`` or ``25 January – 2 February 2025``."""
    if start == end:
        return day(end)
    if (get_language() or "vi").startswith("en"):
        first = f"{start.day} {start:%B}" + (f" {start.year}" if start.year != end.year else "")
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{end.day} {end:%B} {end.year}"
        return f"{first} – {end.day} {end:%B} {end.year}"
    first = f"{start.day}.{start.month}" + (f".{start.year}" if start.year != end.year else "")
    return f"{first}–{end.day}.{end.month}.{end.year}"


def month(date: dt.date) -> str:
    """``tháng 5 năm 2024`` or ``May 2024``."""
    if (get_language() or "vi").startswith("en"):
        return f"{date:%B} {date.year}"
    return f"tháng {date.month} năm {date.year}"


def length(one: Observation) -> int:
    """Days of the period, both ends counted; 0 where it is unknown."""
    return (one.ends_on - one.starts_on).days + 1 if one.starts_on and one.ends_on else 0


def ends_with_month(date: dt.date) -> bool:
    """Whether the day is the last one of its month."""
    return date.day == calendar.monthrange(date.year, date.month)[1]


def source_name(one: Observation) -> str:
    """Who says so: the publisher, else the host, else what stands for the source in lists."""
    return one.source.publisher or one.source.host or one.source.label


def source_day(one: Observation) -> str:
    """When it was published, in words."""
    return one.source.published or _("không ghi ngày")


def said_by(one: Observation) -> str:
    """``Báo Sơn La, 26.9.2025``."""
    return f"{source_name(one)}, {source_day(one)}"


def subject(one: Observation) -> str:
    """What is counted, and where: ``Lượt khách, Sơn La``."""
    goods = one.commodity.name if one.commodity else ""
    parts = [one.indicator.name, goods[:1].lower() + goods[1:], one.area.name]
    return ", ".join(part for part in parts if part)


def flags(one: Observation) -> list[str]:
    """What a reader should know of the value, in words."""
    return [flag_word(flag) for flag in FLAGS if getattr(one, f"is_{flag}")]


def flag_word(flag: str) -> str:
    """One of ``FLAGS`` in words."""
    return {
        "suspect": _("đáng ngờ, không dùng"),
        "from_mirror": _("chỉ thấy ở bản chép lại, không dẫn liên kết"),
        "published_early": _("công bố khi chưa hết kỳ"),
        "series_break": _("có thể đã đổi cách đếm"),
        "period_inferred": _("kỳ do suy ra"),
        "headline_only": _("chỉ có ở tên bài"),
    }[flag]


def citation(one: Observation, address: str) -> str:
    """What a journalist may copy: the number, how sure it is, who says so and when, and where it was found."""
    return _(
        "%(subject)s, %(period)s: %(value)s (%(status)s). Nguồn: %(source)s. Dẫn theo cổng Tây Bắc, số liệu cập nhật "
        "ngày %(day)s, %(address)s"
    ) % {
        "subject": subject(one),
        "period": period(one),
        "value": f"{stated(one)} {unit_words(one.indicator)}",
        "status": status_word(one.shown_status),
        "source": said_by(one),
        "day": day(one.updated_at.date()),
        "address": address,
    }
