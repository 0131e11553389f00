"""The pipeline in Wagtail's admin: addresses, menu item, pictures in rich text."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.images.permissions import permission_policy

from portal.core import publishing
from portal.media import admin_views
from portal.media.page_pictures import pictures_in, problems_of, values_of
from portal.media.rich_text import PictureEmbedHandler


@hooks.register("register_rich_text_features", order=10)
def pictures_in_rich_text(features: Any) -> None:
    """After Wagtail's own registration, in place of it."""
    features.register_embed_type(PictureEmbedHandler)


@hooks.register("before_bulk_action")
def publish_with_pictures_for_all(
    request: HttpRequest, action_type: str, pages: list[Any], action: Any
) -> HttpResponse | None:
    """Of pages published at once each may show only pictures that may be shown."""
    drafts = publishing.about_to_be_published(action_type, pages, action)
    problems = [
        format_html("“{}”: {}", page, problem)
        for page in drafts
        for problem in problems_of(pictures_in(type(page), values_of(page)))
    ]
    return publishing.refused(request, action, problems)


@hooks.register("construct_admin_api", order=10)
def pictures_for_programs(router: Any) -> None:
    """After Wagtail's own registration, in place of it."""
    router.register_endpoint("images", admin_views.ImagesEndpoint)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Addresses of the pipeline's views."""
    patterns = [
        path("", admin_views.PictureReport.as_view(), name="report"),
        path("results/", admin_views.PictureReport.as_view(results_only=True), name="report_results"),
        path("progress/", admin_views.progress, name="progress"),
        path("<int:pk>/state/", admin_views.state, name="state"),
        path("<int:pk>/again/", admin_views.again, name="again"),
    ]
    return [path("media/", include((patterns, "media_admin"), namespace="media_admin"))]


class PicturesMenuItem(MenuItem):
    """Shown to whoever may change pictures."""

    def is_shown(self, request: Any) -> bool:
        return bool(permission_policy.user_has_any_permission(request.user, ["add", "change", "delete"]))


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Among the reports."""
    return PicturesMenuItem(_("Tình trạng hình"), reverse("media_admin:report"), icon_name="image", order=700)
