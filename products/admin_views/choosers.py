"""Dialogues in which an officer picks a business or a product: of his provinces, and of nobody else's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from portal.core.choosers import WordsForm
from products.models import Business, Product

#: No row has a longer key, and databases do not take one.
LONGEST_KEY = 18


class FoldedWordsForm(WordsForm):
    """Names as people type them."""

    fields_searched = ("search_text",)
    is_folded = True


class ScopedMixin:
    """Asks for the permission, and shows rows of the officer's provinces."""

    request: HttpRequest
    model_class: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not write about products."""
        if not request.user.has_perm("products.change_product"):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin
        return response

    def get_object_list(self) -> QuerySet[Any]:
        """What may be chosen: nothing that was merged into something else."""
        found: QuerySet[Any] = self.model_class.objects.in_scope_of(self.request.user).filter(merged_into=None)
        return found

    def get_object(self, pk: Any) -> Any:
        """The row that was chosen. Raises ``Http404`` for one of another province."""
        if not (str(pk).isascii() and str(pk).isdecimal() and len(str(pk)) <= LONGEST_KEY):
            raise Http404
        found = self.model_class.objects.in_scope_of(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class ScopedChooseView(ScopedMixin, ChooseView):
    """The dialogue."""

    filter_form_class = FoldedWordsForm
    is_multiple_choice = False


class ScopedChooseResultsView(ScopedMixin, ChooseResultsView):
    """Its list."""

    filter_form_class = FoldedWordsForm
    is_multiple_choice = False


class ScopedChosenView(ScopedMixin, ChosenView):
    """What was chosen, for the field behind the dialogue."""


class ScopedChooserWidget(BaseChooser):
    """Shows the name of a row only when its field would take it: a form that is sent back tells nothing of others."""

    #: What may be chosen; the form of a view sets it.
    allowed: QuerySet[Any] | None = None

    def get_instance(self, value: Any) -> Any:
        """The row of a key, if it may be chosen."""
        key = str(value)
        if self.allowed is None or not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
            return None
        return self.allowed.filter(pk=key).first()


class ScopedChooser(ChooserViewSet):
    """A chooser without a form for new rows and without choosing several."""

    preserve_url_parameters: list[str] = []
    base_widget_class = ScopedChooserWidget
    choose_view_class = ScopedChooseView
    choose_results_view_class = ScopedChooseResultsView
    chosen_view_class = ScopedChosenView
    register_widget = False

    def get_urlpatterns(self) -> list[Any]:
        """The dialogue, its list and the choice."""
        return [one for one in super().get_urlpatterns() if one.name in {"choose", "choose_results", "chosen"}]


class BusinessChooser(ScopedChooser):
    """Makers."""

    model = Business
    icon = "group"
    choose_one_text = _("Chọn nơi làm ra")
    choose_another_text = _("Chọn nơi khác")


class ProductChooser(ScopedChooser):
    """Products."""

    model = Product
    icon = "tag"
    choose_one_text = _("Chọn sản phẩm")
    choose_another_text = _("Chọn sản phẩm khác")


def choose_business(allowed: QuerySet[Any]) -> Any:
    """A widget that takes these businesses; what was chosen before may be among them whatever its province."""
    return _widget(business_chooser, allowed)


def choose_product(allowed: QuerySet[Any]) -> Any:
    """A widget that takes these products."""
    return _widget(product_chooser, allowed)


def _widget(chooser: ScopedChooser, allowed: QuerySet[Any]) -> Any:
    widget = chooser.widget_class()
    widget.allowed = allowed
    return widget


business_chooser = BusinessChooser("desk_business_chooser", url_prefix="san-vat/chon-chu-the")
product_chooser = ProductChooser("desk_product_chooser", url_prefix="san-vat/chon-san-pham")
