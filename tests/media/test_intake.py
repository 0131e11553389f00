"""Every door of the media library against the hostile set: nothing breaks, nothing is left, nothing leaks."""

from __future__ import annotations

import io
import re
import tracemalloc
from contextlib import ExitStack
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from PIL import Image as Pillow
from wagtail.models import Collection, GroupCollectionPermission, UploadedFile

from portal.core import work
from portal.core.models import WorkItem
from portal.media import derivatives, intake, sandbox, sizes, uploads
from portal.media.models import Derivative, Image, derivative_storage
from tests import soak
from tests.media import doors, hostile
from tests.media.hostile import REFUSED, TAKEN, Sample
from tests.media.metadata import foreign

pytestmark = pytest.mark.django_db
EVERY = hostile.samples()


def core() -> list[Sample]:
    """One file of every kind and fate, and every fifth of the rest."""
    kinds: dict[tuple[str, ...], Sample] = {}
    for sample in EVERY:
        stem = re.sub(r"[-\d%x]+$", "", sample.name)
        kinds.setdefault((sample.group, sample.verdict, sample.code, stem), sample)
    chosen = {sample.name for sample in [*kinds.values(), *EVERY[::5]]}
    return [sample for sample in EVERY if sample.name in chosen]


CHOSEN = soak.part(EVERY, always=core())
#: A file goes through one door, or through all of them when soaking.
THROUGH = [
    (sample, door)
    for number, sample in enumerate(CHOSEN)
    for place, door in enumerate((*doors.DOORS, "edit"))
    if soak.SOAKING or number % 4 == place
]


def cases(verdict: str) -> list:
    """The files of one fate with their doors; names reach the database, of the rest every thirtieth is enough there."""
    chosen = [(sample, door) for sample, door in THROUGH if sample.verdict == verdict]
    return [
        pytest.param(
            sample,
            door,
            id=f"{sample}-{door}",
            marks=() if sample.group == "name" or number % 30 == 0 else (pytest.mark.once,),
        )
        for number, (sample, door) in enumerate(chosen)
    ]


@pytest.fixture
def client_of_editor():
    return doors.editor()


def sent(client_of_editor, door: str, name: str, content: bytes, **fields: str):
    """Send a file through a door; for the form of a picture that is there already, one is put there first."""
    if door != "edit":
        before = doors.stored()
        return before, doors.DOORS[door](client_of_editor, name, content, **fields)
    doors.single(client_of_editor, "truoc.jpg", hostile.encoded(hostile.scene(300, 240), "JPEG"))
    image = Image.objects.get()
    WorkItem.objects.all().delete()
    before = doors.stored()
    return before, doors.replacing(image)(client_of_editor, name, content, **fields)


def public_files(image: Image):
    """The derivatives of a picture with their bytes, from the storage."""
    for row in Derivative.objects.filter(image=image):
        with derivative_storage().open(row.file.name) as file:
            yield row, file.read()


def test_the_set_has_all_that_the_pipeline_must_bear():
    assert len(EVERY) >= 120
    assert len({sample.name for sample in EVERY}) == len(EVERY)
    assert {sample.group for sample in CHOSEN} == {sample.group for sample in EVERY}


@pytest.mark.parametrize(("sample", "door"), cases(REFUSED))
def test_refused_without_a_trace(client_of_editor, sample, door):
    content = sample.make()
    before, response = sent(client_of_editor, door, sample.file_name, content)
    assert response.status_code == 200
    assert doors.REFUSAL.search(doors.text_of(response)), doors.text_of(response)[:2000]
    assert doors.stored() == before


@pytest.mark.parametrize(("sample", "door"), cases(TAKEN))
def test_taken_and_made_clean(client_of_editor, sample, door):
    content = sample.make()
    _before, response = sent(client_of_editor, door, sample.file_name, content)
    assert response.status_code in (200, 302), doors.text_of(response)[:500]
    image = Image.objects.get()
    assert UploadedFile.objects.count() == 0
    assert re.fullmatch(r"pictures/[0-9a-f]{32}\.(jpg|png|webp|avif|heic|bin)", image.file.name)
    assert image.title == intake.plain(image.title, intake.TITLE_CHARACTERS) != ""
    assert (image.latitude, image.longitude) == (None, None)
    assert WorkItem.objects.filter(kind=derivatives.MAKE, key=str(image.pk)).count() == 1
    if sample.size:
        assert (image.width, image.height) == sample.size

    image.refresh_from_db()
    derivatives.make(image)
    image = Image.objects.get()
    assert image.is_ready
    for row, made in public_files(image):
        assert foreign(made, row.format) == [], (row.purpose, row.format)
        assert hostile.CANARY.encode() not in made
        with Pillow.open(io.BytesIO(made)) as picture:
            assert picture.size == (row.width, row.height)
            assert not picture.getexif()
            if sample.quarters and row.purpose == "page":
                seen = picture.convert("RGB")
                for number, expected in enumerate(sample.quarters):
                    place = (seen.width * (1 + number % 2 * 2) // 4, seen.height * (1 + number // 2 * 2) // 4)
                    assert near(seen.getpixel(place), expected), (row, number)
    remove(image)


@pytest.mark.once
@pytest.mark.parametrize("seed", soak.seeds())
def test_what_the_door_takes_can_be_made(seed):
    for number in range(soak.count(100)):
        format, content = hostile.garbled(seed * 1000 + number)
        try:
            judged = intake.judge_picture(doors.upload("a", content))
        except ValidationError:
            continue
        wanted = [asdict(one) for one in sizes.wanted(judged.width, judged.height, portrait=False)][:2]
        request = {"do": "make", "format": format, "width": judged.width, "height": judged.height, "focus": None}
        request |= {"every": wanted, "wanted": wanted}
        answers = list(sandbox.run("pictures", request, content, seconds=60))
        assert [bool(made) for _facts, made in answers] == [False, True, True], (seed, number, format, answers[0])


def near(colour, expected: str) -> bool:
    """Whether a colour is that of the scene, which is up to 16 levels lighter towards the bottom."""
    wanted = (int(expected[start : start + 2], 16) for start in (1, 3, 5))
    return all(-8 <= one - two <= 24 for one, two in zip(colour, wanted, strict=True))


def remove(image: Image) -> None:
    """Take the files of a test away; its rows are rolled back."""
    for row in image.derivatives.all():
        derivative_storage().delete(row.file.name)
    image.file.delete(save=False)


REASONS = {
    "empty": b"",
    "format": b"GIF89a" + bytes(50),
    "pixels": hostile.with_frame_size(hostile.jpeg(), 65535, 65535),
    "small": hostile.encoded(Pillow.new("RGB", (100, 300)), "PNG"),
    "narrow": hostile.encoded(Pillow.new("RGB", (200, 2100)), "PNG"),
    "unreadable": hostile.jpeg()[:3000],
}


@pytest.mark.once
class TestMessages:
    """A refusal says what is wrong and what to do, in the language of whoever sent the file."""

    @pytest.mark.parametrize("language", ["vi", "en"])
    @pytest.mark.parametrize("door", [*doors.DOORS, "edit"])
    def test_every_door_speaks_the_editors_language(self, door, language):
        before, response = sent(doors.editor("editor", language), door, "hinh.jpg", REASONS["unreadable"])
        text = doors.text_of(response)
        assert refusal(REASONS["unreadable"], language).message in text
        if language == "en":
            assert refusal(REASONS["unreadable"], "vi").message not in text
        assert doors.stored() == before

    @pytest.mark.parametrize("reason", REASONS)
    def test_a_reason_is_said_in_both_languages(self, reason):
        errors = [refusal(REASONS[reason], language) for language in ("vi", "en")]
        assert [error.code for error in errors] == [reason, reason]
        assert [bool(doors.REFUSAL.match(error.message)) for error in errors] == [True, False]

    def test_a_format_is_named_that_people_send_by_mistake(self):
        assert "GIF" in refusal(b"GIF89a" + bytes(50)).message
        assert "phim" in refusal(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom").message

    def test_the_size_of_the_picture_is_said(self):
        assert "65535 × 65535" in refusal(REASONS["pixels"]).message


def refusal(content: bytes, language: str = "vi"):
    """Why a picture is refused, as it is said in a language."""
    with translation.override(language), pytest.raises(ValidationError) as caught:
        intake.judge_picture(doors.upload("hinh.jpg", content))
    return caught.value


class TestSameBytes:
    """The same bytes are kept once, as far as the editor may know of them."""

    @pytest.mark.parametrize("door", [*doors.DOORS, "edit"])
    def test_the_editor_is_led_to_the_picture_that_is_there(self, client_of_editor, door):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg(), title="Ruộng bậc thang")
        known = Image.objects.get()
        if door == "edit":
            doors.single(client_of_editor, "b.jpg", hostile.webp())
            before, response = (
                doors.stored(),
                doors.replacing(Image.objects.exclude(pk=known.pk).get())(client_of_editor, "c.png", hostile.jpeg()),
            )
        else:
            before, response = sent(client_of_editor, door, "khac.png", hostile.jpeg())
        body = response.json() if response["Content-Type"].startswith("application/json") else response.content.decode()
        said = (body.get("error_message") or body.get("htmlFragment")) if isinstance(body, dict) else body
        assert f'href="{reverse("wagtailimages:edit", args=[known.pk])}"' in said
        assert "Ruộng bậc thang" in said
        assert doors.stored() == before

    def test_a_title_in_the_message_is_no_markup(self, client_of_editor):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg(), title="<img src=x onerror=alert(1)>")
        _before, response = sent(client_of_editor, "multiple", "b.jpg", hostile.jpeg())
        assert "&lt;img" in response.json()["error_message"]

    def test_saving_a_picture_without_a_new_file_is_no_duplicate(self, client_of_editor):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg())
        image = Image.objects.get()
        data = {"title": "Tên mới", "collection": str(image.collection_id), "tags": ""}
        assert client_of_editor.post(reverse("wagtailimages:edit", args=[image.pk]), data).status_code == 302
        image.refresh_from_db()
        assert image.title == "Tên mới"

    def test_a_picture_that_the_editor_may_not_choose_is_not_revealed(self, client_of_editor):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg(), title="Giấu kín")
        hidden = Collection.get_first_root_node().add_child(name="Giấu")
        shown = Collection.get_first_root_node().add_child(name="Chung")
        image = Image.objects.get()
        Image.objects.update(collection=hidden)
        GroupCollectionPermission.objects.update(collection=shown)
        _before, response = sent(client_of_editor, "single", "b.jpg", hostile.jpeg(), collection=str(shown.pk))
        assert response.status_code == 302
        assert Image.objects.exclude(pk=image.pk).get().file_hash == image.file_hash


@pytest.mark.once
class TestFacts:
    """When and with what is kept; where only when the uploader says so."""

    @pytest.mark.parametrize("make", [hostile.jpeg, hostile.png, hostile.webp, hostile.avif, hostile.heic])
    def test_when_and_with_what(self, client_of_editor, make):
        doors.single(client_of_editor, "a.jpg", make())
        image = Image.objects.get()
        assert image.captured_at.isoformat() == "2025-03-07T23:30:00+00:00"
        assert image.camera == "Tay Bac Mot"
        assert (image.latitude, image.longitude) == (None, None)

    @pytest.mark.parametrize("door", ["single", "chooser", "edit"])
    def test_where_with_the_box_ticked(self, client_of_editor, door):
        sent(client_of_editor, door, "a.jpg", hostile.jpeg(), keep_place="on")
        image = Image.objects.get()
        assert (image.latitude, image.longitude) == (Decimal("21.325"), Decimal("103.9"))

    def test_taking_the_tick_away_forgets_the_place(self, client_of_editor):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg(), keep_place="on")
        image = Image.objects.get()
        data = {"title": "x", "collection": str(image.collection_id), "tags": ""}
        client_of_editor.post(reverse("wagtailimages:edit", args=[image.pk]), data)
        image.refresh_from_db()
        assert (image.latitude, image.longitude) == (None, None)

    def test_whoever_agrees_later_has_the_place_kept_then(self, client_of_editor):
        pk = doors.multiple(client_of_editor, "a.jpg", hostile.jpeg()).json()["image_id"]
        address = reverse("wagtailimages:edit_multiple", args=[pk])
        data = {"title": "x", "collection": str(Collection.get_first_root_node().pk), "tags": "", "keep_place": "on"}
        answer = client_of_editor.post(
            address,
            {f"image-{pk}-{key}": value for key, value in data.items()},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert answer.json()["success"]
        image = Image.objects.get()
        assert (image.latitude, image.longitude) == (Decimal("21.325"), Decimal("103.9"))

    def test_a_place_that_no_file_names_cannot_be_kept(self, client_of_editor):
        doors.single(client_of_editor, "a.jpg", hostile.encoded(hostile.scene(400, 300), "JPEG"))
        image = Image.objects.get()
        address = reverse("wagtailimages:edit", args=[image.pk])
        data = {"title": "x", "collection": str(image.collection_id), "tags": "", "keep_place": "on"}
        assert "không ghi nơi chụp" in doors.text_of(client_of_editor.post(address, data))
        Path(settings.MEDIA_ROOT, "originals", image.file.name).unlink()
        assert "Không tìm thấy tệp gốc" in doors.text_of(client_of_editor.post(address, data))

    def test_another_file_brings_its_own_facts(self, client_of_editor):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg(), keep_place="on")
        image = Image.objects.get()
        doors.replacing(image)(
            client_of_editor, "b.jpg", hostile.encoded(hostile.scene(400, 300), "JPEG"), keep_place="on"
        )
        image.refresh_from_db()
        assert (image.latitude, image.longitude, image.captured_at, image.camera) == (None, None, None, "")
        assert (image.width, image.height) == (400, 300)


class TestNames:
    """Titles come from file names; nothing else does."""

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("../../../../etc/passwd.jpg", "passwd"),
            ("moc-chau\u202egpj.exe", "moc-chaugpj"),
            (".jpg", "Hình chưa đặt tên"),
            ("\u200b\u202e.jpg", "Hình chưa đặt tên"),
            ("Hoa mận 12.1.2025.jpg", "Hoa mận 12.1.2025"),
            ("🌸🏔️.jpg", "🌸🏔️"),
            ("hinh_mua_hoa.php.jpg", "hinh mua hoa"),
        ],
    )
    def test_without_a_title_the_name_is_one(self, client_of_editor, name, title):
        for number, fields in enumerate(({}, {"title": ""})):
            picture = hostile.encoded(hostile.scene(300 + number, 240), "PNG")
            response = doors.multiple(client_of_editor, name, picture, **fields)
            assert response.json()["success"]
            image = Image.objects.latest("pk")
            assert UploadedFile.objects.count() == 0
            assert image.title == title
            remove(image)


class TestTogether:
    """A picture, its file and its work are there together, or none of them is."""

    @pytest.mark.parametrize("door", doors.DOORS)
    def test_without_its_work_there_is_no_picture(self, client_of_editor, door, monkeypatch):
        monkeypatch.setattr(derivatives, "MAKE", "nobody does this")
        with pytest.raises(work.UnknownWork):
            doors.DOORS[door](client_of_editor, "a.jpg", hostile.jpeg())
        assert not Image.objects.exists()

    def test_a_change_that_fails_keeps_the_file_that_was_there(self, client_of_editor, monkeypatch):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg())
        image = Image.objects.get()
        monkeypatch.setattr(derivatives, "MAKE", "nobody does this")
        with pytest.raises(work.UnknownWork):
            doors.replacing(image)(client_of_editor, "b.jpg", hostile.encoded(hostile.scene(400, 300), "JPEG"))
        assert Image.objects.get().file_hash == image.file_hash
        assert image.file.storage.exists(image.file.name)

    def test_another_file_has_a_middle_of_its_own(self, client_of_editor):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg())
        image = Image.objects.get()
        middle = {f"focal_point_{name}": "90" for name in ("x", "y", "width", "height")}
        Image.objects.update(**middle)
        doors.replacing(image)(client_of_editor, "b.jpg", hostile.encoded(hostile.scene(400, 300), "JPEG"), **middle)
        assert Image.objects.get().focus is None

    def test_a_change_that_succeeds_takes_the_file_away(self, client_of_editor, django_capture_on_commit_callbacks):
        doors.single(client_of_editor, "a.jpg", hostile.jpeg())
        image = Image.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            doors.replacing(image)(client_of_editor, "b.jpg", hostile.encoded(hostile.scene(400, 300), "JPEG"))
        assert not image.file.storage.exists(image.file.name)
        assert Image.objects.get().file_hash != image.file_hash


class TestUnfinished:
    """Nothing waits in Wagtail's store of unfinished uploads, which nobody empties."""

    @pytest.mark.parametrize("collection", ["", "999999", "abc"])
    def test_a_collection_that_is_none(self, client_of_editor, collection):
        shown = Collection.get_first_root_node().add_child(name="Chung")
        before, response = sent(client_of_editor, "multiple", "a.jpg", hostile.jpeg(), collection=collection)
        assert response.status_code == 200
        assert response.json()["success"] is False
        assert response.json()["error_message"]
        assert doors.stored() == before
        _before, response = sent(client_of_editor, "multiple", "a.jpg", hostile.jpeg(), collection=str(shown.pk))
        assert response.json()["success"]
        remove(Image.objects.get())


class Endless(io.RawIOBase):
    """A request's body: a form with a file of ``size`` bytes, made while it is read; notes the most on disk."""

    def __init__(self, fields: dict[str, str], file_field: str, size: int) -> None:
        whole = doors.multipart(fields, file_field, "lon.jpg", hostile.jpeg() + b"|")
        head, self.tail = whole["data"].rsplit(b"|", 1)
        self.head, self.left = io.BytesIO(head), size - len(hostile.jpeg())
        self.end = io.BytesIO(self.tail)
        self.length = len(head) + self.left + len(self.tail)
        self.most_on_disk = 0

    def read(self, size: int = -1) -> bytes:
        """The next part, never more than a mebibyte."""
        folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
        self.most_on_disk = max(self.most_on_disk, sum(path.stat().st_size for path in folder.iterdir()))
        size = min(size if size >= 0 else 2**20, 2**20)
        if found := self.head.read(size):
            return found
        if self.left:
            part = bytes(min(size, self.left))
            self.left -= len(part)
            return part
        return self.end.read(size)


class TestMuch:
    """Uploads of any size end with a message, and neither memory nor disk grows with them."""

    @pytest.mark.parametrize(
        ("size", "said"), [(15 * 2**20 + 1, "15,1 MB"), (22 * 2**20, "22,0 MB"), (200 * 2**20, "200,0 MB")]
    )
    def test_a_large_file_is_refused_by_its_size(self, client_of_editor, size, said):
        before = doors.stored()
        fields = {"title": doors.TITLE, "collection": str(Collection.get_first_root_node().pk)}
        body = Endless(fields, "file", size)
        tracemalloc.start()
        response = client_of_editor.generic(
            "POST",
            reverse("wagtailimages:add"),
            **{
                "wsgi.input": body,
                "CONTENT_TYPE": f"multipart/form-data; boundary={doors.BOUNDARY}",
                "CONTENT_LENGTH": str(body.length),
            },
        )
        _now, most_memory = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert response.status_code == 200
        assert f"Tệp này nặng {said}, nhiều nhất là 15,0 MB" in doors.text_of(response)
        assert doors.stored() == before
        assert body.most_on_disk <= uploads.MOST_A_FILE
        assert most_memory < 40 * 2**20

    def test_just_as_much_as_is_allowed_is_taken(self, client_of_editor):
        content = hostile.jpeg() + bytes(15 * 2**20 - len(hostile.jpeg()))
        response = doors.single(client_of_editor, "a.jpg", content)
        assert response.status_code == 302
        assert Image.objects.get().file_size == 15 * 2**20
        remove(Image.objects.get())

    def test_many_files_of_one_request_have_one_bound(self, monkeypatch, rf):
        monkeypatch.setattr(uploads, "MOST_A_FILE", 4_000_000)
        monkeypatch.setattr(uploads, "MOST_A_REQUEST", 7_000_000)
        files = {f"file{number}": doors.upload("a.jpg", bytes([number]) * 3_000_000) for number in range(4)}
        request = rf.post("/", files)
        received = {name: (file.size, len(file.read())) for name, file in request.FILES.items()}
        request.close()
        whole, dropped = (3_000_000, 3_000_000), (3_000_000, 0)
        assert received == {"file0": whole, "file1": whole, "file2": dropped, "file3": dropped}


class TestTurns:
    """Uploads wait for each other, and a busy door says so."""

    def test_a_door_without_a_free_turn_says_when_to_come_back(self, client_of_editor, monkeypatch):
        monkeypatch.setattr(sandbox, "PATIENCE", 0.05)
        with ExitStack() as stack:
            for _turn in range(sandbox.AT_ONCE):
                assert sandbox._turns.acquire(blocking=False)
                stack.callback(sandbox._turns.release)
            before, response = sent(client_of_editor, "single", "a.jpg", hostile.jpeg())
        assert "Đang có nhiều tệp" in doors.text_of(response)
        assert doors.stored() == before
        assert doors.single(client_of_editor, "a.jpg", hostile.jpeg()).status_code == 302
        remove(Image.objects.get())
