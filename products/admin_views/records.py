"""The page on which a record from public sources is changed, with its rows; two officers never overwrite each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin import messages

from products.admin_views.desk import DeskView
from products.admin_views.queues import CONFLICT
from products.admin_views.record_forms import RecordForm
from products.services import records
from products.services.errors import EditConflict, Refused


class RecordView(DeskView):
    """One record with its form; ``part_classes`` are form sets of its rows: (name, heading, class)."""

    template_name = "products/admin/record.html"
    header_icon = "edit"
    form_class: ClassVar[type[RecordForm]]
    part_classes: ClassVar[Sequence[tuple[str, str | Promise, Any]]] = ()
    index: ClassVar[tuple[str, str | Promise]]
    record: Any

    def get_record(self, pk: int | None) -> Any:
        """The record, of the officer's provinces; a new one without a key."""
        raise NotImplementedError

    def add(self, form: Any) -> None:
        """Save a new one."""
        raise NotImplementedError

    def record_url(self) -> str:
        """Its page."""
        raise NotImplementedError

    def extra(self) -> dict[str, Any]:
        """What else its page shows."""
        return {}

    def get_page_title(self) -> str:
        return str(self.record) if self.record.pk is not None else str(self.page_title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        url, label = self.index
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": url, "label": str(label)}, items[-1]]

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The form."""
        self.record = self.get_record(pk)
        return self.answer(self.form(), self.parts())

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Save it."""
        self.record = self.get_record(pk)
        form, parts = self.form(request.POST), self.parts(request.POST)
        if not all([form.is_valid(), *(part.is_valid() for _name, _heading, part in parts)]):
            messages.error(request, _("Chưa lưu được: xem chỗ có lỗi."))
            return self.answer(form, parts)
        try:
            self.save(form, parts)
        except EditConflict as conflict:
            return self.tell_conflict(pk, conflict.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            return self.answer(form, parts)
        messages.success(request, _("Đã lưu “%(name)s”.") % {"name": self.record})
        return redirect(self.record_url())

    def save(self, form: Any, parts: list[tuple[str, Any, Any]]) -> None:
        """Save the form and its rows, or nothing."""
        with transaction.atomic():
            if self.record.pk is None:
                self.add(form)
                self.save_rows(form, parts)
                return
            seen = str(form.cleaned_data["seen"])
            with records.changing(self.record, seen=seen, officer=self.request.user, now=self.now):
                form.save()
                self.save_rows(form, parts)

    def save_rows(self, form: Any, parts: list[tuple[str, Any, Any]]) -> None:
        """Save what stands in rows of its own."""
        form.save_rows()
        for _name, _heading, part in parts:
            part.instance = self.record
            part.save_in_order()

    def tell_conflict(self, pk: int | None, sentence: str) -> HttpResponse:
        """What was typed stays in the form; beside it stands what somebody else has saved meanwhile."""
        typed = self.form_class(self.request.POST, instance=self.get_record(pk), user=self.request.user)
        typed.is_valid()
        self.record = self.get_record(pk)
        stored = self.form()
        theirs = [
            (stored.fields[name].label, _shown(stored, name))
            for name in stored.fields
            if name != "seen" and stored.fields[name].has_changed(stored.initial.get(name), typed[name].value())
        ]
        data = self.request.POST.copy()
        data["seen"] = records.fingerprint(self.record)
        messages.error(self.request, sentence)
        return self.answer(self.form(data), self.parts(data), status=CONFLICT, theirs=theirs)

    def form(self, data: Any = None) -> RecordForm:
        """The form of what is stored, or of what was sent."""
        initial = {"seen": records.fingerprint(self.record) if self.record.pk is not None else ""}
        return self.form_class(data, instance=self.record, user=self.request.user, initial=initial)

    def parts(self, data: Any = None) -> list[tuple[str, Any, Any]]:
        """The form sets of its rows."""
        return [
            (name, heading, made(data, instance=self.record, prefix=name, user=self.request.user))
            for name, heading, made in self.part_classes
        ]

    def answer(
        self, form: RecordForm, parts: list[tuple[str, Any, Any]], status: int = 200, **context: Any
    ) -> HttpResponse:
        """The page around the form."""
        media = form.media
        for _name, _heading, part in parts:
            media += part.media
        is_new = self.record.pk is None
        return self.show(
            status,
            record=self.record,
            form=form,
            parts=parts,
            media=media,
            is_new=is_new,
            **({} if is_new else self.extra()),
            **context,
        )


def _shown(form: RecordForm, name: str) -> str:
    """A stored value in words."""
    value = form.initial.get(name)
    field = form.fields[name]
    choices = getattr(field, "choices", None)
    if value is None or value in ("", []):
        return _("để trống")
    if choices is None or isinstance(value, list):
        return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
    queryset: models.QuerySet[Any] | None = getattr(field, "queryset", None)
    if queryset is not None:
        found = queryset.filter(pk=value).first()
        return str(found) if found is not None else _("để trống")
    return str(dict(choices).get(value, value))
