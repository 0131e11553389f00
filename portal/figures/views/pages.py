"""Public pages of figures: the overview, one indicator, one indicator in one area."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from portal.figures.models import Area, Indicator, Observation
from portal.figures.pages.areas import area_page
from portal.figures.pages.charts import page_path
from portal.figures.pages.indicators import indicator_page
from portal.figures.pages.overview import overview


@require_safe
@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Headline numbers and a chart a question; a choice of indicator, area and year leads to their page."""
    if request.GET.keys() & {"chi-tieu", "noi", "nam"}:
        return chosen(request)
    shown = overview(list(Observation.objects.published().with_details()))
    return render(request, "figures/index.html", {"overview": shown})


def chosen(request: HttpRequest) -> HttpResponse:
    """Lead to what the form asks for; an unknown year leads to the top of its page, the rest to the overview."""
    indicator = Indicator.objects.with_figures().filter(slug=request.GET.get("chi-tieu", "")).first()
    if indicator is None:
        return redirect("figures:index")
    year = request.GET.get("nam", "")
    part = f"#nam-{year}" if year.isdecimal() and year.isascii() and len(year) == 4 else ""
    area = Area.objects.filter(code=request.GET.get("noi", "")).first()
    if area is None or not Observation.objects.published().filter(indicator=indicator, area=area).exists():
        return redirect(page_path(indicator.slug))
    return redirect(f"{page_path(indicator.slug, area.code)}{part}")


@require_safe
@public_page
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """One indicator: what it counts, both provinces, and every area of which something is known."""
    record = get_object_or_404(Indicator, slug=slug)
    observations = list(Observation.objects.published().filter(indicator=record).with_details())
    if not observations:
        raise Http404
    return render(request, "figures/indicator.html", {"shown": indicator_page(record, observations)})


@require_safe
@public_page
def area(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One indicator in one area, with everything that was ever said."""
    observations = list(Observation.objects.published().filter(indicator__slug=slug, area__code=code).with_details())
    if not observations:
        raise Http404
    shown = area_page(observations[0].indicator, observations[0].area, observations)
    return render(request, "figures/area.html", {"shown": shown})
