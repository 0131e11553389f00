"""Downloads of a chart: its values as CSV and JSON, its drawing as SVG and PNG."""

from __future__ import annotations

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.core.caching import public_page
from portal.figures.pages.files import as_csv, as_data, chart_of
from portal.figures.pages.png import png
from portal.figures.pages.shown import FORMATS


@require_safe
@public_page
def chart_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """One chart in one format; ``?bom=1`` marks a CSV as UTF-8 for Excel."""
    chart = chart_of(key) if kind in FORMATS else None
    if chart is None:
        raise Http404
    if kind == "csv":
        text = as_csv(chart, with_bom=request.GET.get("bom") == "1")
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    elif kind == "json":
        text = json.dumps(as_data(chart), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
    elif kind == "svg":
        response = HttpResponse(chart.svg(), content_type="image/svg+xml")
    else:
        response = HttpResponse(png(chart.svg()), content_type="image/png")
    response["Content-Disposition"] = f'{"attachment" if kind == "csv" else "inline"}; filename="{key}.{kind}"'
    # Others may show the picture and read the data from their own pages.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    return response
