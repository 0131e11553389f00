"""A decision about a page is made once, by the reviewer's own request."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page


@hooks.register("before_edit_page")
def decide_once(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop a decision that comes a second time, where Wagtail 7.4 fails with an ``AttributeError`` (wagtail#13856).

    The form saves itself while it is being sent, with the decision in it: such a request, which wants no HTML, may
    neither decide nor save a new draft of what was just published. From a forgotten tab, the reviewer is told.
    """
    if request.method != "POST" or not request.POST.get("action-workflow-action"):
        return None
    saves_itself = not request.accepts("text/html")
    if not saves_itself and page.current_workflow_task is not None:
        return None
    if not saves_itself:
        messages.warning(
            request, _("Trang “%(title)s” đã được quyết định rồi.") % {"title": page.get_admin_display_title()}
        )
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
