"""The lists of what waits, several decided at once, and the page on which one thing is decided.

Each decision is one POST that carries the version the officer has read. Of two officers the second is told, and shown
how things stand now; the same button pressed twice changes nothing the second time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin import messages

from products.admin_views.desk import DeskView, moment, provinces_of, queue, queues_of, scope_in_words, waiting
from products.admin_views.verdict_forms import Verdict, VerdictForm
from products.services.errors import EditConflict, Refused

PAGE = 50
#: As many stand beside the one that is being decided.
BESIDE = 20
CONFLICT = 409


@dataclass(frozen=True)
class Card:
    """One thing that waits, as a list shows it; ``value`` names it and the version that was shown."""

    url: str
    title: str
    lines: tuple[str, ...]
    waited: str
    value: str
    is_example: bool = False
    is_current: bool = False
    #: What an officer should look at, and why it cannot be approved from the list.
    notes: tuple[str, ...] = field(default=())


class QueueView(DeskView):
    """What waits in one queue, the oldest first; several may be approved at once where ``bulk_label`` is set."""

    template_name = "products/admin/queue.html"
    bulk_label: ClassVar[str | Promise] = ""
    bulk_url_name: ClassVar[str] = ""

    def get_page_title(self) -> str:
        return _("%(queue)s, %(scope)s") % {
            "queue": queue(self.queue_name).label,
            "scope": scope_in_words(provinces_of(self.request.user)),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        items = super().get_breadcrumbs_items()
        return [*items[:-2], {"url": "", "label": str(queue(self.queue_name).label)}]

    def rows(self) -> QuerySet[Any]:
        """What waits, with what a card says."""
        raise NotImplementedError

    def card(self, row: Any) -> Card:
        """How a row is shown."""
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        page = Paginator(self.rows(), PAGE).get_page(request.GET.get("p"))
        return self.show(
            page=page,
            cards=[self.card(row) for row in page],
            bulk_label=self.bulk_label,
            bulk_url=reverse(self.bulk_url_name) if self.bulk_url_name else "",
        )


def cards_beside(view: DeskView, list_view_class: type[QueueView]) -> list[Card]:
    """What waits in the same queue as the thing that a page shows."""
    list_view = list_view_class()
    list_view.setup(view.request)
    list_view.now = view.now
    cards = [list_view.card(row) for row in list_view.rows()[:BESIDE]]
    return [replace(card, is_current=card.url == view.request.path) for card in cards]


class BulkView(DeskView):
    """Approves several at once: each in its own transaction; what fails is said with its reason."""

    http_method_names = ["post"]

    def rows(self) -> Any:
        """All rows of the kind."""
        raise NotImplementedError

    def approve(self, row: Any, version: int) -> str:
        """Approve one and say its name. Raises ``Refused``."""
        raise NotImplementedError

    def said(self, count: int) -> str:
        """That so many were approved."""
        raise NotImplementedError

    def post(self, request: HttpRequest) -> HttpResponse:
        """Approve what was ticked; a row of another province among it, and nothing is done (404)."""
        chosen = dict(_chosen(request.POST.getlist("chosen")))
        rows = self.rows().in_scope_of(request.user).in_bulk(list(chosen))
        if len(rows) != len(chosen):
            raise Http404
        done = 0
        for pk, version in chosen.items():
            try:
                self.approve(rows[pk], version)
                done += 1
            except Refused as refusal:
                messages.error(request, f"“{rows[pk]}”: {refusal.sentence}")
        if done:
            messages.success(request, self.said(done))
        elif not chosen:
            messages.warning(request, _("Chưa chọn mục nào."))
        return redirect(queue(self.queue_name).url)


def _chosen(values: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Keys and versions as ``12:3``. Raises ``Http404`` for what no form of ours sends."""
    for value in values:
        key, _colon, version = value.partition(":")
        if not (key.isascii() and key.isdecimal() and version.isascii() and version.isdecimal()):
            raise Http404
        if len(key) > 18 or len(version) > 9:  # no row has such a number, and databases do not take it
            raise Http404
        yield int(key), int(version)


class DecisionView(DeskView):
    """One thing that waits, with all its facts and the form of the decision."""

    form_class: ClassVar[type[VerdictForm]] = VerdictForm
    verdicts: Sequence[Verdict] = tuple(Verdict)
    #: Other names of the decisions.
    labels: dict[Verdict, str | Promise] = {}
    #: What each decision does, beside its name.
    effects: dict[Verdict, str | Promise] = {}
    points: ClassVar[Sequence[str | Promise]] = ()
    queue_view: ClassVar[type[QueueView]]
    #: The object under its name.
    row: Any

    def get_row(self, pk: int) -> Any:
        """The row, of the officer's provinces; else 404."""
        raise NotImplementedError

    def is_waiting(self) -> bool:
        """Whether there is something to decide."""
        raise NotImplementedError

    def version(self) -> int:
        """What rises with each change; 0 for what changes by its state alone."""
        return int(getattr(self.row, "version", 0))

    def decide(self, verdict: Verdict, reason: str, version: int) -> str:
        """Carry the decision out, and say what was done. Raises ``Refused``."""
        raise NotImplementedError

    def how_it_stands(self) -> str:
        """What was decided, by whom and when, of something that waits no longer."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What the template shows."""
        return {}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        self.row = self.get_row(pk)
        return self.answer(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The decision; of what waits no longer it is said how it stands."""
        self.row = self.get_row(pk)
        if not self.is_waiting():
            return self.tell_how_it_stands()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.answer(form)
        verdict = Verdict(form.cleaned_data["verdict"])
        try:
            said = self.decide(verdict, form.cleaned_data["whole_reason"], form.cleaned_data["version"])
        except EditConflict as conflict:
            return self.tell_conflict(pk, form, conflict.sentence)
        except Refused as refusal:
            self.row = self.get_row(pk)
            form.add_error(None, refusal.sentence)
            return self.answer(form)
        messages.success(request, said)
        return redirect(queue(self.queue_name).url)

    def tell_conflict(self, pk: int, form: Any, sentence: str) -> HttpResponse:
        """Show the newest version; the words that were typed are kept, the choice is not."""
        self.row = self.get_row(pk)
        if not self.is_waiting():
            return self.tell_how_it_stands()
        messages.error(self.request, sentence)
        return self.answer(self.form(reason=str(form.cleaned_data.get("reason", ""))), status=CONFLICT)

    def tell_how_it_stands(self) -> HttpResponse:
        """Somebody has decided already."""
        messages.warning(self.request, self.how_it_stands())
        return redirect(self.request.path)

    def form(self, data: Any = None, reason: str = "") -> VerdictForm:
        """The form, of the version that is shown."""
        initial = {"version": self.version(), "reason": reason}
        return self.form_class(data, initial=initial, verdicts=self.verdicts, points=self.points)

    def answer(self, form: Any, status: int = 200) -> HttpResponse:
        """The page around a form."""
        is_waiting = self.is_waiting()
        return self.show(
            status,
            row=self.row,
            form=form if is_waiting else None,
            verdicts=[(one.value, self.labels.get(one, one.label), self.effects.get(one, "")) for one in self.verdicts],
            standing="" if is_waiting else self.how_it_stands(),
            beside=cards_beside(self, self.queue_view),
            **self.facts(),
        )


class FirstQueueView(DeskView):
    """The way in: leads to the first queue in which something waits."""

    permission = "products.view_action"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect; with nothing waiting to the first queue."""
        mine = queues_of(request.user)
        if not mine:
            raise Http404
        counts = waiting(request)
        return redirect(next((one for one in mine if counts[one.name]), mine[0]).url)


def decided(label: str, by: Any, at: dt.datetime | None) -> str:
    """``Đã duyệt, Trần Thị Lan, 22.11.2026, 09:40.``"""
    return ", ".join([label, *([str(by)] if by is not None else []), *([moment(at)] if at is not None else [])]) + "."
