"""Who sits where: the business that the address names, and what the account may do in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from products.models import Business, Member

P = ParamSpec("P")
Role = Member.Role
#: What each role may do as well as those below it.
RANKS = {Role.VIEWER: 0, Role.EDITOR: 1, Role.OWNER: 2}


@dataclass(frozen=True)
class Seat:
    """An account's place in a business."""

    business: Business
    role: Role

    @property
    def can_write(self) -> bool:
        """Whether it may write listings, send certificates, claim."""
        return RANKS[self.role] >= RANKS[Role.EDITOR]

    @property
    def can_manage(self) -> bool:
        """Whether it may change the profile and the team."""
        return self.role == Role.OWNER


SeatedView = Callable[Concatenate[HttpRequest, Seat, P], HttpResponseBase]


def seated(role: Role, *, also_reading: bool = False) -> Callable[[SeatedView[P]], Callable[..., HttpResponseBase]]:
    """Decorate a view of a business: strangers sign in, people of other businesses find nothing.

    Whoever has a lower role is told so; with ``also_reading`` only when the request would change something.
    """

    def decorate(view: SeatedView[P]) -> Callable[..., HttpResponseBase]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, business: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            members = Member.objects.select_related("business__commune", "business__province")
            member = get_object_or_404(members, business=business, user=request.user.pk)
            seat = Seat(member.business, Role(member.role))
            reads = request.method in {"GET", "HEAD"} and also_reading
            if RANKS[seat.role] < RANKS[role] and not reads:
                return render(request, "products/area/not_allowed.html", {"seat": seat, "needed": role}, status=403)
            return view(request, seat, *args, **kwargs)

        return guarded

    return decorate
