"""Where documents are served; the names are Wagtail's, which builds its links by them."""

from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password

from portal.media import document_views

urlpatterns = [
    path("tai-lieu/<int:document_id>/<str:name>", document_views.serve, name="wagtaildocs_serve"),
    path(
        "tai-lieu/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("tai-lieu-rieng/<uuid:document_id>/", document_views.private_document, name="private_document"),
]
