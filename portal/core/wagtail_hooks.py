"""What the admin gets for everything: our slugs and colours, sources and facts, words of visitors, parked work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.models import DraftStateMixin, Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import get_snippet_models, register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.core import publishing
from portal.core.choosers import searched_in
from portal.core.models import Feedback, Source, StatedFact, WorkItem


@hooks.register("before_bulk_action")
def publish_complete_pages(
    request: HttpRequest, action_type: str, pages: list[Any], action: Any
) -> HttpResponse | None:
    """Of pages published at once each must be complete; Wagtail 7.4 fails with a ``ValidationError`` here."""
    drafts = publishing.about_to_be_published(action_type, pages, action)
    return publishing.refused(request, action, [fault for page in drafts for fault in publishing.faults(page)])


@hooks.register("insert_global_admin_js")
def slug_script() -> SafeString:
    """Slugs by our own fold while an editor types."""
    return format_html('<script src="{}"></script>', static("js/slug.js"))


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """The portal's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def approval_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Who may approve what waits for it finds that on the button itself, not in the menu behind it."""
    menu_items.sort(key=lambda item: getattr(item, "name", "") != "approve")


class SourceViewSet(SnippetViewSet):
    """Sources that facts point to."""

    model = Source
    icon = "link"
    menu_label = _("Nguồn")
    list_display = (
        "__str__",
        "publisher",
        "published_on",
        BooleanColumn("is_linkable", label=capfirst(_("được dẫn liên kết")), sort_key="is_linkable"),
    )
    list_filter = ("is_linkable", "publisher")
    search_fields = ("title", "publisher", "url")
    list_per_page = 50
    chooser_viewset_class = searched_in("title", "publisher", "url", is_folded=False)


class StatedFactViewSet(SnippetViewSet):
    """Facts of official documents."""

    model = StatedFact
    icon = "clipboard-list"
    menu_label = _("Dữ kiện chính thức")
    list_display = ("code", "headline_vi", "status", "source")
    list_filter = ("status", "topic")
    search_fields = ("code", "headline_vi", "text_vi")
    panels = [
        FieldPanel("code"),
        FieldPanel("topic"),
        FieldPanel("status"),
        MultiFieldPanel([FieldPanel("headline_vi"), FieldPanel("headline_en")], heading=_("Con số hoặc sự việc")),
        MultiFieldPanel([FieldPanel("text_vi"), FieldPanel("text_en")], heading=_("Diễn giải")),
        MultiFieldPanel([FieldPanel("period_vi"), FieldPanel("period_en")], heading=_("Kỳ")),
        MultiFieldPanel([FieldPanel("value"), FieldPanel("unit")], heading=_("Giá trị")),
        FieldPanel("source"),
    ]


class EvidenceGroup(SnippetViewSetGroup):
    """One menu for what facts rest on."""

    menu_label = _("Nguồn và dữ kiện")
    menu_icon = "clipboard-list"
    menu_order = 320
    items = (SourceViewSet, StatedFactViewSet)


register_snippet(EvidenceGroup)


class ReceivedOnlyPolicy(ModelPermissionPolicy):
    """What comes from outside is read, worked on and removed, never written by staff."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FeedbackViewSet(SnippetViewSet):
    """Words of visitors, newest first, with how far the editors are."""

    model = Feedback
    icon = "mail"
    menu_label = _("Góp ý")
    menu_order = 340
    add_to_admin_menu = True
    list_display = ("reference", "state", "page_path", Column("beginning", label=_("Nội dung")), "received_at")
    list_filter = ("state", "language")
    search_fields = ("reference", "message", "page_path")
    list_per_page = 50
    panels = [
        FieldPanel("state"),
        FieldPanel("note"),
        FieldPanel("message", read_only=True),
        FieldPanel("page_path", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("received_at", read_only=True),
    ]

    @property
    def permission_policy(self) -> ReceivedOnlyPolicy:
        """Without the right to add."""
        return ReceivedOnlyPolicy(self.model)


register_snippet(FeedbackViewSet)


class NewContent(Component):
    """What an editor may begin from the admin's front page: each kind of page under its list, and shared records."""

    name = "new_content"
    template_name = "core/admin/new_content.html"
    order = 90

    def __init__(self, pages: list[tuple[str, str]], records: list[tuple[str, str]]) -> None:
        self.pages = pages
        self.records = records

    def get_context_data(self, parent_context: object) -> dict[str, object]:
        return {"pages": self.pages, "records": self.records}


@hooks.register("construct_homepage_panels")
def show_new_content(request: HttpRequest, panels: list[Component]) -> None:
    """Pages are begun in the site's first language and translated later; records are those that have drafts."""
    language = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    pages = [
        (str(kind._meta.verbose_name), reverse("wagtailadmin_pages:add", args=[*_names(kind), parent.pk]))
        for parent in language.filter(depth=3).specific()
        for kind in type(parent).creatable_subpage_models()
        if parent.permissions_for_user(request.user).can_add_subpage()
    ]
    records = [
        (str(kind._meta.verbose_name), reverse(kind.snippet_viewset.get_url_name("add")))
        for kind in get_snippet_models()
        if issubclass(kind, DraftStateMixin)
        and kind.snippet_viewset.permission_policy.user_has_permission(request.user, "add")
    ]
    if pages or records:
        panels.append(NewContent(pages, records))


def _names(model: type[Model]) -> tuple[str, str]:
    return model._meta.app_label, str(model._meta.model_name)


class UnreadFeedback(Component):
    """A line on the admin's front page while words of visitors wait for somebody to take them in hand."""

    name = "unread_feedback"
    template_name = "core/admin/unread_feedback.html"
    order = 60

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: object) -> dict[str, object]:
        return {"count": self.count, "address": reverse(FeedbackViewSet().get_url_name("list")) + "?state=new"}


@hooks.register("construct_homepage_panels")
def show_unread_feedback(request: HttpRequest, panels: list[Component]) -> None:
    """Only when there is some, and only for those who may answer it."""
    count = Feedback.objects.unread().count() if request.user.has_perm("core.change_feedback") else 0
    if count:
        panels.append(UnreadFeedback(count))


class ParkedWork(Component):
    """A line on the admin's front page when work was tried too often and waits for a person."""

    name = "parked_work"
    template_name = "core/admin/parked_work.html"
    order = 50

    def __init__(self, parked: QuerySet[WorkItem]) -> None:
        self.parked = parked

    def get_context_data(self, parent_context: object) -> dict[str, object]:
        return {"parked": self.parked[:10], "count": self.parked.count()}


@hooks.register("construct_homepage_panels")
def show_parked_work(request: HttpRequest, panels: list[Component]) -> None:
    """Only when there is some, and only for those who can do something about it."""
    parked = WorkItem.objects.parked()
    if request.user.is_superuser and parked.exists():
        panels.append(ParkedWork(parked))
