"""Loads a spreadsheet of products: all of its rows or none, in steps that a worker can be killed between.

A file is received (``receive``), its rows are staged and checked (READING), an officer asks for it to be loaded
(``apply``). New products and makers are then made out of sight, some hundred rows to a transaction (APPLYING); one
short transaction shows all of them and changes what was there already, so that a reader sees nothing of the file or
everything; and what must follow (search, who did what) is written in small transactions again (SETTLING). What was made
out of sight goes again when the file is not loaded after all (REVERTING).

Each step is a conditional update of the file's row, so of two workers one goes on. ``carry_on`` is what the row of work
calls; it does what the state of the file asks for, and asks for itself again when its time is over.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, Final

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Count, Exists, F, ManyToOneRel, OuterRef
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal.core import work
from portal.core.models import Source, WorkItem
from portal.core.registries import records_changed
from portal.core.vietnamese import slugify
from portal.media import intake
from portal.places.models import Province
from products import codes
from products.models import (
    Action,
    Business,
    PermanentAddress,
    Product,
    ProductMonth,
    SheetImport,
    SheetRow,
)
from products.services import actions
from products.services.bulk import delete_each, insert_each, stored, update_each
from products.services.errors import Refused
from products.services.sheet_matching import (
    COLUMNS,
    Match,
    Matcher,
    NewMaker,
    NewSource,
    months_of,
    slug_key,
)
from products.sheets import files
from products.sheets.problems import Problem

State = SheetImport.State
Trouble = SheetImport.Trouble
Standing = Business.Standing

CARRY_ON: Final = "products.sheet"
REMOVE: Final = "products.remove_sheet_file"
#: Rows to a transaction, and to the questions that are asked for them.
CHUNK: Final = 250
#: Seconds of one run; Celery stops it after 150.
RUN_SECONDS: Final = 90.0
#: How long a file that was not loaded, and a stored file without a row, is kept.
KEPT: Final = dt.timedelta(days=30)
YOUNG: Final = dt.timedelta(hours=1)
FOLDER: Final = "imports/"
SLUG_CHARACTERS: Final = 80
#: What may stand in ``Change.columns``.
WRITTEN: Final = (*COLUMNS, "producer_id", "sort_key", "search_text")


class Overtaken(Exception):
    """Another worker, or an officer, has moved the file on; what this run was about to write is dropped."""


class Clash(Exception):
    """A product was changed by somebody else since the row was matched; the file is not loaded."""


@dataclass(frozen=True)
class Change:
    """How a product that was there already changes: columns, months and a further source; and when it was looked at."""

    columns: dict[str, Any]
    months_gone: list[int]
    months_new: list[int]
    source: int | None
    seen: str


# --- What officers ask for --------------------------------------------------------------------------------------------


def receive(
    *, sheet: files.JudgedSheet, file_name: str, province: Province, uploaded_by: Any, now: dt.datetime
) -> SheetImport:
    """Keep a judged file for a province and have its rows checked."""
    row = SheetImport(
        province=province,
        uploaded_by=uploaded_by,
        file_name=intake.plain(file_name, 150) or "bang-tinh",
        letters=sheet.letters,
        unknown=list(sheet.heading.unknown),
        row_count=sheet.row_count,
        uploaded_at=now,
    )
    row.file.save("", sheet.content, save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            work.ask(CARRY_ON, str(row.pk), now=now)
    except BaseException:
        row.file.storage.delete(str(row.file.name))
        raise
    return row


@transaction.atomic
def apply(*, sheet: SheetImport, officer: Any, now: dt.datetime) -> None:
    """Have a checked file loaded. Raises ``Refused`` for one that is not ready, and while another one is loaded."""
    # One after another: on PostgreSQL two requests would not see each other's file otherwise.
    Province.objects.select_for_update().get(pk=sheet.province_id)
    busy = SheetImport.objects.filter(province=sheet.province_id, state__in=(State.APPLYING, State.REVERTING))
    if busy.exclude(pk=sheet.pk).exists():
        raise Refused(_("Một bảng tính khác của tỉnh đang được nạp. Hãy nạp tệp này sau khi tệp ấy xong."))
    changed = SheetImport.objects.filter(pk=sheet.pk, state=State.CHECKED).update(
        state=State.APPLYING, applied_by=officer, trouble="", done_count=0, last_number=0, **_no_counts()
    )
    if not changed:
        raise Refused(_("Bảng tính này không chờ nạp. Hãy xem tình trạng mới nhất của nó."))
    work.ask(CARRY_ON, str(sheet.pk), now=now)


@transaction.atomic
def cancel(*, sheet: SheetImport, now: dt.datetime) -> None:
    """Give up a file whose loading has stopped; what it made out of sight goes. Raises ``Refused``."""
    if not is_stopped(sheet) or not _revert(sheet, Trouble.CANCELLED):
        raise Refused(_("Chỉ huỷ được khi việc nạp đã dừng."))
    work.ask(CARRY_ON, str(sheet.pk), now=now)


@transaction.atomic
def discard(*, sheet: SheetImport, now: dt.datetime) -> None:
    """Take a file that was not loaded away, with its rows. Raises ``Refused`` while something is done with it."""
    gone = SheetImport.objects.filter(pk=sheet.pk).exclude(state__in=(State.APPLYING, State.SETTLING, State.REVERTING))
    if not is_stopped(sheet):
        gone = gone.exclude(state=State.READING)
    # Taken first: whoever asks for it to be loaded at the same moment finds it in another state.
    if not gone.exclude(state=State.APPLIED).update(state=State.FAILED):
        raise Refused(_("Bảng tính này đang được xử lý hoặc đã nạp, không bỏ được."))
    _ask_for_removal(str(sheet.file.name or ""), now)
    WorkItem.objects.filter(kind=CARRY_ON, key=str(sheet.pk)).delete()
    sheet.rows.all().delete()
    sheet.delete()


def try_again(*, sheet: SheetImport) -> None:
    """Give work on a file that has stopped new attempts."""
    for item in WorkItem.objects.filter(kind=CARRY_ON, key=str(sheet.pk)):
        work.try_again(item)


def is_stopped(sheet: SheetImport) -> bool:
    """Whether work on a file was tried too often and waits for a person."""
    return WorkItem.objects.parked().filter(kind=CARRY_ON, key=str(sheet.pk)).exists()


# --- What the row of work asks for ------------------------------------------------------------------------------------


def carry_on(pk: int, *, now: Callable[[], dt.datetime], seconds: float = RUN_SECONDS) -> None:
    """Do what the state of a file asks for, for so long and at least a step; then ask for the rest in another run."""
    end = time.monotonic() + seconds
    sheet = SheetImport.objects.select_related("province").filter(pk=pk).first()
    matcher = Matcher(sheet.province, sheet_pk=pk) if sheet is not None and sheet.is_in_work else None
    while sheet is not None and matcher is not None and sheet.is_in_work:
        try:
            _STEPS[State(sheet.state)](sheet, matcher, now(), end)
        except Overtaken:
            return
        except Clash:
            with transaction.atomic():
                _revert(sheet, Trouble.CHANGED)
        sheet = SheetImport.objects.select_related("province").filter(pk=pk).first()
        if sheet is not None and sheet.is_in_work and time.monotonic() > end:
            with transaction.atomic():
                work.ask(CARRY_ON, str(pk), now=now())
            return


def _stage(sheet: SheetImport, matcher: Matcher, now: dt.datetime, end: float) -> None:
    """Stage and check rows from the file until all of them are, or the time is over."""
    try:
        file = sheet.file.storage.open(str(sheet.file.name))
    except FileNotFoundError:
        SheetImport.objects.filter(pk=sheet.pk, state=State.READING).update(state=State.FAILED, trouble=Trouble.LOST)
        return
    with file:
        rows = ((number, cells) for number, cells in files.read_rows(file) if number > sheet.last_number)
        for chunk in _chunks(rows):
            matches = matcher.match(chunk)
            _blame_repeated(sheet, matches)
            content = {number: {name: list(cell) for name, cell in cells.items()} for number, cells in chunk}
            with transaction.atomic():
                _step(sheet, State.READING, matches)
                SheetRow.objects.bulk_create(
                    SheetRow(
                        sheet=sheet,
                        number=match.number,
                        key=match.key,
                        content=content[match.number],
                        problems=[problem.as_json() for problem in match.problems],
                        is_faulty=bool(match.problems),
                        effect=match.effect,
                        product=match.product,
                    )
                    for match in matches
                )
            if time.monotonic() > end:
                return
    with transaction.atomic():
        done = State.FAULTY if sheet.faulty_count else State.CHECKED
        if not SheetImport.objects.filter(pk=sheet.pk, state=State.READING).update(state=done, file=""):
            raise Overtaken
        _ask_for_removal(str(sheet.file.name), now)


def _prepare(sheet: SheetImport, matcher: Matcher, now: dt.datetime, end: float) -> None:
    """Make the next rows ready out of sight; after the last one, show everything."""
    rows = list(sheet.rows.filter(number__gt=sheet.last_number).order_by("number")[:CHUNK])
    if not rows:
        _show(sheet, now)
        return
    matches = matcher.match([(row.number, files.cells_of(row.content)) for row in rows])
    if any(match.problems for match in matches):
        _keep_problems(sheet, rows, matches)
        return
    for row, match in zip(rows, matches, strict=True):
        row.effect = match.effect
        row.product = match.product
    with transaction.atomic():
        _step(sheet, State.APPLYING, matches)
        _make_sources(rows, matches)
        _make_makers(sheet.province, rows, matches)
        _make_products(sheet, rows, matches)
        for row, match in zip(rows, matches, strict=True):
            row.change = _change_of(row, match)
            row.maker_type = match.maker_type if match.fills_maker_type else ""
        names = ("effect", "product_id", "maker_id", "source_id", "maker_type", *MADE, "change")
        update_each(
            SheetRow, names, [[stored(SheetRow, name, getattr(row, name)) for name in (*names, "id")] for row in rows]
        )


MADE: Final = ("has_made_product", "has_made_maker", "has_made_source")


def _keep_problems(sheet: SheetImport, rows: Iterable[SheetRow], matches: Iterable[Match]) -> None:
    """Rows that were right when the file was checked are not any more: say so, and load nothing."""
    with transaction.atomic():
        for row, match in zip(rows, matches, strict=True):
            if match.problems:
                row.problems, row.is_faulty, row.effect = [problem.as_json() for problem in match.problems], True, ""
                row.save(update_fields=["problems", "is_faulty", "effect"])
        faulty = sum(bool(match.problems) for match in matches)
        if not _revert(sheet, Trouble.CHANGED, faulty_count=faulty):
            raise Overtaken


def _show(sheet: SheetImport, now: dt.datetime) -> None:
    """Show everything the file brings, in one transaction that holds the write lock as shortly as can be.

    Raises ``Clash`` when a product is no longer as it was when its row was matched.
    """
    with transaction.atomic():
        if not SheetImport.objects.filter(pk=sheet.pk, state=State.APPLYING).update(
            state=State.SETTLING, applied_at=now, done_count=0, last_number=0
        ):
            raise Overtaken
        makers = sheet.rows.filter(has_made_maker=True).values("maker")
        Business.objects.filter(pk__in=makers, standing=Standing.LOADING).update(standing=Standing.FROM_SOURCES)
        typed = sheet.rows.exclude(maker_type="").order_by()
        for legal_type in list(typed.values_list("maker_type", flat=True).distinct()):
            makers = typed.filter(maker_type=legal_type).values("maker")
            silent = Business.objects.filter(pk__in=makers, legal_type="", standing=Standing.FROM_SOURCES)
            silent.update(legal_type=legal_type, version=F("version") + 1)
        new = sheet.rows.filter(has_made_product=True)
        hidden = Product.objects.filter(pk__in=new.values("product"), is_listed=False)
        if hidden.update(is_listed=True, listed_at=now, updated_at=now) != new.count():
            raise Clash
        changed = sheet.rows.filter(effect=SheetRow.Effect.CHANGED).order_by()
        pairs = changed.values_list("product_id", "change").iterator(chunk_size=2 * CHUNK)
        for chunk in _chunks(pairs, 2 * CHUNK):
            _show_changes([(product, Change(**change)) for product, change in chunk], now)


def _show_changes(changes: list[tuple[int, Change]], now: dt.datetime) -> None:
    moment = stored(Product, "updated_at", now)
    # Columns that stay are not written: each of them would be written into its indexes as well.
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for product, change in changes:
        seen = stored(Product, "updated_at", parse_datetime(change.seen))
        alike.setdefault(tuple(change.columns), []).append((*change.columns.values(), moment, product, seen, False))
    guard = ("id", "updated_at", "is_kept_by_producer")
    for names, rows in alike.items():
        if update_each(Product, (*names, "updated_at"), rows, where=guard) != len(rows):
            raise Clash
    delete_each(
        ProductMonth,
        ("product", "month"),
        [(product, month) for product, change in changes for month in change.months_gone],
    )
    insert_each(
        ProductMonth,
        ("product", "month"),
        [(product, month) for product, change in changes for month in change.months_new],
    )
    _link_sources((product, change.source) for product, change in changes)


def _settle(sheet: SheetImport, matcher: Matcher, now: dt.datetime, end: float) -> None:
    """Tell search and the history of the next rows, and forget the rows; after the last one the file is loaded."""
    rows = list(sheet.rows.order_by("number")[: 2 * CHUNK])
    with transaction.atomic():
        if not rows:
            if not SheetImport.objects.filter(pk=sheet.pk, state=State.SETTLING).update(state=State.APPLIED):
                raise Overtaken
            note = _("%(file)s: %(new)s sản phẩm mới, %(changed)s sản phẩm đổi") % {
                "file": sheet.file_name,
                "new": sheet.new_count,
                "changed": sheet.changed_count,
            }
            verb = Action.Verb.IMPORTED
            actions.record(verb=verb, actor=sheet.applied_by, province=sheet.province, note=note, now=now)
            return
        last = rows[-1].number
        if not SheetImport.objects.filter(pk=sheet.pk, state=State.SETTLING, last_number__lt=last).update(
            last_number=last, done_count=F("done_count") + len(rows)
        ):
            raise Overtaken
        moved = [row for row in rows if row.effect != SheetRow.Effect.SAME and row.product_id is not None]
        records_changed(Product, [row.product_id for row in moved])
        makers = {row.maker_id for row in rows if row.has_made_maker or row.maker_type}
        records_changed(Business, sorted(makers - {None}))
        Action.objects.bulk_create(
            Action(
                verb=Action.Verb.IMPORTED,
                actor_id=sheet.applied_by_id,
                province=sheet.province,
                product_id=row.product_id,
                note=sheet.file_name,
                done_at=sheet.applied_at or now,
            )
            for row in moved
        )
        sheet.rows.filter(number__lte=last).delete()


def _undo(sheet: SheetImport, matcher: Matcher, now: dt.datetime, end: float) -> None:
    """Take away some of what the file made out of sight: products first, then makers and sources."""
    with transaction.atomic():
        made = sheet.rows.filter(has_made_product=True).values_list("pk", "product")[:CHUNK]
        if pairs := list(made):
            hidden = Product.objects.filter(pk__in=[product for _row, product in pairs], is_listed=False)
            PermanentAddress.objects.filter(product__in=hidden).delete()
            hidden.delete()
            sheet.rows.filter(pk__in=[row for row, _product in pairs]).update(has_made_product=False, product=None)
            _count_down(sheet, len(pairs))
            return
        pairs = list(sheet.rows.filter(has_made_maker=True).values_list("pk", "maker")[:CHUNK])
        if pairs:
            unused = Business.objects.filter(
                pk__in=[maker for _row, maker in pairs], standing=Standing.LOADING, products=None
            )
            unused.delete()
            sheet.rows.filter(pk__in=[row for row, _maker in pairs]).update(has_made_maker=False)
            return
        pairs = list(sheet.rows.filter(has_made_source=True).values_list("pk", "source")[:CHUNK])
        if pairs:
            _unused_sources(sheet, [source for _row, source in pairs]).delete()
            sheet.rows.filter(pk__in=[row for row, _source in pairs]).update(has_made_source=False)
            return
        sheet.rows.update(change=None, source=None, maker=None)
        state = State.FAULTY if sheet.rows.filter(is_faulty=True).exists() else State.CHECKED
        counts = _counted(sheet)
        SheetImport.objects.filter(pk=sheet.pk, state=State.REVERTING).update(
            state=state, last_number=0, done_count=sheet.row_count, **counts
        )


_STEPS: Final[dict[State, Callable[[SheetImport, Matcher, dt.datetime, float], None]]] = {
    State.READING: _stage,
    State.APPLYING: _prepare,
    State.SETTLING: _settle,
    State.REVERTING: _undo,
}


# --- Making what is new -----------------------------------------------------------------------------------------------


def _make_sources(rows: list[SheetRow], matches: list[Match]) -> None:
    new: dict[NewSource, Source] = {}
    for row, match in zip(rows, matches, strict=True):
        if isinstance(match.source, NewSource) and match.source not in new:
            facts = asdict(match.source)
            new[match.source] = Source(**{**facts, "url": facts["url"] or None})
            row.has_made_source = True
    Source.objects.bulk_create(new.values())
    for row, match in zip(rows, matches, strict=True):
        source = new[match.source] if isinstance(match.source, NewSource) else match.source
        row.source_id = source.pk if source is not None else None


def _make_makers(province: Province, rows: list[SheetRow], matches: list[Match]) -> None:
    new: dict[str, Business] = {}
    sources: dict[str, set[int]] = {}
    for row, match in zip(rows, matches, strict=True):
        if isinstance(match.maker, NewMaker):
            made = new.get(match.maker.spelling)
            if made is None:
                made = Business(name=match.maker.name, standing=Standing.LOADING, province=province)
                made.set_keys()
                new[match.maker.spelling] = made
                row.has_made_maker = True
            made.legal_type = made.legal_type or match.maker_type
            if row.source_id is not None:
                sources.setdefault(match.maker.spelling, set()).add(row.source_id)
    slugs = _slugs(Business, [(made, [made.name]) for made in new.values()], lambda asked: ())
    for made in new.values():
        made.slug = slugs[id(made)]
    Business.objects.bulk_create(new.values())
    through = Business.sources.through
    through.objects.bulk_create(
        through(business_id=new[said].pk, source_id=source) for said, found in sources.items() for source in found
    )
    for row, match in zip(rows, matches, strict=True):
        maker = new[match.maker.spelling] if isinstance(match.maker, NewMaker) else match.maker
        row.maker_id = maker.pk if maker is not None else None


def _make_products(sheet: SheetImport, rows: list[SheetRow], matches: list[Match]) -> None:
    made: list[tuple[SheetRow, Match, Product]] = []
    for row, match in zip(rows, matches, strict=True):
        if match.product is None:
            product = Product(**match.columns, slug=match.slug, province=sheet.province, producer_id=row.maker_id)
            product.set_keys()
            made.append((row, match, product))
    unnamed = [
        (product, [product.name, f"{product.name} {match.values.get('maker', '')}"])
        for _row, match, product in made
        if not product.slug
    ]

    def asked_for(slugs: set[str]) -> Iterable[str]:
        keys = sheet.rows.filter(key__in=[slug_key(slug) for slug in slugs]).values_list("key", flat=True)
        return (key.removeprefix(slug_key("")) for key in keys)

    slugs = _slugs(Product, unnamed, asked_for)
    for product, _names in unnamed:
        product.slug = slugs[id(product)]
    Product.objects.bulk_create(product for _row, _match, product in made)
    PermanentAddress.objects.bulk_create(
        PermanentAddress(code=code, product=product)
        for (_row, _match, product), code in zip(made, _new_codes(len(made)), strict=True)
    )
    ProductMonth.objects.bulk_create(
        ProductMonth(product=product, month=month) for _row, match, product in made for month in match.months
    )
    for row, _match, product in made:
        row.product, row.has_made_product = product, True
    _link_sources((product.pk, row.source_id) for row, _match, product in made)


def _change_of(row: SheetRow, match: Match) -> dict[str, Any] | None:
    """How the product of a row changes, as JSON; None for a new one and one that stays."""
    product = match.product
    if product is None or not match.is_change:
        return None
    now = Product(**match.columns)
    now.producer_id = row.maker_id if "maker" in match.values else product.producer_id
    now.set_keys()
    was, months = months_of(product), set(match.months)
    source = row.source_id if row.source_id not in {one.pk for one in product.sources.all()} else None
    change = Change(
        columns={name: getattr(now, name) for name in WRITTEN if getattr(now, name) != getattr(product, name)},
        months_gone=sorted(was - months),
        months_new=sorted(months - was),
        source=source,
        seen=product.updated_at.isoformat(),
    )
    return asdict(change)


def _slugs(
    model: Any, wanted: list[tuple[Any, list[str]]], taken: Callable[[set[str]], Iterable[str]]
) -> dict[int, str]:
    """A free slug for each unsaved record, by ``id``: of the first of its names that is free, else with a code.

    ``taken`` tells which of these slugs another row of the file has asked for.
    """
    room = SLUG_CHARACTERS - codes.LENGTH - 1
    bases = {id(record): [slug for name in names if (slug := slugify(name, room))] for record, names in wanted}
    asked = {slug for slugs in bases.values() for slug in slugs}
    used = {*taken(asked), *model.objects.filter(slug__in=asked).values_list("slug", flat=True)}
    used |= getattr(model, "reserved_slugs", frozenset())
    found: dict[int, str] = {}
    for record, _names in wanted:
        slugs = bases[id(record)]
        free = next((slug for slug in slugs if slug not in used), "")
        found[id(record)] = free or "-".join((*slugs[:1], codes.new_code().lower()))
        used.add(found[id(record)])
    return found


def _new_codes(count: int) -> list[str]:
    """Codes that were never given."""
    found: set[str] = set()
    while len(found) < count:
        more = {codes.new_code() for _one in range(count - len(found))}
        found |= more - set(PermanentAddress.objects.filter(code__in=more).values_list("code", flat=True))
    return list(found)


def _link_sources(pairs: Iterable[tuple[int, int | None]]) -> None:
    through = Product.sources.through
    through.objects.bulk_create(
        (through(product_id=product, source_id=source) for product, source in pairs if source is not None),
        ignore_conflicts=True,
    )


def _unused_sources(sheet: SheetImport, keys: list[int]) -> Any:
    """Those of the sources that nothing refers to any more, tables of relations and hidden relations included."""
    unused = Source.objects.filter(pk__in=keys)
    for relation in Source._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        rows = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        if relation.related_model is SheetRow:
            rows = rows.exclude(sheet=sheet)
        unused = unused.filter(~Exists(rows))
    return unused


# --- Steps ------------------------------------------------------------------------------------------------------------


def _chunks(rows: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Lists of at most so many."""
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _blame_repeated(sheet: SheetImport, matches: list[Match]) -> None:
    """Tell rows that are about the product of an earlier one."""
    keys = {match.key for match in matches if match.key}
    first = dict(sheet.rows.filter(key__in=keys).order_by("-number").values_list("key", "number"))
    for match in matches:
        if match.key and first.setdefault(match.key, match.number) != match.number:
            match.problems.append(
                Problem("code" if "code" in match.values else "name", "twice", {"row": first[match.key]})
            )


def _step(sheet: SheetImport, state: State, matches: list[Match]) -> None:
    """Count rows as done, in the file and in ``sheet``. Raises ``Overtaken`` when somebody else has."""
    effects = [match.effect for match in matches]
    counts = {
        "new_count": effects.count(SheetRow.Effect.NEW),
        "changed_count": effects.count(SheetRow.Effect.CHANGED),
        "same_count": effects.count(SheetRow.Effect.SAME),
        "faulty_count": effects.count(""),
        "done_count": len(matches),
    }
    last = matches[-1].number
    mine = SheetImport.objects.filter(pk=sheet.pk, state=state, last_number=sheet.last_number)
    if not mine.update(last_number=last, **{name: F(name) + number for name, number in counts.items()}):
        raise Overtaken
    sheet.last_number = last
    for name, number in counts.items():
        setattr(sheet, name, getattr(sheet, name) + number)


def _revert(sheet: SheetImport, trouble: Trouble, **counts: int) -> bool:
    """Have everything taken away that the file made out of sight."""
    changed = SheetImport.objects.filter(pk=sheet.pk, state=State.APPLYING).update(
        state=State.REVERTING, trouble=trouble, last_number=0, **counts
    )
    return bool(changed)


def _no_counts() -> dict[str, int]:
    return {"new_count": 0, "changed_count": 0, "same_count": 0, "faulty_count": 0}


def _counted(sheet: SheetImport) -> dict[str, int]:
    """The counts of a file by its staged rows."""
    found = dict(sheet.rows.order_by().values_list("effect").annotate(Count("pk")))
    return {
        "new_count": found.get(SheetRow.Effect.NEW, 0),
        "changed_count": found.get(SheetRow.Effect.CHANGED, 0),
        "same_count": found.get(SheetRow.Effect.SAME, 0),
        "faulty_count": sheet.rows.filter(is_faulty=True).count(),
    }


def _count_down(sheet: SheetImport, rows: int) -> None:
    left = max(sheet.done_count - rows, 0)
    SheetImport.objects.filter(pk=sheet.pk, state=State.REVERTING).update(done_count=left)


# --- Files ------------------------------------------------------------------------------------------------------------


def _storage() -> Storage:
    storage: Storage = SheetImport._meta.get_field("file").storage
    return storage


def _ask_for_removal(name: str, now: dt.datetime) -> None:
    if name:
        work.ask(REMOVE, name, now=now)


def remove_file(name: str) -> None:
    """Delete a stored file unless a row names it."""
    if not SheetImport.objects.filter(file=name).exists():
        _storage().delete(name)


def forget(*, now: dt.datetime) -> int:
    """Take away files that nobody has loaded for 30 days, and stored files without a row; return how many files."""
    old = SheetImport.objects.filter(uploaded_at__lt=now - KEPT)
    count = 0
    for sheet in old.filter(state__in=(State.CHECKED, State.FAULTY, State.FAILED, State.READING)):
        try:
            discard(sheet=sheet, now=now)
        except Refused:
            continue
        count += 1
    storage = _storage()
    try:
        names = [f"{FOLDER}{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        names = []
    known = set(SheetImport.objects.exclude(file="").values_list("file", flat=True))
    for name in names:
        if name not in known and now - storage.get_modified_time(name) > YOUNG:
            remove_file(name)
    return count
