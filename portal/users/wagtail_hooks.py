"""A decision about a page or a record is made once, by the reviewer's own request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def decide_once(request: HttpRequest, subject: Any) -> HttpResponse | None:
    """Stop a decision that comes a second time, where Wagtail 7.4 fails with an ``AttributeError`` (wagtail#13856).

    The form saves itself while it is being sent, with the decision in it: such a request, which wants no HTML, may
    neither decide nor save a new draft of what was just published. From a forgotten tab, the reviewer is told.
    """
    if request.method != "POST" or not request.POST.get("action-workflow-action"):
        return None
    saves_itself = not request.accepts("text/html")
    if not saves_itself and subject.current_workflow_task is not None:
        return None
    if not saves_itself:
        messages.warning(request, _("“%(title)s” đã được quyết định rồi.") % {"title": subject})
    return HttpResponseRedirect(request.path)
