"""Public addresses of products and of those who make them; the first segments are translated, slugs are not.

Lists stand under the same segment as products: ``Product.reserved_slugs`` keeps their words free.
"""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from products.views import businesses, catalogue, contacts, rights

app_name = "products"
urlpatterns = [
    path(
        _("san-vat/"),
        include(
            [
                path("", catalogue.index, name="index"),
                path(_("nhom/<slug:slug>/"), catalogue.group, name="group"),
                path(_("theo-mua/"), catalogue.in_season, name="in_season"),
                path(_("ten-duoc-bao-ho/"), rights.rights, name="rights"),
                path(_("xuat-khau/"), catalogue.exports, name="exports"),
                path(_("tin-bao/<str:reference>/"), contacts.report_received, name="report_received"),
                path("<slug:slug>/", catalogue.product, name="product"),
                path(_("<slug:slug>/hoi/"), contacts.enquiry, name="enquiry"),
                path(_("<slug:slug>/hoi/da-gui/"), contacts.enquiry_sent, name="enquiry_sent"),
                path(_("<slug:slug>/bao-sai/"), contacts.report_product, name="report_product"),
            ]
        ),
    ),
    path(
        _("co-so/"),
        include(
            [
                path("", businesses.index, name="businesses"),
                path("<slug:slug>/", businesses.business, name="business"),
                path(_("<slug:slug>/bao-sai/"), contacts.report_business, name="report_business"),
            ]
        ),
    ),
]
