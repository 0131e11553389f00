"""Reviewers approve what they saved themselves."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Revision, TaskState


@receiver(post_save, sender=Revision, dispatch_uid="portal.users.under_review")
def put_under_review(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """Make the version that somebody saves who may decide the one the decision is about.

    An approval counts for one version only (``WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT``), and Wagtail saves a new
    one with the decision: of a record always, of a page when the reviewer corrected a word (wagtail#13563). Without
    this the approval would be of the version before, and the review would begin again, for ever.
    """
    if instance.user is None:
        return
    subject = instance.content_object
    state = getattr(subject, "current_workflow_task_state", None)
    if state is not None and state.task.specific.get_actions(subject, instance.user):
        TaskState.objects.filter(pk=state.pk).update(revision=instance)
