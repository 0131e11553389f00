"""What every shared record has: drafts, revisions, a workflow, and a stored key for Vietnamese order.

**A record that is taken down takes its pages with it**, in every language and in the same transaction. Refusing, while
pages show the record, would leave what is wrong in public until somebody has found each page and taken it down by hand,
and an expiry date would be refused at night, with nobody there to be told. Whoever takes a record down sees beforehand
which pages go. They do not come back by themselves: a reviewer publishes each again.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin, WorkflowMixin

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
        """Write the record; one that is not public takes down the pages that tell of it."""
        self.sort_key = sort_key(self.name)
        written = kwargs.get("update_fields")
        if self.live or self.pk is None or (written is not None and "live" not in written):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            for page in self.public_pages():
                page.unpublish()

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a version; the first one of a record that was loaded, not written, comes after what is public.

        Without a version of that, Wagtail would take the record down when a change of it is scheduled for later.
        """
        if self.live and self.live_revision_id is None:
            public = type(self)._default_manager.get(pk=self.pk)
            self.live_revision = super(Record, public).save_revision(changed=False, clean=False)
            type(self)._default_manager.filter(pk=self.pk).update(live_revision=self.live_revision)
        return super().save_revision(*args, **kwargs)

    def public_pages(self) -> list[Any]:
        """Live pages of every kind and language that tell of the record."""
        return [
            page
            for relation in self._meta.related_objects
            if issubclass(relation.related_model, Page)
            for page in relation.related_model.objects.live().filter(**{relation.field.name: self})
        ]

    def is_public(self, by: dt.datetime | None = None) -> bool:
        """Whether the record is public, or will be by a moment to come because that is approved."""
        is_ahead = by is not None and by > timezone.now()
        return bool(self.live or (is_ahead and self.revisions.filter(approved_go_live_at__lte=by).exists()))

    def refusal(self, page_title: str) -> str:
        """Why a page that tells of the record may not be public before it."""
        return gettext(
            "Trang “%(page)s” chưa đăng được vì hồ sơ “%(record)s” chưa công khai. "
            "Hãy đăng hồ sơ trước, rồi đăng trang."
        ) % {"page": page_title, "record": self.name}

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
