"""Sentences that say what a chart shows, computed from its values: they cannot say anything else than the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.templatetags.portal_tags import number
from portal.figures.charts.marks import Dispute
from portal.figures.models import Observation, Status
from portal.figures.pages import words
from portal.figures.readings import Series

#: Two values nearer than this are told as nearly the same.
_SAME: Final = Decimal("0.02")
#: Sources that differ by no more than this round differently.
SMALL_GAP: Final = 0.06


def latest_of_each(shown: Iterable[Series]) -> str:
    """``Sơn La ước đạt 5,3 triệu lượt khách năm 2025; Điện Biên đạt 1,85 triệu lượt khách năm 2024``."""
    return "; ".join(state(one.latest) for one in shown if one.latest)


def state(one: Observation) -> str:
    """One value as a clause: an estimate is called one."""
    sentence = (
        _("%(area)s ước đạt %(value)s %(period)s")
        if one.shown_status == Status.ESTIMATE
        else _("%(area)s đạt %(value)s %(period)s")
    )
    return sentence % {"area": one.area.name, "value": words.spell(one), "period": words.period(one)}


def course(values: Sequence[Observation]) -> str:
    """A line from its first value to its last: ``Từ hơn 1,9 triệu lượt khách năm 2017 lên 5,3 triệu … (ước tính)``."""
    first, last = values[0], values[-1]
    if first is last:
        return _("%(period)s: %(value)s") % {"period": _capital(words.period(last)), "value": _with_status(last)}
    if abs(last.value - first.value) <= first.value * _SAME:
        sentence = _("Gần như không đổi: %(first)s %(from)s, %(last)s %(to)s")
    elif last.value > first.value:
        sentence = _("Từ %(first)s %(from)s lên %(last)s %(to)s")
    else:
        sentence = _("Từ %(first)s %(from)s xuống %(last)s %(to)s")
    return sentence % {
        "first": words.spell(first),
        "from": words.period(first),
        "last": words.spell(last),
        "to": _with_status_after(last),
    }


def times(lines: Iterable[Sequence[Observation]]) -> str:
    """How many times the first value the last one is, for each line."""
    clauses = []
    for values in lines:
        first, last = values[0], values[-1]
        if first is last or not first.value:
            continue
        clauses.append(
            _("%(area)s năm %(year)s gấp %(times)s lần năm %(before)s")
            % {
                "area": last.area.name,
                "year": last.period[:4],
                "times": number((last.value / first.value).quantize(Decimal("0.1"), ROUND_HALF_UP)),
                "before": first.period[:4],
            }
        )
    return "; ".join(clauses)


def disputes(rows: Sequence[Dispute]) -> str:
    """How many sources nearly agree, and where they do not at all."""
    worst = max(rows, key=lambda row: row.gap)
    small = sum(row.gap <= SMALL_GAP for row in rows)
    return _(
        "%(small)s trong %(all)s chỗ, các nguồn lệch nhau không quá %(limit)s; nhiều nhất là %(name)s: %(gap)s"
    ) % {
        "small": small,
        "all": len(rows),
        "limit": percent(SMALL_GAP),
        "name": f"{worst.name}, {worst.detail}",
        "gap": percent(worst.gap),
    }


def percent(share: float) -> str:
    """A share of 0.33 as ``33 %`` or ``33%``."""
    return (_("%(number)s %%") % {"number": round(share * 100)}).replace(" ", words.NBSP)


def signed_percent(share: float) -> str:
    """A distance of -0.1 as ``−10 %``."""
    return ("+" if share > 0 else "−") + percent(abs(share))


def busiest(values: Sequence[Observation]) -> str:
    """The holiday with most visits, with its length: holidays are not equally long."""
    most = max(values, key=lambda one: one.value)
    count = words.length(most)
    sentence = ngettext(
        "Đông nhất: %(value)s trong %(count)s ngày, %(area)s, %(holiday)s",
        "Đông nhất: %(value)s trong %(count)s ngày, %(area)s, %(holiday)s",
        count,
    )
    return sentence % {
        "value": words.spell(most),
        "count": count,
        "area": most.area.name,
        "holiday": words.short_holiday(most),
    }


def markets(named: int, products: Decimal | None, countries: Decimal | None) -> str:
    """How many markets sources name, and what no source lists."""
    first = ngettext("Các nguồn nêu tên %(count)s thị trường", "Các nguồn nêu tên %(count)s thị trường", named) % {
        "count": named
    }
    if products is None or countries is None:
        return first
    return _(
        "%(first)s; danh sách %(products)s sản phẩm tới %(markets)s nước và vùng lãnh thổ chưa nơi nào công bố"
    ) % {
        "first": first,
        "products": number(words.trimmed(products)),
        "markets": number(words.trimmed(countries)),
    }


def compared(pairs: Iterable[tuple[Observation, Observation]]) -> str:
    """Two values of each line against each other, as a share of the earlier one."""
    clauses = []
    for before, after in pairs:
        change = after.value / before.value - 1
        names = {"area": after.area.name, "year": after.period[:4], "before": before.period[:4]}
        if abs(change) <= _SAME:
            clauses.append(_("%(area)s năm %(year)s gần như bằng %(before)s") % names)
        else:
            sentence = (
                _("%(area)s năm %(year)s đông hơn %(before)s %(share)s")
                if change > 0
                else _("%(area)s năm %(year)s vắng hơn %(before)s %(share)s")
            )
            clauses.append(sentence % {**names, "share": percent(float(abs(change)))})
    return "; ".join(clauses)


def so_far(part: Observation, whole: Observation | None) -> str:
    """What had come by some month, and the whole year where it is known."""
    first = _("Đến hết %(month)s: %(value)s") % {
        "month": words.month(part.ends_on) if part.ends_on else "",
        "value": words.spell(part),
    }
    if whole is None:
        return first
    return _("%(first)s; cả năm: %(whole)s") % {"first": first, "whole": _with_status(whole)}


def _with_status(one: Observation) -> str:
    return _("%(value)s (%(status)s)") % {"value": words.spell(one), "status": words.status_word(one.shown_status)}


def _with_status_after(one: Observation) -> str:
    if one.shown_status == Status.ACTUAL:
        return words.period(one)
    return _("%(period)s (%(status)s)") % {
        "period": words.period(one),
        "status": words.status_word(one.shown_status),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
