"""The officers' pages in the admin: addresses, menu, and what waits on the admin's front page.

Other modules of products hang their pages into the same menu by the hook ``register_products_menu_item``.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component

from portal.users.editing import OFFICERS_WORK
from products.admin_views.choosers import business_chooser, product_chooser
from products.admin_views.desk import QUEUES, provinces_of, queues_of, scope_in_words, waiting

MENU_HOOK = "register_products_menu_item"
MENU = Menu(register_hook_name=MENU_HOOK)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Addresses of the officers' pages."""
    return [path("san-vat/", include("products.admin_views.urls"))]


@hooks.register("register_admin_viewset")
def choosers() -> list[Any]:
    """Dialogues of their forms."""
    return [business_chooser, product_chooser]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """What a group may be given in the admin: the officers' work, and to appoint officers."""
    names = {f"{kind}_{model}" for (app, model), kinds in OFFICERS_WORK if app == "products" for kind in kinds}
    return Permission.objects.filter(
        content_type__app_label="products", codename__in={*names, "add_officer", "change_officer"}
    )


def with_count(label: str | Promise, count: int) -> str:
    """A label with how many wait; bare when none does."""
    return f"{label} ({count})" if count else str(label)


class ProductsMenu(SubmenuMenuItem):
    """The menu, with how many things wait in all queues."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        component.label = with_count(self.label, sum(waiting(request).values()))
        return component


class DeskMenuItem(MenuItem):
    """Shown to whoever has the permission."""

    def __init__(self, label: str | Promise, url_name: str, permission: str, **kwargs: Any) -> None:
        self.permission = permission
        super().__init__(label, reverse(url_name), name=url_name.replace(":", "-"), **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


class QueueMenuItem(DeskMenuItem):
    """With how many things wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(queues_of(request.user))

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        component.label = with_count(self.label, sum(waiting(request).values()))
        return component


@hooks.register("register_admin_menu_item")
def products_menu() -> MenuItem:
    """One menu for all of it."""
    return ProductsMenu(gettext_lazy("Sản vật"), MENU, name="products", icon_name="tag", order=120)


@hooks.register(MENU_HOOK)
def queue_item() -> MenuItem:
    """What waits."""
    return QueueMenuItem(gettext_lazy("Việc chờ"), "desk:queue", "products.view_action", icon_name="tasks", order=10)


@hooks.register(MENU_HOOK)
def products_item() -> MenuItem:
    """Records of products."""
    label = gettext_lazy("Sản phẩm")
    return DeskMenuItem(label, "desk:products", "products.change_product", icon_name="tag", order=20)


@hooks.register(MENU_HOOK)
def businesses_item() -> MenuItem:
    """Records of businesses."""
    label = gettext_lazy("Chủ thể")
    return DeskMenuItem(label, "desk:businesses", "products.change_business", icon_name="group", order=30)


@hooks.register(MENU_HOOK)
def renewals_item() -> MenuItem:
    """Certificates that end soon."""
    label = gettext_lazy("Giấy sắp hết hạn")
    return DeskMenuItem(label, "desk:renewals", "products.change_certificate", icon_name="calendar-alt", order=40)


@hooks.register(MENU_HOOK)
def sheets_item() -> MenuItem:
    """Spreadsheets in and out."""
    label = gettext_lazy("Bảng tính")
    return DeskMenuItem(label, "desk:sheets", "products.add_sheetimport", icon_name="table", order=50)


@hooks.register(MENU_HOOK)
def reports_item() -> MenuItem:
    """Every report."""
    label = gettext_lazy("Mọi tin báo")
    return DeskMenuItem(label, "desk:all_reports", "products.change_report", icon_name="mail", order=60)


@hooks.register(MENU_HOOK)
def protected_names_item() -> MenuItem:
    """Protected names."""
    label = gettext_lazy("Tên được bảo hộ")
    return DeskMenuItem(label, "desk:protected_names", "products.change_protectedname", icon_name="key", order=70)


@hooks.register(MENU_HOOK)
def groups_item() -> MenuItem:
    """Texts of groups."""
    label = gettext_lazy("Nhóm sản phẩm")
    return DeskMenuItem(label, "desk:groups", "products.change_productgroup", icon_name="folder", order=80)


@hooks.register(MENU_HOOK)
def history_item() -> MenuItem:
    """Who did what."""
    return DeskMenuItem(gettext_lazy("Nhật ký"), "desk:history", "products.view_action", icon_name="history", order=90)


@hooks.register(MENU_HOOK)
def officers_item() -> MenuItem:
    """Which account looks after which province."""
    label = gettext_lazy("Cán bộ OCOP")
    return DeskMenuItem(label, "desk:officers", "products.change_officer", icon_name="user", order=100)


class WaitingForOfficer(Component):
    """What waits, on the admin's front page."""

    name = "waiting_for_officer"
    template_name = "products/admin/waiting.html"
    order = 40

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: object) -> dict[str, object]:
        counts = waiting(self.request)
        total = sum(counts.values())
        return {
            "queues": [(one, counts[one.name]) for one in QUEUES if one.name in counts],
            "heading": ngettext("%(count)d việc chờ", "%(count)d việc chờ", total) % {"count": total}
            if total
            else _("Không có việc chờ"),
            "scope": scope_in_words(provinces_of(self.request.user)),
        }


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """For officers, and for administrators while something waits."""
    counts = waiting(request)
    if counts and (sum(counts.values()) or not request.user.is_superuser):
        panels.append(WaitingForOfficer(request))
