"""Who works for a business: invited by an owner to an e-mail address, for a week; one owner always stays.

The link of an invitation is signed and holds the row's number alone; only the account of that very address may take the
seat, so a forwarded link opens nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import work
from products.models import Action, Business, Invitation, Member
from products.services import actions
from products.services.errors import Refused

INVITE = "products.invite"
OPEN_FOR = dt.timedelta(days=7)
MOST_OPEN = 20
_signer = signing.Signer(salt="products.invitation")


@transaction.atomic
def invite(*, business: Business, email: str, role: Member.Role, actor: Any, now: dt.datetime) -> Invitation:
    """Offer a seat; an open offer to the same address is renewed. Raises ``Refused``."""
    address = email.strip().lower()
    if Member.objects.filter(business=business, user__email__iexact=address).exists():
        raise Refused(_("Địa chỉ này đã là thành viên."))
    Invitation.objects.filter(business=business, accepted_at=None).filter(
        Q(expires_at__lt=now) | Q(email=address)
    ).delete()
    if Invitation.objects.filter(business=business, accepted_at=None).count() >= MOST_OPEN:
        raise Refused(_("Đang có quá nhiều lời mời chưa nhận. Hãy huỷ bớt rồi mời tiếp."))
    invitation = Invitation.objects.create(
        business=business, email=address, role=role, invited_by=actor, expires_at=now + OPEN_FOR
    )
    work.ask(INVITE, str(invitation.pk), now=now)
    return invitation


def mail_invitation(pk: int) -> None:
    """Send the mail of an open invitation."""
    invitation = Invitation.objects.filter(pk=pk, accepted_at=None).select_related("business").first()
    if invitation is None:
        return
    link = settings.PORTAL_BASE_URL + reverse("area:join", args=[key_of(invitation)])
    body = _(
        "%(business)s mời bạn cùng giữ trang sản phẩm trên cổng thông tin Tây Bắc.\n\n"
        "Mở liên kết này trong bảy ngày, rồi đăng nhập hoặc đăng ký bằng chính địa chỉ thư này:\n%(link)s\n\n"
        "Nếu bạn không biết việc này, hãy bỏ qua thư."
    )
    EmailMessage(
        subject=_("Lời mời của %(business)s") % {"business": " ".join(invitation.business.name.split())},
        body=body % {"business": invitation.business.name, "link": link},
        to=[invitation.email],
    ).send()


def key_of(invitation: Invitation) -> str:
    """What the link of an invitation carries."""
    return _signer.sign(str(invitation.pk))


def invitation_of(key: str, *, now: dt.datetime) -> Invitation | None:
    """The open invitation that a link names; None when it is over, taken back or not ours."""
    try:
        pk = int(_signer.unsign(key))
    except (signing.BadSignature, ValueError):
        return None
    return Invitation.objects.filter(pk=pk, accepted_at=None, expires_at__gt=now).select_related("business").first()


@transaction.atomic
def accept(*, invitation: Invitation, user: Any, now: dt.datetime) -> Member:
    """Take the seat. Raises ``Refused`` for another account than the invited address's, or a second time."""
    if user.email.lower() != invitation.email.lower():
        raise Refused(_("Lời mời này gửi cho một địa chỉ thư khác. Hãy đăng nhập bằng địa chỉ đã được mời."))
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=now).update(accepted_at=now):
        raise Refused(_("Lời mời đã hết hạn hoặc đã được nhận."))
    member, _is_new = Member.objects.get_or_create(
        business=invitation.business, user=user, defaults={"role": invitation.role, "joined_at": now}
    )
    _record(invitation.business, user, member, now)
    return member


@transaction.atomic
def change_role(*, member: Member, role: Member.Role, actor: Any, now: dt.datetime) -> Member:
    """Give another role. Raises ``Refused`` when no owner would stay."""
    if member.role == Member.Role.OWNER and role != Member.Role.OWNER:
        _need_another_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    _record(member.business, actor, member, now)
    return member


@transaction.atomic
def remove(*, member: Member, actor: Any, now: dt.datetime) -> None:
    """Take somebody off. Raises ``Refused`` when no owner would stay."""
    if member.role == Member.Role.OWNER:
        _need_another_owner(member)
    _record(member.business, actor, member, now)
    member.delete()


def _need_another_owner(member: Member) -> None:
    # The business's row is written first, so that two owners who leave at once wait for one another.
    Business.objects.filter(pk=member.business_id).update(version=F("version"))
    others = Member.objects.filter(business=member.business_id, role=Member.Role.OWNER).exclude(pk=member.pk)
    if not others.exists():
        raise Refused(_("Cần ít nhất một chủ tài khoản. Hãy giao quyền cho người khác trước."))


def _record(business: Business, actor: Any, member: Member, now: dt.datetime) -> None:
    actions.record(
        verb=Action.Verb.MEMBER_CHANGED, actor=actor, business=business, note=str(member.get_role_display()), now=now
    )
