"""Pictures in the drafts of a business: judged like every upload, made public by the same pipeline.

A picture that an officer has seen never changes: other words for it (a description, an author) make another picture in
the draft, so that what is live shows what was approved. Each step merges into the newest draft and overwrites nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from portal.media import intake
from portal.media.models import Image
from products.consent_texts import PICTURE
from products.listing_content import MOST_PICTURES, ListingContent
from products.models import BusinessPicture, ListingDraft, Product
from products.services import listings
from products.services.errors import EditConflict, Refused

#: Where the media library keeps them: a tree of its own, because what editors may do holds for all below "Tất cả tệp".
COLLECTION: Final = "Hình của chủ thể"
#: How often a step begins anew when somebody saved the draft in between.
TRIES: Final = 5


@dataclass(frozen=True)
class Words:
    """What is said of a picture; ``licence`` and ``people`` are values of the media library."""

    alt_vi: str
    author: str
    licence: str
    people: str
    alt_en: str = ""


@transaction.atomic
def add(*, draft: ListingDraft, file: File[bytes], words: Words, actor: Any, now: dt.datetime) -> BusinessPicture:
    """Take a picture into a draft, as its last one. ``file`` is judged here unless it carries ``judged``.

    Raises ``ValidationError`` with a sentence for the uploader (no picture, there already, too many) and ``Refused``
    when the draft is not writable now; then nothing is kept.
    """
    judged = getattr(file, "judged", None) or intake.judge_picture(file)
    digest = intake.content_hash(file)
    shown = ListingContent.from_json(_newest(draft).content).pictures
    if len(shown) >= MOST_PICTURES:
        raise ValidationError(_("Sản phẩm đã có %(most)s hình, không thêm được nữa.") % {"most": MOST_PICTURES})
    if Image.objects.filter(pk__in=shown, file_hash=digest).exists():
        raise ValidationError(_("Hình này đã có trong sản phẩm. Hãy chọn hình khác."))
    image = Image(
        title=draft.name[: intake.TITLE_CHARACTERS] or intake.title_of(str(file.name)),
        collection=_collection(),
        uploaded_by_user=actor,
        **asdict(words),
    )
    intake.keep_facts(image, judged)
    image.latitude = image.longitude = None
    image.file_hash, image.file_size = digest, file.size
    name = f"hinh.{judged.format.lower()}"
    return _put_in(draft, image, name, file, actor, now, lambda pictures, key: (*pictures, key))


@transaction.atomic
def describe(*, draft: ListingDraft, picture: BusinessPicture, words: Words, actor: Any, now: dt.datetime) -> None:
    """Say something else of a picture of a draft. Raises ``Refused`` when the draft is not writable now."""
    if picture.image_id not in ListingContent.from_json(_newest(draft).content).pictures:
        raise Refused(_("Hình này không còn trong bản nháp."))
    image = picture.image
    if all(getattr(image, name) == value for name, value in asdict(words).items()):
        return
    # Writes nothing, and holds the row against somebody who submits.
    is_unseen = BusinessPicture.objects.filter(pk=picture.pk, first_submitted_at=None).update(first_submitted_at=None)
    if is_unseen:
        for name, value in asdict(words).items():
            setattr(image, name, value)
        image.save()
        return
    same = ("title", "collection", "width", "height", "captured_at", "camera", "file_hash", "file_size")
    other = Image(uploaded_by_user=actor, **{name: getattr(image, name) for name in same}, **asdict(words))
    with image.file.storage.open(image.file.name, "rb") as file:

        def in_its_place(pictures: tuple[int, ...], key: int) -> tuple[int, ...]:
            return tuple(key if one == image.pk else one for one in pictures)

        _put_in(draft, other, str(image.file.name), file, actor, now, in_its_place)


@transaction.atomic
def remove(*, draft: ListingDraft, image_id: int, actor: Any, now: dt.datetime) -> None:
    """Take a picture out of a draft; one that no officer has seen goes for good. Raises ``Refused``."""
    _change(draft, actor, now, lambda pictures: tuple(one for one in pictures if one != image_id))
    unseen = BusinessPicture.objects.filter(
        business_id=draft.business_id, image_id=image_id, first_submitted_at=None
    ).first()
    if unseen is not None and not _is_shown(unseen):
        unseen.image.delete()


@transaction.atomic
def lead_with(*, draft: ListingDraft, image_id: int, actor: Any, now: dt.datetime) -> None:
    """Make a picture of a draft its first one. Raises ``Refused``."""

    def first(pictures: tuple[int, ...]) -> tuple[int, ...]:
        rest = tuple(one for one in pictures if one != image_id)
        return (image_id, *rest) if len(rest) < len(pictures) else pictures

    _change(draft, actor, now, first)


def _put_in(
    draft: ListingDraft,
    image: Image,
    name: str,
    file: File[bytes],
    actor: Any,
    now: dt.datetime,
    placed: Callable[[tuple[int, ...], int], tuple[int, ...]],
) -> BusinessPicture:
    """Store a new picture with its row and write it into the draft; on failure no file is left."""
    image.file.save(name, file, save=False)
    try:
        image.save()
        row = BusinessPicture.objects.create(
            business_id=draft.business_id,
            image=image,
            added_at=now,
            added_by=actor,
            agreement_version=PICTURE.version,
        )
        _change(draft, actor, now, lambda pictures: placed(pictures, image.pk))
    except BaseException:
        image.file.storage.delete(image.file.name)
        raise
    return row


def _change(
    draft: ListingDraft, actor: Any, now: dt.datetime, change: Callable[[tuple[int, ...]], tuple[int, ...]]
) -> None:
    """Apply a change to the pictures of the newest version, again when somebody saved in between."""
    for attempt in range(1, TRIES + 1):
        newest = _newest(draft)
        content = ListingContent.from_json(newest.content)
        changed = replace(content, pictures=change(content.pictures))
        if changed == content:
            return
        try:
            listings.save(draft=newest, content=changed, version=newest.version, actor=actor, now=now)
        except EditConflict:
            if attempt == TRIES:
                raise
        else:
            draft.refresh_from_db()
            return


def _newest(draft: ListingDraft) -> ListingDraft:
    newest = ListingDraft.objects.get(pk=draft.pk)
    if newest.state not in listings.WRITABLE:
        raise Refused(_("Bản này đã gửi duyệt hoặc đã đóng nên chưa sửa được hình."))
    return newest


def _is_shown(picture: BusinessPicture) -> bool:
    """Whether a listing or another open draft shows the picture."""
    key = picture.image_id
    drafts = ListingDraft.objects.open().filter(business_id=picture.business_id).values_list("content", flat=True)
    return (
        Product.objects.filter(picture=key).exists()
        or Product.objects.filter(gallery__image=key).exists()
        or any(key in content.get("pictures", ()) for content in drafts)
    )


def _collection() -> Collection:
    # Behind the first tree, whatever its name: ``add_root`` sorts, and Wagtail takes the first one for its own.
    path = Collection.get_last_root_node()._inc_path()
    found: Collection = Collection.objects.get_or_create(depth=1, name=COLLECTION, defaults={"path": path})[0]
    return found
