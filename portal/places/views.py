"""Pages of provinces and communes, and where their former names lead."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from portal.core.models import StatedFact
from portal.core.registries import panels_of
from portal.core.vietnamese import slugify
from portal.places.models import Commune, FormerUnit, Province, ProvinceFact

#: What people write before a name; ``huyện`` and ``thành phố`` no longer exist but stand on every old paper.
DISTRICT_PREFIXES = ("huyen-", "thanh-pho-", "thi-xa-", "tp-")
UNIT_PREFIXES = ("xa-", "phuong-", "thi-tran-")


@require_safe
@public_page
def province(request: HttpRequest, slug: str) -> HttpResponse:
    """One province: its fact sheet, story, official facts, what lies there, its communes from A to Y."""
    facts = Prefetch("facts", ProvinceFact.objects.select_related("source"))
    record = get_object_or_404(Province.objects.prefetch_related(facts, "sources"), slug=slug)
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
    """All communes and wards by province and letter, or those whose name, now or formerly, holds the words of ``q``."""
    provinces = list(Province.objects.all())
    wanted = {"q": request.GET.get("q", "").strip()[:80], "tinh": request.GET.get("tinh", "")}
    by_slug = {one.slug: one for one in provinces}
    units = Commune.objects.with_province()
    if wanted["tinh"] in by_slug:
        units = units.in_province(by_slug[wanted["tinh"]])
    found = list(units)
    matches = named(found, wanted["q"]) if wanted["q"] else []
    context = {
        "count": len(matches) if wanted["q"] else len(found),
        "wanted": wanted,
        "matches": matches,
        "all_provinces": provinces,
        "provinces": [
            {"province": one, "groups": by_letter([unit for unit in found if unit.province_id == one.code])}
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
    district_slug = without_prefix(name, DISTRICT_PREFIXES)
    unit_slug = without_prefix(name, UNIT_PREFIXES)
    names_district = district_slug != name
    current = [] if names_district else list(Commune.objects.with_province().filter(slug=unit_slug))
    former = [] if names_district else list(FormerUnit.objects.named(unit_slug))
    owners: dict[str, dict[str, Any]] = {}
    for unit in current:
        owners.setdefault(unit.code, {"commune": unit, "former": [], "is_current": True})
    for row in former:
        owners.setdefault(row.commune_id, {"commune": row.commune, "former": [], "is_current": False})["former"].append(
            row
        )
    district = [] if owners else list(FormerUnit.objects.of_district(district_slug))
    for row in district:
        owners.setdefault(row.commune_id, {"commune": row.commune, "former": [], "is_current": False})["former"].append(
            row
        )
    if not owners:
        raise Http404
    if len(owners) == 1:
        return redirect(next(iter(owners.values()))["commune"], permanent=False)
    choices = sorted(owners.values(), key=lambda owner: (owner["commune"].sort_key, owner["commune"].code))
    label = current[0].name if current else former[0].name if former else district[0].district_title
    return render(request, "places/choice.html", {"name": label, "choices": choices, "district": district})


def named(units: list[Commune], words: str) -> list[dict[str, Any]]:
    """Units whose name holds the words, then those that took over a unit or district of such a name, which is told."""
    slug = slugify(words)
    part = without_prefix(slug, DISTRICT_PREFIXES + UNIT_PREFIXES)
    if not part:
        return []
    former: dict[str, list[FormerUnit]] = {}
    for row in FormerUnit.objects.filter(Q(slug__contains=part) | Q(district_slug__contains=part)):
        former.setdefault(row.commune_id, []).append(row)
    rows = [
        {"commune": unit, "former": former.get(unit.code, []), "is_named": part in unit.slug}
        for unit in units
        if part in unit.slug or unit.code in former
    ]
    return sorted(rows, key=lambda row: not row["is_named"])


def by_letter(units: list[Commune]) -> list[dict[str, Any]]:
    """Units grouped by their first letter (``Đ`` apart from ``D``), in Vietnamese order."""
    return [
        {"letter": letter, "communes": list(group)}
        for letter, group in groupby(units, key=lambda unit: unit.name[0].upper())
    ]


def without_prefix(slug: str, prefixes: tuple[str, ...]) -> str:
    """The slug without the first prefix that fits."""
    return next((slug.removeprefix(prefix) for prefix in prefixes if slug.startswith(prefix)), slug)
