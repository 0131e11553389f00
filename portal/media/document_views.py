"""Serves documents as downloads: never shown in the browser, never sniffed, never executed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from portal.core.views import page_not_found
from portal.media.models import Document, PrivateDocument
from portal.media.private_access import may_read

PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"
#: Should a browser open the file all the same, nothing in it may run or load.
POLICY = "default-src 'none'; sandbox"


@require_safe
def serve(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """A document of the library: for everybody, or for those who may see its collection.

    The key at the end of the name must be right; what stands before it follows the title, and old names lead to it.
    """
    document = get_object_or_404(Document.objects.select_related("collection"), pk=document_id)
    if not name.endswith(f"-{document.key}.pdf"):
        raise Http404
    for guard in hooks.get_hooks("before_serve_document"):
        answer = guard(document, request)
        if isinstance(answer, HttpResponse):
            return answer
    is_public = not document.collection.get_view_restrictions()
    if name != document.filename:
        return _cached(redirect(document.url), PUBLIC if is_public else PRIVATE)
    if not is_public:
        return _cached(_served(request, document), PRIVATE)
    etag = quote_etag(document.file_hash)
    response = get_conditional_response(request, etag=etag) or _served(request, document)
    response.headers["ETag"] = etag
    # A browser takes the headers of a 304 over into what it keeps.
    response.headers["Content-Security-Policy"] = POLICY
    return _cached(response, PUBLIC if response.status_code in {200, 304} else PRIVATE)


@require_safe
def private_document(request: HttpRequest, document_id: UUID) -> HttpResponseBase:
    """A private document for those who may read it; for everybody else, signed in or not, there is none."""
    document = PrivateDocument.objects.filter(pk=document_id).first()
    if document is None or not may_read(request.user, document):
        return _cached(page_not_found(request, Http404()), PRIVATE)
    try:
        response = download(request, document.file, document.download_name, document.content_type)
    except Http404 as error:
        response = page_not_found(request, error)
    response.headers["X-Robots-Tag"] = "noindex"
    return _cached(response, PRIVATE)


def download(request: HttpRequest, stored: Any, name: str, content_type: str) -> HttpResponseBase:
    """A stored file as a download called ``name`` (ASCII). Raises ``Http404`` when storage has lost it."""
    try:
        file = stored.storage.open(stored.name, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    # Such files are compressed already: compressing them again costs time and hides how long they are.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _served(request: HttpRequest, document: Document) -> HttpResponseBase:
    response = download(request, document.file, document.download_name, "application/pdf")
    document_served.send(sender=Document, instance=document, request=request)
    return response


def _cached(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    response.headers["Cache-Control"] = policy
    return response
