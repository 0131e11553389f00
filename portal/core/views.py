"""Serving pages, hearing of errors, saying sorry in the right language, and telling machines how we are."""

from __future__ import annotations

import shutil
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.views import serve as wagtail_serve

from portal.core.caching import mark_public
from portal.core.forms import FeedbackForm, local_path
from portal.core.health import elasticsearch_answers, redis_answers
from portal.core.models import Feedback
from portal.core.rate_limits import TooBusy, refusal
from portal.core.region import region
from portal.core.schema import missing_migrations
from portal.core.services import receive_feedback
from portal.core.site_tree import SiteTree, absolute

FREE_BYTES_NEEDED = 50 * 1024 * 1024


@require_safe
def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a live page of the tree; pages with a privacy setting go Wagtail's own way and are never cacheable."""
    found = SiteTree.find(request, (get_language() or settings.LANGUAGE_CODE)[:2], path)
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
    return render(None, "500.html", {"language": language, "region": region(" · ")}, status=500)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Signed in, but without the right: says so, and who can help."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long or came from elsewhere: says what to do."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no form of ours sends (a body of several megabytes, for one): says so."""
    return render(request, "400.html", status=400)


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form for errors and other words to the editors; never cached, and the only public page with a CSRF cookie."""
    if request.method != "POST":
        return render(request, "core/feedback.html", {"form": FeedbackForm(initial=about(request))})
    form = FeedbackForm(request.POST)
    refused = None
    if form.is_valid():
        refused = refusal(request, action="feedback")
        if refused is None:
            received = receive_feedback(
                page_path=form.cleaned_data["page_path"],
                message=form.cleaned_data["message"],
                email=form.cleaned_data["email"],
                language=(get_language() or settings.LANGUAGE_CODE)[:2],
                now=timezone.now(),
            )
            return redirect("feedback_received", reference=received.reference)
    return answer_to_form(request, "core/feedback.html", {"form": form}, refused)


def answer_to_form(
    request: HttpRequest, template: str, context: dict[str, Any], refused: TooBusy | None
) -> HttpResponse:
    """The form once more, with its errors; when it was refused for now, with the reason and when to try again."""
    if refused is None:
        return render(request, template, context)
    context["form"].add_error(None, refused.sentence)
    response = render(request, template, context, status=refused.status)
    response.headers["Retry-After"] = str(refused.seconds)
    return response


def about(request: HttpRequest) -> dict[str, str]:
    """The page that the reader came from, as the link says it; nothing when that is no path of this site."""
    try:
        return {"page_path": local_path(request.GET.get("trang", ""))}
    except ValueError:
        return {}


@require_safe
def feedback_received(request: HttpRequest, reference: str) -> HttpResponse:
    """Thanks, with the number to keep and how far the editors are with it; what was written is not shown again."""
    rows = Feedback.objects.only("reference", "state", "received_at")
    received = get_object_or_404(rows, reference=reference.upper())
    context = {"received": received, "received_on": timezone.localdate(received.received_at)}
    return render(request, "core/feedback_received.html", context)


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations and disk decide (503 when not); Redis and Elasticsearch only degrade."""
    checks: dict[str, str] = {}
    try:
        checks["migrations"] = "missing" if missing_migrations(connection) else "ok"
        checks["database"] = "ok"
    except DatabaseError:
        checks["database"] = "unreachable"
    checks["disk"] = "ok" if shutil.disk_usage(settings.DATA_DIR).free >= FREE_BYTES_NEEDED else "full"
    healthy = all(state == "ok" for state in checks.values())
    checks["redis"] = redis_answers()
    checks["elasticsearch"] = elasticsearch_answers()
    return JsonResponse({"ready": healthy, "checks": checks}, status=200 if healthy else 503)


def not_here(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """An address of a package that the portal does not offer."""
    raise Http404


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
        f"Disallow: /{settings.BUSINESS_PATH}",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return mark_public(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))
