"""A business says that a product or profile from public sources is its own; public pages lead here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from products.forms.claims import ClaimForm
from products.models import Business, Member, Product
from products.services import businesses
from products.services.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim_product(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Claim a product that public sources gave."""
    found = get_object_or_404(Product.objects.listed().filter(is_kept_by_producer=False), slug=slug)
    return _claim(request, product=found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim_profile(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Claim a profile that public sources gave, with its products."""
    found = get_object_or_404(Business.objects.public().filter(standing=Business.Standing.FROM_SOURCES), slug=slug)
    return _claim(request, profile=found)


def _claim(
    request: HttpRequest, *, product: Product | None = None, profile: Business | None = None
) -> HttpResponseBase:
    roles = (Member.Role.OWNER, Member.Role.EDITOR)
    own = Business.objects.filter(members__user=request.user.pk, members__role__in=roles)
    verified = own.filter(standing=Business.Standing.VERIFIED)
    form = ClaimForm(request.POST if request.method == "POST" else None, businesses=verified)
    if form.is_valid():
        business = form.cleaned_data["business"]
        try:
            businesses.claim(
                business=business,
                product=product,
                profile=profile,
                explanation=form.cleaned_data["explanation"],
                actor=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Đã gửi đề nghị. Cán bộ của tỉnh sẽ đối chiếu và trả lời."))
            return redirect("area:products", business=business.pk)
    context = {
        "form": form,
        "thing": product or profile,
        "product": product,
        "profile": profile,
        "verified": verified,
        "own": own,
    }
    return render(request, "products/area/claim.html", context)
