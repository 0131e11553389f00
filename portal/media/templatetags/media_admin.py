"""What the admin's templates ask of the pipeline."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.images.permissions import permission_policy

from portal.media import states
from portal.media.models import Image
from portal.media.weight import on_phone

register = template.Library()


@register.inclusion_tag("media/admin/state.html", takes_context=True)
def picture_state(context: dict[str, Any], image: Image) -> dict[str, Any]:
    """State, reason, files with their bytes, what is missing and look-alikes of one picture."""
    user = context["request"].user
    row = states.with_state(Image.objects.filter(pk=image.pk)).first()
    choosable = permission_policy.instances_user_has_any_permission_for(user, ["choose", "change"])
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "image": image,
        "state": states.state_of(row) if row else None,
        "reason": row.work_error if row else "",
        "attempts": row.work_attempts if row else 0,
        "files": sorted(image.files, key=lambda one: (one.purpose, one.width, one.format)),
        "on_phone": on_phone(image),
        "look_alikes": states.look_alikes(image, choosable),
    }


@register.inclusion_tag("media/admin/progress.html")
def pictures_progress() -> dict[str, Any]:
    """The line that says how many pictures are on their way; empty when none is."""
    return {"counts": states.progress()}
