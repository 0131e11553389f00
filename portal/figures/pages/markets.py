"""Where goods go: which markets sources name for which goods, and what no source lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from portal.core.templatetags.portal_tags import number
from portal.figures.charts.grid import grid
from portal.figures.charts.marks import Cell
from portal.figures.models import MarketStatement, Observation, Status, Unit
from portal.figures.pages import charts, findings, words
from portal.figures.pages.shown import LegendItem, ShownChart

KEY: Final = "thi-truong"


def chart() -> ShownChart | None:
    """The chart of all statements that name a market; None where none does."""
    counted_in = Observation.objects.published().select_related("indicator")
    statements = list(
        MarketStatement.objects.select_related("area", "commodity").prefetch_related(
            "markets", "sources", Prefetch("observations", counted_in)
        )
    )
    naming = [one for one in statements if one.markets.all() and is_trade(one)]
    if not naming:
        return None
    goods = list(dict.fromkeys(one.commodity for one in sorted(naming, key=lambda one: one.commodity.order)))
    counted = Counter(market.name for one in naming for market in one.markets.all())
    markets = [name for name, _count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    cells = []
    for good in goods:
        for market in markets:
            said = [
                one for one in naming if one.commodity == good and market in {row.name for row in one.markets.all()}
            ]
            if said:
                is_plan = all(is_expected(one) for one in said)
                cells.append(Cell(good.name, market, tuple(one.code for one in said), is_plan))
    products, countries = unlisted(statements)
    return ShownChart(
        key=KEY,
        question=_("Nông sản đi đâu?"),
        title=findings.markets(len(markets), products, countries),
        sub=_(
            "Mỗi hình thoi: có nguồn nêu thị trường ấy cho mặt hàng ấy. Ô trống: chưa thấy nguồn, không phải là không "
            "bán."
        ),
        legend=[LegendItem("diamond", _("nguồn nói đã bán")), LegendItem("target", _("kế hoạch, dự kiến"))],
        drawings=grid(KEY, [good.name for good in goods], markets, cells, "c"),
        statements=naming,
        unknown=(
            _("Điều chưa ai công bố"),
            _(
                "Văn bản chính thức nêu %(products)s sản phẩm tới %(markets)s nước và vùng lãnh thổ mà không kê tên "
                "bên nào. Hình trên không phải danh sách đó: cổng giữ con số, ghi nguồn, và để trống danh sách."
            )
            % {"products": number(words.trimmed(products)), "markets": number(words.trimmed(countries))},
        )
        if products is not None and countries is not None
        else None,
        page=charts.page_path(),
    )


def is_trade(one: MarketStatement) -> bool:
    """Whether it tells of goods sold; a code for a planting area only allows that."""
    return all(row.indicator.unit != Unit.CODES for row in one.observations.all())


def is_expected(one: MarketStatement) -> bool:
    """Whether it tells of a plan, or of what was expected before the period had ended."""
    return one.status == Status.TARGET or any(row.is_published_early for row in one.observations.all())


def unlisted(statements: Sequence[MarketStatement]) -> tuple[Decimal | None, Decimal | None]:
    """How many products and markets a source counts without naming them."""
    for one in statements:
        counted = {row.indicator.unit: row.value for row in one.observations.all()}
        if not one.markets.all() and {Unit.PRODUCTS, Unit.MARKETS} <= counted.keys():
            return counted[Unit.PRODUCTS], counted[Unit.MARKETS]
    return None, None
