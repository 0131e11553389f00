"""Every address of the site. Vietnamese stands at the root, other languages under their prefix."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin import urls as wagtailadmin_urls

from portal.api import api
from portal.core import views
from portal.core.admin_views import page_search, page_search_results
from portal.core.sitemaps import sitemap, sitemap_part
from portal.media.account import account
from portal.media.admin_views import add_documents, add_pictures, picture_format
from portal.news.feeds import NewsFeed

handler400 = "portal.core.views.bad_request"
handler403 = "portal.core.views.permission_denied"
handler404 = "portal.core.views.page_not_found"
handler500 = "portal.core.views.server_error"

# One door for passwords: Wagtail's own forms lead to it, also where a setting alone would leave them reachable.
to_door = [
    path(f"{settings.ADMIN_PATH}{name}", views.to_sign_in)
    for name in ("login/", "password_reset/", "password_reset/done/", "password_reset/complete/", "logout/")
]

urlpatterns: list[URLPattern | URLResolver | Any] = [
    path("-/live", views.live, name="live"),
    path("-/ready", views.ready, name="ready"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    *to_door,
    re_path(rf"^{settings.ADMIN_PATH}password_reset/confirm/.*$", views.to_sign_in),
    path("_util/login/", views.to_sign_in, name="wagtailcore_login"),  # where Wagtail sends visitors of private pages
    # In place of Wagtail's own, under their names.
    path(f"{settings.ADMIN_PATH}account/", account),
    path(f"{settings.ADMIN_PATH}pages/search/", page_search),
    path(f"{settings.ADMIN_PATH}pages/search/results/", page_search_results),
    path(f"{settings.ADMIN_PATH}images/multiple/add/", add_pictures),
    path(f"{settings.ADMIN_PATH}documents/multiple/add/", add_documents),
    path(f"{settings.ADMIN_PATH}images/chooser/<int:image_id>/select_format/", picture_format),
    # Wagtail would render these from the original, in the request.
    re_path(rf"^{settings.ADMIN_PATH}images/\d+/(preview|generate_url)/", views.not_here),
    path(f"{settings.ADMIN_PATH}failwhale/", views.not_here),  # fails on purpose
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path(settings.ACCOUNT_PATH, include("allauth.urls")),
    path(settings.BUSINESS_PATH, include("products.area_urls")),
    path("", include("products.code_urls")),
    path("", include("portal.media.document_urls")),
    path("", include("portal.media.urls")),
    path(f"{settings.API_PATH}v1/", api.urls),
    re_path(rf"^{settings.API_PATH}", views.not_here),
    *i18n_patterns(
        path(_("tin-tuc/feed.atom"), NewsFeed(), name="news_feed"),
        path(_("gop-y/"), views.feedback, name="feedback"),
        path(_("gop-y/<str:reference>/"), views.feedback_received, name="feedback_received"),
        path("", include("portal.places.urls")),
        path("", include("portal.figures.urls")),
        path("", include("products.urls")),
        path("", include("search.urls")),
        re_path(r"^((?:[\w\-]+/)*)$", views.serve_page, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
