"""Addresses of the officers' pages, under the admin's path; each begins with ``san-vat/``."""

from __future__ import annotations

from django.urls import path

from products.admin_views.businesses import AddBusinessView, BusinessesView, BusinessView, ReinstateView, SuspendView
from products.admin_views.certificates import CertificateView, GrantView, SubmissionsView, SubmissionView
from products.admin_views.claims import ClaimsView, ClaimView
from products.admin_views.history import HistoryView
from products.admin_views.labels import LabelsView
from products.admin_views.listings import ApproveManyView, ListingPreview, ListingsView, ListingView
from products.admin_views.merging import MergeBusinessView, MergeProductView
from products.admin_views.officers import AddOfficerView, OfficersView, OfficerView
from products.admin_views.products import AddProductView, ListAgainView, ProductsView, ProductView, UnlistView
from products.admin_views.queues import FirstQueueView
from products.admin_views.references import (
    AddProtectedNameView,
    GroupsView,
    GroupView,
    ProtectedNamesView,
    ProtectedNameView,
)
from products.admin_views.renewals import RenewalsView
from products.admin_views.reports import AllReportsView, ReportsView, ReportView
from products.admin_views.sellers import SellersView, SellerView, TaxCodeView, VerifyManyView
from products.admin_views.sheets import ExportView, SheetProblemsView, SheetsView, SheetView, TemplateView

app_name = "desk"

#: (path, list, name): each list has a second address, at which Wagtail's scripts ask for its rows alone.
LISTS = (
    ("san-pham/", ProductsView, "products"),
    ("chu-the/", BusinessesView, "businesses"),
    ("nhom/", GroupsView, "groups"),
    ("ten-bao-ho/", ProtectedNamesView, "protected_names"),
    ("tin-bao/", AllReportsView, "all_reports"),
    ("nhat-ky/", HistoryView, "history"),
    ("can-bo/", OfficersView, "officers"),
)

urlpatterns = [
    path("cho/", FirstQueueView.as_view(), name="queue"),
    path("cho/chu-the/", SellersView.as_view(), name="sellers"),
    path("cho/chu-the/xac-minh/", VerifyManyView.as_view(), name="verify_many"),
    path("cho/chu-the/<int:pk>/", SellerView.as_view(), name="seller"),
    path("cho/san-pham/", ListingsView.as_view(), name="listings"),
    path("cho/san-pham/duyet/", ApproveManyView.as_view(), name="approve_many"),
    path("cho/san-pham/<int:pk>/", ListingView.as_view(), name="listing"),
    path("cho/san-pham/<int:pk>/xem-truoc/", ListingPreview.as_view(), name="listing_preview"),
    path("cho/giay-chung-nhan/", SubmissionsView.as_view(), name="submissions"),
    path("cho/giay-chung-nhan/<int:pk>/", SubmissionView.as_view(), name="submission"),
    path("cho/de-nghi/", ClaimsView.as_view(), name="claims"),
    path("cho/de-nghi/<int:pk>/", ClaimView.as_view(), name="claim"),
    path("cho/tin-bao/", ReportsView.as_view(), name="reports"),
    path("cho/tin-bao/<int:pk>/", ReportView.as_view(), name="report"),
    path("san-pham/them/", AddProductView.as_view(), name="add_product"),
    path("san-pham/<int:pk>/", ProductView.as_view(), name="product"),
    path("san-pham/<int:pk>/go/", UnlistView.as_view(), name="unlist"),
    path("san-pham/<int:pk>/dang/", ListAgainView.as_view(), name="list_again"),
    path("san-pham/<int:pk>/giay/", GrantView.as_view(), name="grant"),
    path("giay-chung-nhan/", RenewalsView.as_view(), name="renewals"),
    path("giay-chung-nhan/<int:pk>/", CertificateView.as_view(), name="certificate"),
    path("san-pham/<int:pk>/nhan/", LabelsView.as_view(), name="labels"),
    path("san-pham/<int:pk>/gop/", MergeProductView.as_view(), name="merge_product"),
    path("chu-the/them/", AddBusinessView.as_view(), name="add_business"),
    path("chu-the/<int:pk>/", BusinessView.as_view(), name="business"),
    path("chu-the/<int:pk>/ma-so-thue/", TaxCodeView.as_view(), name="tax_code"),
    path("chu-the/<int:pk>/tam-dung/", SuspendView.as_view(), name="suspend"),
    path("chu-the/<int:pk>/hien-lai/", ReinstateView.as_view(), name="reinstate"),
    path("chu-the/<int:pk>/gop/", MergeBusinessView.as_view(), name="merge_business"),
    path("nhom/<int:pk>/", GroupView.as_view(), name="group"),
    path("ten-bao-ho/them/", AddProtectedNameView.as_view(), name="add_protected_name"),
    path("ten-bao-ho/<int:pk>/", ProtectedNameView.as_view(), name="protected_name"),
    path("can-bo/them/", AddOfficerView.as_view(), name="add_officer"),
    path("can-bo/<int:pk>/", OfficerView.as_view(), name="officer"),
    path("bang-tinh/", SheetsView.as_view(), name="sheets"),
    path("bang-tinh/mau/", TemplateView.as_view(), name="sheet_template"),
    path("bang-tinh/xuat/", ExportView.as_view(), name="sheet_export"),
    path("bang-tinh/<int:pk>/", SheetView.as_view(), name="sheet"),
    path("bang-tinh/<int:pk>/loi/", SheetProblemsView.as_view(), name="sheet_problems"),
    *(path(address, view.as_view(), name=name) for address, view, name in LISTS),
    *(
        path(f"{address}results/", view.as_view(results_only=True), name=f"{name}_results")
        for address, view, name in LISTS
    ),
]
