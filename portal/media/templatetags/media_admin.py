"""What the admin's templates ask of the pipeline."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.images.permissions import permission_policy

from portal.media import states
from portal.media.models import Image
from portal.media.weight import on_phone

register = template.Library()


@register.inclusion_tag("media/admin/summary.html")
def picture_summary(image: Image) -> dict[str, Any]:
    """What keeps a picture from the public, where it stands, and how heavy it is on a phone."""
    row = states.with_state(Image.objects.filter(pk=image.pk)).get()
    return {
        "image": image,
        "lacks": image.lacks,
        "state": states.state_of(row),
        "reason": states.reason_of(row),
        "attempts": row.work_attempts,
        "on_phone": on_phone(image),
    }


@register.inclusion_tag("media/admin/mark.html")
def picture_mark(image: Image) -> dict[str, Any]:
    """What an editor should know of a picture in a list: that it is not ready, what it lacks. Asks only for the few."""
    state = None
    if not image.is_ready:
        state = states.state_of(states.with_state(Image.objects.filter(pk=image.pk)).get())
    return {"state": state if state != states.State.READY else None, "lacks": image.lacks}


@register.inclusion_tag("media/admin/state.html", takes_context=True)
def picture_files(context: dict[str, Any], image: Image) -> dict[str, Any]:
    """The public files of a picture with their bytes, what its camera wrote, and its look-alikes."""
    mine = permission_policy.instances_user_has_any_permission_for(context["request"].user, ["choose", "change", "add"])
    return {
        "image": image,
        "files": sorted(image.files, key=lambda one: (one.purpose, one.width, one.format)),
        "look_alikes": states.look_alikes(image, mine),
    }


@register.inclusion_tag("media/admin/progress.html")
def pictures_progress() -> dict[str, Any]:
    """The line that says how many pictures are on their way; empty when none is."""
    return {"counts": states.progress()}
