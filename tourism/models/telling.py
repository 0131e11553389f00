"""Pages that tell of a shared record: such a page is public only while its record is.

The page reads the record's row, so a page that went public before its record would print facts that nobody approved.
Every way to publish ends in ``save()`` (form, approval, bulk action, clock, wagtail-localize, aliases): there it is
refused. The form and ``publish()`` refuse earlier, while whoever asked can still be told. The other half stands in
``Record.save()``: pages go down with their record.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from portal.core.models import BasePage
from portal.core.publishing import PublishRefused
from portal.media.models import PictureMixin
from tourism.models.record_forms import TellingPageForm

logger = logging.getLogger(__name__)
#: How Wagtail's clock signs what it publishes.
BY_THE_CLOCK = "wagtail.publish.scheduled"


class TellingPage(PictureMixin, BasePage):
    """A page whose facts stand in a shared record, which its field ``record_field`` points to."""

    record_field: ClassVar[str]
    base_form_class = TellingPageForm

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the page. Raises ``PublishRefused`` instead of making it public before its record."""
        written = kwargs.get("update_fields")
        if not self.live or (written is not None and not {"live", self.record_field}.intersection(written)):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            self.refuse_without_record()
            super().save(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, log_action: Any = True, **kwargs: Any) -> None:
        """Publish or schedule a revision. Raises ``PublishRefused`` when the record will not be public by then.

        The clock is not refused but waits: it comes again every minute, and then the page follows its record.
        """
        with transaction.atomic():
            wanted = revision.as_object()
            try:
                wanted.refuse_without_record(by=wanted.go_live_at)
            except PublishRefused as refusal:
                if log_action != BY_THE_CLOCK:
                    raise
                logger.warning("a scheduled page waits: %s", refusal)
                return
            super().publish(revision, *args, log_action=log_action, **kwargs)

    def refuse_without_record(self, by: dt.datetime | None = None) -> None:
        """Raise ``PublishRefused`` unless the record is public now, or will be when the page follows later, ``by``.

        Asked in a transaction, in which the record's row stays locked: nobody takes the record down meanwhile.
        """
        field: Any = self._meta.get_field(self.record_field)
        record = field.related_model.objects.select_for_update().filter(pk=getattr(self, field.attname)).first()
        if record is not None and not record.is_public(by):
            raise PublishRefused(record.refusal(self.title), page=self, cause=record)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer a visitor, for whom a record that is not public does not exist, whatever the page says of itself."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        if not getattr(self, self.record_field).live:  # read with the context
            raise Http404
        return response
