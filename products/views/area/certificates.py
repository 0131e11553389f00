"""Certificates of a business: what stands, what was sent, what came back, what ends soon."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from products.certificate_forms import SubmissionForm
from products.models import Certificate, CertificateSubmission, Product
from products.services import certificates as services
from products.services.errors import Refused
from products.views.area.access import Role, Seat, seated
from products.views.area.frame import page
from products.views.area.listings import rows_of


@require_safe
@seated(Role.VIEWER)
def certificates(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Each product with its certificate, what was sent last, and the way to send another."""
    today = timezone.localdate()
    rows = [row for row in rows_of(seat.business, today) if row.product is not None]
    return page(request, seat, "certificates", "certificates", {"rows": rows, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Role.EDITOR)
def certificate_send(request: HttpRequest, seat: Seat, product: int) -> HttpResponseBase:
    """Send a certificate of a product for an officer to confirm."""
    found = get_object_or_404(Product.objects.of_business(seat.business), pk=product)
    own = CertificateSubmission.objects.of_business(seat.business)
    submissions = own.filter(product=found).select_related("document")
    today = timezone.localdate()
    form = SubmissionForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        today=today,
    )
    if form.is_valid():
        try:
            services.send(
                product=found,
                paper=form.paper(),
                file=form.cleaned_data["file"],
                sender=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            for name, sentences in getattr(error, "error_dict", {"file": error}).items():
                form.add_error(name if name in form.fields else None, sentences)
        except Refused as refused:
            if _is_the_same(submissions, form):  # the button was pressed twice
                return redirect("area:certificates", business=seat.business.pk)
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Đã gửi giấy. Cán bộ của tỉnh đối chiếu rồi trả lời."))
            return redirect("area:certificates", business=seat.business.pk)
    context = {
        "form": form,
        "product": found,
        "submissions": submissions.order_by("-sent_at", "-pk"),
        "certificates": Certificate.objects.of_business(seat.business).filter(product=found),
    }
    return page(request, seat, "certificate_send", "certificates", context)


def _is_the_same(submissions: QuerySet[CertificateSubmission], form: SubmissionForm) -> bool:
    paper = form.paper()
    waiting = submissions.filter(state=CertificateSubmission.State.WAITING).first()
    return waiting is not None and (waiting.decision_number, waiting.issued_on, waiting.stars) == (
        paper.decision_number.strip(),
        paper.issued_on,
        paper.stars,
    )
