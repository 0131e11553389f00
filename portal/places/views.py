"""Pages of provinces and communes, and where their former names lead."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from portal.core.models import StatedFact
from portal.core.registries import panels_of
from portal.places.models import Commune, FormerUnit, Province


@require_safe
@public_page
def province(request: HttpRequest, slug: str) -> HttpResponse:
    """One province: its fact sheet, story, official facts, what lies there, its communes from A to Y."""
    record = get_object_or_404(Province.objects.prefetch_related("facts__source", "sources"), slug=slug)
    communes = list(Commune.objects.in_province(record))
    context = {
        "province": record,
        "communes": communes,
        "groups": by_letter(communes),
        "stated_facts": StatedFact.objects.about(f"province:{record.slug}"),
        "panels": panels_of(record),
    }
    return render(request, "places/province.html", context)


@require_safe
@public_page
def communes(request: HttpRequest) -> HttpResponse:
    """All communes and wards, by province and letter."""
    units = list(Commune.objects.with_province())
    provinces = list(Province.objects.all())
    context = {
        "count": len(units),
        "provinces": [
            {"province": one, "groups": by_letter([unit for unit in units if unit.province_id == one.code])}
            for one in provinces
        ],
    }
    return render(request, "places/communes.html", context)


@require_safe
@public_page
def commune(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One commune or ward; a wrong name after the right code leads to the right address."""
    record = get_object_or_404(
        Commune.objects.with_province().prefetch_related(
            "former_units", Prefetch("neighbours", Commune.objects.with_province())
        ),
        code=code,
    )
    if slug != record.slug:
        return redirect(record, permanent=True)
    context = {
        "commune": record,
        "former_units": list(record.former_units.all()),
        "neighbours": list(record.neighbours.all()),
        "panels": panels_of(record),
    }
    return render(request, "places/commune.html", context)


@require_safe
@public_page
def unit_by_name(request: HttpRequest, name: str) -> HttpResponse:
    """A name without a code, of today or former: redirect to its one owner, or let the reader choose."""
    current = list(Commune.objects.with_province().filter(slug=name))
    former = list(FormerUnit.objects.named(name))
    district = list(FormerUnit.objects.of_district(name))
    owners: dict[str, dict[str, Any]] = {}
    for unit in current:
        owners.setdefault(unit.code, {"commune": unit, "former": [], "is_current": True})
    for row in former:
        owners.setdefault(row.commune_id, {"commune": row.commune, "former": [], "is_current": False})["former"].append(
            row
        )
    if not owners:
        for row in district:
            owners.setdefault(row.commune_id, {"commune": row.commune, "former": [], "is_current": False})[
                "former"
            ].append(row)
    if not owners:
        raise Http404
    if len(owners) == 1:
        return redirect(next(iter(owners.values()))["commune"], permanent=False)
    choices = sorted(owners.values(), key=lambda owner: (owner["commune"].sort_key, owner["commune"].code))
    label = current[0].name if current else former[0].name if former else district[0].full_district
    return render(request, "places/choice.html", {"name": label, "choices": choices, "district": district})


def by_letter(units: list[Commune]) -> list[dict[str, Any]]:
    """Units grouped by their first letter (``Đ`` apart from ``D``), in Vietnamese order."""
    return [
        {"letter": letter, "communes": list(group)}
        for letter, group in groupby(units, key=lambda unit: unit.name[0].upper())
    ]
