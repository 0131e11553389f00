"""Serving pages, saying sorry in the right language, and telling machines how we are."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve as wagtail_serve

from portal.core.caching import mark_public
from portal.core.health import elasticsearch_answers, redis_answers
from portal.core.site_tree import SiteTree, absolute

FREE_BYTES_NEEDED = 50 * 1024 * 1024


@require_safe
def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a live page of the tree; pages with a privacy setting go Wagtail's own way and are never cacheable."""
    tree = SiteTree.of(request)
    found = tree.find((get_language() or settings.LANGUAGE_CODE)[:2], path)
    if found is None:
        raise Http404
    page, is_private = found
    if is_private:
        response: HttpResponseBase = wagtail_serve(request, path)
        return response
    response = page.serve(request)
    render_now = getattr(response, "render", None)
    if callable(render_now):
        render_now()
    return mark_public(response)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The site's 404, in the language of the address."""
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
        return render(request, "404_admin.html", status=404)
    response = render(request, "404.html", status=404)
    mark_public(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The site's 500: reads nothing, so that it can always be shown."""
    language = "en" if request.path_info.startswith("/en/") else "vi"
    return render(None, "500.html", {"language": language}, status=500)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Signed in, but without the right: says so, and who can help."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long or came from elsewhere: says what to do."""
    return render(request, "403_csrf.html", status=403)


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations and disk decide (503 when not); Redis and Elasticsearch only degrade."""
    checks: dict[str, str] = {}
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        checks["database"] = "ok"
        checks["migrations"] = "missing" if missing else "ok"
    except DatabaseError:
        checks["database"] = "unreachable"
    checks["disk"] = "ok" if shutil.disk_usage(settings.DATA_DIR).free >= FREE_BYTES_NEEDED else "full"
    healthy = all(state == "ok" for state in checks.values())
    checks["redis"] = redis_answers()
    checks["elasticsearch"] = elasticsearch_answers()
    return JsonResponse({"ready": healthy, "checks": checks}, status=200 if healthy else 503)


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Every other password page leads to the one door."""
    following = request.GET.get("next", "")
    target = f"/{settings.ACCOUNT_PATH}login/"
    return HttpResponseRedirect(f"{target}?next={following}" if following.startswith("/") else target)


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """What crawlers may read: everything public."""
    lines = [
        "User-agent: *",
        f"Disallow: /{settings.ADMIN_PATH}",
        f"Disallow: /{settings.ACCOUNT_PATH}",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return mark_public(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))
