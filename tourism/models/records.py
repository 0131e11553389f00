"""What every shared record has: drafts, revisions, a workflow, and a stored key for Vietnamese order."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from portal.core.vietnamese import sort_key


class Record(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """Facts that exist once, whatever the number of languages their pages are written in."""

    slug = models.SlugField(
        _("khoá"), max_length=120, unique=True, help_text=_("Không đổi: nơi khác trỏ tới bằng khoá này.")
    )
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    sort_key = models.CharField(max_length=700, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """The name in the active language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


def revisions(model: str) -> GenericRelation:
    """The relation Wagtail needs to remove a record's revisions with it."""
    return GenericRelation("wagtailcore.Revision", related_query_name=model)


def workflow_states(model: str) -> GenericRelation:
    """The relation Wagtail needs to know a record's place in a workflow."""
    return GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name=model,
        for_concrete_model=False,
    )
