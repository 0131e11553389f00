"""Records of products: facts from public sources, whether they are listed, what became of their certificates."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn

from products.admin_views.certificates import certificates_of
from products.admin_views.desk import DeskView
from products.admin_views.lists import ListView, TitleOf, column
from products.admin_views.record_forms import PRODUCT_PARTS, ProductForm
from products.admin_views.records import RecordView
from products.admin_views.verdict_forms import ReasonForm
from products.listing_content import ListingContent
from products.models import Certificate, ListingDraft, Product
from products.services import listings, records
from products.services.errors import Refused


def keeper_of(product: Product) -> str:
    """Who writes what its page says."""
    if product.is_example:
        return _("ví dụ")
    return _("chủ thể") if product.is_kept_by_producer else _("từ nguồn công khai")


class ProductFilterSet(WagtailFilterSet):
    """By what a product is and how it stands on the portal."""

    stars = django_filters.ChoiceFilter(
        label=gettext_lazy("Sao đang hiệu lực"),
        choices=[("3", "3"), ("4", "4"), ("5", "5")],
        method="filter_stars",
    )

    class Meta:
        model = Product
        fields = ["group", "kind", "is_listed", "is_kept_by_producer", "province"]

    def filter_stars(self, products: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with a certificate of so many stars in force today."""
        in_force = Certificate.objects.in_force(timezone.localdate()).filter(stars=int(value))
        return products.filter(Exists(in_force.filter(product=OuterRef("pk"))))


class ProductsView(ListView):
    """All products of the officer's provinces."""

    permission = "products.change_product"
    model = Product
    header_icon = "tag"
    page_title = gettext_lazy("Sản phẩm")
    index_url_name = "desk:products"
    index_results_url_name = "desk:products_results"
    default_ordering = "sort_key"
    filterset_class = ProductFilterSet
    words_in = ("search_text",)
    is_folded = True
    new_url_name = "desk:add_product"
    new_permission = "products.add_product"
    new_label = gettext_lazy("Thêm sản phẩm từ nguồn")
    columns = [
        TitleOf("name", label=gettext_lazy("Tên"), url_name="desk:product", sort_key="sort_key"),
        column("producer", gettext_lazy("Nơi làm ra"), lambda product: product.producer or ""),
        column("place", gettext_lazy("Xã, phường"), lambda product: product.commune or product.province),
        column("keeper", gettext_lazy("Ai giữ"), keeper_of),
        BooleanColumn("is_listed", label=gettext_lazy("Đang đăng")),
    ]

    def rows(self) -> QuerySet[Any]:
        """With maker and place; what was merged is found at its heir."""
        found: QuerySet[Any] = Product.objects.filter(merged_into=None)
        return found.select_related("producer", "commune__province", "province")


class ProductView(RecordView):
    """One product."""

    permission = "products.change_product"
    template_name = "products/admin/product.html"
    header_icon = "tag"
    form_class = ProductForm
    part_classes = PRODUCT_PARTS

    @property
    def index(self) -> tuple[str, Any]:  # type: ignore[override]  # its address is known at run time
        """The list."""
        return reverse("desk:products"), ProductsView.page_title

    def get_record(self, pk: int | None) -> Product:
        """A product that was not merged into another one."""
        rows = Product.objects.filter(merged_into=None)
        found: Product = self.own(
            rows.select_related("producer", "commune__province", "province", "group", "address"), pk
        )
        return found

    def record_url(self) -> str:
        """Its page."""
        return reverse("desk:product", args=[self.record.pk])

    def extra(self) -> dict[str, Any]:
        """What its keeper writes, its certificates, its draft, who did what."""
        product = self.record
        certificates = certificates_of(product, self.now)
        draft = ListingDraft.objects.open().filter(product=product).first()
        return {
            "keeper": keeper_of(product),
            "content": ListingContent.of(product) if product.is_kept_by_producer else None,
            "certificates": certificates,
            "draft": draft if draft is not None and draft.state != ListingDraft.State.DRAFT else None,
            "can_be_merged": not product.is_kept_by_producer and not certificates,
            "log": self.actions_of(product=product),
        }


class AddProductView(ProductView):
    """A new product from public sources."""

    permission = "products.add_product"
    page_title = gettext_lazy("Sản phẩm từ nguồn công khai")

    def get_record(self, pk: int | None) -> Product:
        """An empty one."""
        return Product()

    def add(self, form: Any) -> None:
        """Keep it, with the months that were ticked."""
        self.record = records.add_product(product=form.save(commit=False), officer=self.request.user, now=self.now)


class ListingStepView(DeskView):
    """Takes a product off the public pages, or shows it again."""

    permission = "products.change_product"
    http_method_names = ["post"]

    def step(self, product: Product, reason: str) -> str:
        """Carry it out and say so. Raises ``Refused``."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Pressed twice it changes nothing the second time."""
        product: Product = self.own(Product.objects.all(), pk)
        form = ReasonForm({"version": 0, "reason": request.POST.get("reason", "")})
        if not form.is_valid():
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        else:
            try:
                messages.success(request, self.step(product, str(form.cleaned_data["reason"])))
            except Refused as refusal:
                messages.error(request, refusal.sentence)
        return redirect("desk:product", pk)


class UnlistView(ListingStepView):
    """Off the public pages, with its reason in the log."""

    def step(self, product: Product, reason: str) -> str:
        if not reason.strip():
            raise Refused(_("Ghi lý do gỡ sản phẩm."))
        listings.unlist(product=product, actor=self.request.user, now=self.now, reason=reason.strip())
        return _("“%(name)s” đã thôi đăng.") % {"name": product}


class ListAgainView(ListingStepView):
    """Back on the public pages."""

    def step(self, product: Product, reason: str) -> str:
        listings.list_again(product=product, actor=self.request.user, now=self.now, by_officer=True)
        return _("“%(name)s” đang hiện trên cổng.") % {"name": product}
