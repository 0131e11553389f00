"""Processing of pictures that were taken: limits of the child, colours, focal points, what a killed worker leaves."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageDraw, ImageStat

from portal.core import work
from portal.core.models import WorkItem
from portal.media import derivatives, intake, sandbox, sizes
from portal.media.models import Derivative, Image, derivative_storage
from portal.media.sandboxed.pictures import ENCODING
from tests.media import doors, hostile
from tests.media.pictures import jpeg, library_picture

pytestmark = pytest.mark.django_db
PROGRAM = sandbox.PROGRAMS / "pictures.py"
#: Programs that a fault of a decoder could turn ours into; each but the first keeps to our program's own limits.
TAKEN_OVER = {
    "does-not-read": "import time; time.sleep(60)",
    "crashes": "import os, sys; sys.stdin.buffer.read(); os.abort()",
    "wants-memory": "sys.stdin.buffer.read(); whole = bytearray(3 * 1024**3); answer(sys.stdout.buffer, {'width': 9})",
    "wants-time": "resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass",
    "sleeps": "import time; sys.stdin.buffer.read(); time.sleep(60)",
    "writes-a-file": (
        "with open('evil', 'wb') as evil: evil.write(b'x')\nanswer(sys.stdout.buffer, {'width': 300, 'height': 300})"
    ),
    "says-nothing": "sys.stdin.buffer.read()",
    "says-something-else": "sys.stdin.buffer.read(); print('<html>')",
    "says-a-list": "sys.stdin.buffer.read(); print('[1]')",
    "says-one-endless-line": "sys.stdin.buffer.read()\nwhile True: sys.stdout.buffer.write(b'[' * 65536)",
    "announces-too-much": "sys.stdin.buffer.read(); print('{\"size\": 99999999999}')",
    "breaks-off": "sys.stdin.buffer.read(); print('{\"size\": 500}'); print('short')",
    "fails-at-the-end": "sys.stdin.buffer.read(); answer(sys.stdout.buffer, {'width': 300, 'height': 300}); 1 / 0",
}
WITHOUT_LIMITS = {"does-not-read", "crashes"}


@pytest.fixture
def taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put another program in the place of ours, with little time and in a folder of its own."""

    def put(name: str) -> None:
        head = f"import runpy\nglobals().update(runpy.run_path({str(PROGRAM)!r}, run_name='ours'))\nlimit('inspect')\n"
        (tmp_path / "pictures.py").write_text(("" if name in WITHOUT_LIMITS else head) + TAKEN_OVER[name])
        monkeypatch.setattr(sandbox, "PROGRAMS", tmp_path)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(intake, "SECONDS", 3.0)
        monkeypatch.setattr(derivatives, "SECONDS", 3.0)

    return put


def listening(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The requests that children get from now on."""
    asked: list[dict[str, Any]] = []
    run = sandbox.run

    def noting(program: str, request: dict[str, Any], *others: Any, **options: Any) -> Any:
        asked.append(request)
        return run(program, request, *others, **options)

    monkeypatch.setattr(sandbox, "run", noting)
    return asked


def everything_due() -> int:
    """Carry out all work as if an hour had passed: what failed is tried again at once."""
    later = timezone.now() + dt.timedelta(hours=2)
    return work.sweep(seconds=60, now=lambda: later)


class TestLimits:
    """A child may die, hang or lie; the door refuses, the row is parked, and nobody else notices."""

    @pytest.mark.once
    @pytest.mark.parametrize("name", TAKEN_OVER)
    def test_at_the_door(self, taken_over: Callable[[str], None], name: str) -> None:
        browser = doors.editor()
        taken_over(name)
        before, start = doors.stored(), time.monotonic()
        response = doors.single(browser, "a.jpg", hostile.jpeg())
        assert response.status_code == 200
        assert doors.REFUSAL.search(doors.text_of(response))
        assert time.monotonic() - start < 20
        assert doors.stored() == before
        assert not Path("evil").exists() or not Path("evil").read_bytes()

    def test_every_turn_is_given_back(self, taken_over: Callable[[str], None]) -> None:
        taken_over("crashes")
        for _number in range(sandbox.AT_ONCE + 1):
            with pytest.raises(sandbox.Unanswered):
                sandbox.first("pictures", {"do": "inspect"}, hostile.jpeg(), seconds=3)
        # Whoever stops listening gives its turn back as well.
        for _number in range(sandbox.AT_ONCE + 1):
            answers = sandbox.run("pictures", {"do": "inspect"}, hostile.jpeg(), seconds=3)
            answers.close()
        assert sandbox._turns.acquire(blocking=False)
        sandbox._turns.release()

    @pytest.mark.once
    @pytest.mark.parametrize("name", ["crashes", "wants-memory", "sleeps"])
    def test_in_the_library(
        self, taken_over: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        poison, good = library_picture(made=False), library_picture(made=False)
        taken_over(name)
        for _attempt in range(work.MAX_ATTEMPTS):
            assert not work.carry_out(item_of(poison).pk, now=timezone.now() + dt.timedelta(hours=2))
        assert item_of(poison).state == WorkItem.State.PARKED
        assert "Unanswered" in item_of(poison).last_error
        assert item_of(poison).attempts == work.MAX_ATTEMPTS
        monkeypatch.setattr(sandbox, "PROGRAMS", PROGRAM.parent)
        assert everything_due() == 1
        assert Image.objects.get(pk=good.pk).is_ready
        assert not poison.derivatives.exists()

    def test_a_file_that_went_bad_stops_nobody(self) -> None:
        poison, good = library_picture(made=False), library_picture(made=False)
        with poison.file.storage.open(poison.file.name, "wb") as file:
            file.write(jpeg()[:2000])
        everything_due()
        assert Image.objects.get(pk=good.pk).is_ready
        assert item_of(poison).state == WorkItem.State.PARKED
        assert "Unprocessable" in item_of(poison).last_error

    def test_a_lost_original_stops_nobody(self) -> None:
        poison, good = library_picture(made=False), library_picture(made=False)
        poison.file.storage.delete(poison.file.name)
        everything_due()
        assert Image.objects.get(pk=good.pk).is_ready
        assert item_of(poison).state == WorkItem.State.PARKED


def item_of(image: Image) -> WorkItem:
    """The work row of a picture."""
    return WorkItem.objects.get(kind=derivatives.MAKE, key=str(image.pk))


def taken(content: bytes, name: str = "a.jpg") -> Image:
    """A picture that came in by the door, and its files."""
    response = doors.single(doors.editor(), name, content)
    assert response.status_code == 302, doors.text_of(response)
    image = Image.objects.latest("pk")
    derivatives.make(image)
    return Image.objects.get(pk=image.pk)


def shown(image: Image, purpose: str = "page") -> list[tuple[Derivative, Pillow.Image]]:
    """The decoded files of a picture for a purpose, largest first."""
    found = []
    for row in image.derivatives.filter(purpose=purpose).order_by("-width"):
        with derivative_storage().open(row.file.name) as file, Pillow.open(io.BytesIO(file.read())) as picture:
            found.append((row, picture.convert("RGB")))
    return found


def flat(mode: str, colour: Any) -> Pillow.Image:
    """A picture of one colour."""
    return Pillow.new(mode, (400, 300), colour)


@pytest.mark.once
class TestColours:
    """The public files show in sRGB what the original shows in its own colours."""

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (hostile.encoded(flat("RGB", (180, 60, 40)), "JPEG", quality=95), (180, 60, 40)),
            # Without a profile, ink is the complement of light.
            (hostile.encoded(flat("CMYK", (0, 128, 200, 0)), "JPEG", quality=95), (255, 127, 55)),
            (hostile.encoded(flat("CMYK", (40, 40, 40, 100)), "JPEG", quality=95), (131, 131, 131)),
            # By the published matrices of both spaces, on paper; the same numbers in sRGB would be paler.
            (
                hostile.encoded(flat("RGB", (200, 100, 50)), "JPEG", quality=95, icc_profile=hostile.profile("P3")),
                (216, 92, 24),
            ),
            (hostile.encoded(flat("RGB", (200, 100, 50)), "PNG", icc_profile=hostile.profile()), (200, 100, 50)),
            (hostile.deep_colour(), (200, 100, 50)),
            (hostile.encoded(flat("RGB", (12, 200, 90)).quantize(16), "PNG"), (12, 200, 90)),
            (hostile.encoded(flat("LA", (90, 128)), "PNG"), (172, 172, 172)),
            (hostile.encoded(flat("RGBA", (0, 0, 255, 128)), "WEBP", lossless=True), (127, 127, 255)),
            (hostile.encoded(flat("L", 77), "AVIF", quality=90, speed=10), (77, 77, 77)),
        ],
        ids=[
            "rgb",
            "cmyk-orange",
            "cmyk-grey",
            "p3",
            "srgb-profile",
            "16-bit",
            "palette",
            "grey-alpha",
            "alpha",
            "grey",
        ],
    )
    def test_a_flat_colour_stays_what_it_is(self, content: bytes, expected: tuple[int, int, int]) -> None:
        image = taken(content)
        for row, picture in shown(image):
            mean = ImageStat.Stat(picture).mean
            assert all(abs(one - two) <= 4 for one, two in zip(mean, expected, strict=True)), (row.format, mean)
        dominant = [int(image.dominant[start : start + 2], 16) for start in (1, 3, 5)]
        assert all(abs(one - two) <= 4 for one, two in zip(dominant, expected, strict=True))

    def test_sixteen_bits_of_grey_keep_their_steps(self) -> None:
        for row, picture in shown(taken(hostile.deep_grey())):
            for column in (16, 64, 128, 192, 240):
                seen = picture.getpixel((column, 128))
                assert isinstance(seen, tuple)
                assert all(abs(level - column) <= 5 for level in seen), (row.format, column, seen)

    def test_what_is_transparent_is_white(self) -> None:
        for row, picture in shown(taken(hostile.encoded(hostile.see_through(), "PNG"))):
            width, height = picture.size
            clear = ImageStat.Stat(picture.crop((width * 5 // 8, height // 8, width * 7 // 8, height * 7 // 8)))
            assert min(clear.mean) >= 252, row.format


def target(x: int, y: int, number: int = 0) -> bytes:
    """A grey picture of 1600 × 1200 with a green mark at a point."""
    picture = Pillow.new("RGB", (1600, 1200), (90 + number, 90, 90))
    ImageDraw.Draw(picture).ellipse((x - 40, y - 40, x + 40, y + 40), fill="#00ff00")
    return hostile.encoded(picture, "JPEG", quality=90)


def has_mark(picture: Pillow.Image) -> bool:
    """Whether the green mark can be seen in a crop."""
    red, green, blue = picture.resize((160, 160)).split()
    strong = [
        g > 180 and r < 110 and b < 110 for r, g, b in zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
    ]
    return sum(strong) >= 10


class TestFocus:
    """What matters in a picture is in each of its crops, and a change of mind reaches them."""

    @pytest.mark.once
    @pytest.mark.parametrize(("x", "y"), [(100, 100), (1500, 100), (100, 1100), (1500, 1100), (800, 600)])
    def test_every_crop_holds_the_point_that_an_editor_chose(self, x: int, y: int) -> None:
        image = library_picture(
            made=False, content=target(x, y), wants_portrait=True, focal_point_x=x, focal_point_y=y,
            focal_point_width=80, focal_point_height=80,
        )  # fmt: skip
        derivatives.make(image)
        for purpose in ("card", "portrait", "social"):
            crops = shown(image, purpose)
            assert crops
            for row, picture in crops:
                assert has_mark(picture), (purpose, row.format, row.width)

    @pytest.mark.once
    @pytest.mark.parametrize(("x", "y"), [(400, 250), (1200, 950), (800, 600)])
    def test_a_point_is_suggested_where_something_is(self, x: int, y: int) -> None:
        image = library_picture(made=False, content=target(x, y), wants_portrait=True)
        derivatives.make(image)
        image.refresh_from_db()
        assert image.suggested_x is not None
        assert image.suggested_y is not None
        assert abs(image.suggested_x - 0.5) <= abs(x / 1600 - 0.5) + 0.02  # never beyond what it points at
        assert (image.suggested_x - 0.5) * (x / 1600 - 0.5) >= 0
        assert (image.suggested_y - 0.5) * (y / 1200 - 0.5) >= 0
        for row, picture in [*shown(image, "card"), *shown(image, "portrait")]:
            assert has_mark(picture), (row.purpose, row.format)

    def test_another_point_makes_other_crops_and_the_old_files_go_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        image = library_picture(content=target(100, 100), focal_point_x=100, focal_point_y=100)
        asked = listening(monkeypatch)
        before = {row.kind: row.file.name for row in image.derivatives.all()}
        image.focal_point_x, image.focal_point_y = 1500, 1100
        image.save()
        assert not Image.objects.get(pk=image.pk).is_ready
        assert WorkItem.objects.filter(kind=derivatives.MAKE, key=str(image.pk)).exists()
        # Until the new crops are there, the old ones are shown.
        assert Image.objects.get(pk=image.pk).files_for("card")

        assert work.sweep(seconds=60) == 1
        assert {one["purpose"] for request in asked for one in request["wanted"]} == {"card", "social"}
        image = Image.objects.get(pk=image.pk)
        assert image.is_ready
        after = {row.kind: row.file.name for row in image.derivatives.all()}
        storage = derivative_storage()
        assert before.keys() == after.keys()
        for kind, name in before.items():
            assert (name == after[kind]) == (kind[0] == "page"), kind
            assert storage.exists(name)  # pages that are out there still name it

        soon, late = timezone.now() + derivatives.GRACE / 2, timezone.now() + derivatives.GRACE * 1.1
        work.sweep(seconds=30, now=lambda: soon)
        assert all(storage.exists(name) for name in before.values())
        work.sweep(seconds=30, now=lambda: late)
        assert {name for name in {*before.values(), *after.values()} if storage.exists(name)} == set(after.values())
        assert not WorkItem.objects.exists()

    def test_a_change_of_mind_and_back_keeps_the_files(self) -> None:
        image = library_picture(content=target(100, 100), focal_point_x=100, focal_point_y=100)
        names = set(image.derivatives.values_list("file", flat=True))
        for x, y in ((1500, 1100), (100, 100)):
            image.focal_point_x, image.focal_point_y = x, y
            image.save()
            work.sweep(seconds=60)
        late = timezone.now() + derivatives.GRACE * 1.1
        work.sweep(seconds=30, now=lambda: late)
        assert set(Image.objects.get(pk=image.pk).derivatives.values_list("file", flat=True)) == names
        assert all(derivative_storage().exists(name) for name in names)

    def test_the_whole_picture_does_not_move_with_the_point(self) -> None:
        # 800 of 901 pixels in width are 533.6 of 601 in height: rounding cuts a little off somewhere.
        image = library_picture(content=jpeg(901, 601), focal_point_x=0, focal_point_y=0)
        before = set(image.derivatives.filter(purpose="page").values_list("file", flat=True))
        image.derivatives.all().delete()
        image.focal_point_x, image.focal_point_y = 900, 600
        image.save()
        derivatives.make(Image.objects.get(pk=image.pk))
        assert set(image.derivatives.filter(purpose="page").values_list("file", flat=True)) == before != set()


class TestRecipes:
    """A change of how files are encoded makes those files stale, and no others."""

    def test_other_settings_of_a_format(self, monkeypatch: pytest.MonkeyPatch) -> None:
        image = library_picture(made=None, content=jpeg(1700, 1000))
        monkeypatch.setitem(ENCODING, "webp", {**ENCODING["webp"], "quality": 42})
        assert not image.is_ready
        assert {one.kind for one in derivatives.missing(image)} == {
            one.kind for one in image.wanted if one.format == "webp"
        }

    def test_other_pixels(self, monkeypatch: pytest.MonkeyPatch) -> None:
        image = library_picture(made=None)
        monkeypatch.setattr(sizes, "VERSION", sizes.VERSION + 1)
        assert derivatives.missing(image) == image.wanted


class Killed(BaseException):
    """Ends a worker as a signal does: nothing catches it."""


class TestResuming:
    """A worker may be killed at any point; the next run makes what is missing and nothing else."""

    @pytest.mark.parametrize("after", [0, 1, 3, 6])
    def test_between_two_files(self, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
        image = library_picture(made=False, content=jpeg(900, 700))
        store = derivatives.store
        stored: list[Any] = []

        def dying(*arguments: Any) -> Any:
            if len(stored) == after:
                raise Killed
            stored.append(arguments)
            return store(*arguments)

        monkeypatch.setattr(derivatives, "store", dying)
        with pytest.raises(Killed):
            derivatives.make(image)
        monkeypatch.setattr(derivatives, "store", store)
        kept = dict(Derivative.objects.filter(image=image).values_list("pk", "file"))
        assert len(kept) == after

        asked = listening(monkeypatch)
        again = Image.objects.get(pk=image.pk)
        derivatives.make(again)
        derivatives.make(Image.objects.get(pk=image.pk))
        assert [len(request["wanted"]) for request in asked] == [len(image.wanted) - after]
        assert Image.objects.get(pk=image.pk).is_ready
        assert kept.items() <= dict(Derivative.objects.filter(image=image).values_list("pk", "file")).items()

    def test_in_the_middle_of_a_file(self) -> None:
        image = library_picture(made=False)
        derivatives.make(image)
        row = image.derivatives.order_by("width").first()
        assert row is not None
        storage, name = derivative_storage(), str(row.file.name)
        with storage.open(name) as file:
            whole = file.read()
        # As a worker leaves it that was killed while it wrote: half a file, no row.
        Derivative.objects.filter(pk=row.pk).delete()
        storage.delete(name)
        storage.save(name, ContentFile(whole[: len(whole) // 2]))
        derivatives.make(Image.objects.get(pk=image.pk))
        again = Derivative.objects.get(image=image, purpose=row.purpose, format=row.format, width=row.width)
        with storage.open(again.file.name) as file:
            assert file.read() == whole
        assert again.file.name == name

    def test_a_public_file_that_was_lost_is_made_again(self) -> None:
        image = library_picture()
        lost = image.derivatives.first()
        derivative_storage().delete(lost.file.name)
        derivatives.make(image)
        assert derivative_storage().exists(lost.file.name)
        assert image.derivatives.count() == len(image.wanted)

    def test_a_new_original_takes_the_old_public_files_away_at_once(self) -> None:
        browser = doors.editor()
        doors.single(browser, "a.jpg", hostile.jpeg())
        image = Image.objects.get()
        work.sweep(seconds=60)
        before = set(image.derivatives.values_list("file", flat=True))
        doors.replacing(image)(browser, "b.jpg", hostile.encoded(hostile.scene(700, 300), "JPEG"))
        assert not Image.objects.get().files  # what is stored shows the picture that was taken back
        work.sweep(seconds=60)
        image = Image.objects.get()
        assert image.is_ready
        assert not any(derivative_storage().exists(name) for name in before)
        assert {row.kind for row in image.derivatives.all()} == {one.kind for one in image.wanted}
