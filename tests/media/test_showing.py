"""Templates show what is ready and never encode; what may not be shown is not; nothing renders from an original."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.template import Context, Template, engines
from django.utils.translation import override
from wagtail.images.formats import get_image_formats
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import RichText

from portal.core.models import WorkItem
from portal.home.models import HomePage
from portal.media import checks, derivatives, sandbox
from portal.media.models import Derivative, Image, People, RenderingRefused
from portal.media.tones import TONES, tone
from tests.media.pictures import jpeg, library_picture

pytestmark = pytest.mark.django_db


def drawn(source: str, **context: Any) -> str:
    """What a template with the picture tags gives."""
    return Template("{% load pictures %}" + source).render(Context(context))


@pytest.fixture(autouse=True)
def one_picture(db: None) -> Image:
    """Made before a test forbids encoding."""
    return library_picture(made=None)


@pytest.fixture
def no_encoding(monkeypatch: pytest.MonkeyPatch, one_picture: Image) -> None:
    """Any child that would decode or encode fails the test."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a picture was decoded while a page was drawn")

    monkeypatch.setattr(sandbox, "run", refuse)


# --- The tag


def test_a_picture_names_its_files_its_size_and_its_words(no_encoding: None, one_picture: Image) -> None:
    html = drawn('{% picture image "50vw" %}', image=one_picture)
    assert html.count("<source") == 1
    assert re.search(r'type="image/avif" srcset="/media/doi-che-480\.[0-9a-f]{12}\.avif 480w, ', html)
    assert 'width="800" height="500"' in html
    assert 'alt="Đồi chè buổi sớm"' in html
    assert "style=" not in html


def test_english_readers_get_english_words(one_picture: Image) -> None:
    with override("en"):
        assert 'alt="Tea hill at dawn"' in drawn('{% picture image "50vw" %}', image=one_picture)


def test_what_is_not_ready_holds_its_place(no_encoding: None) -> None:
    waiting = library_picture(made=False, content=jpeg(900, 700))
    html = drawn('{% picture image "50vw" %}', image=waiting)
    assert 'viewBox="0 0 900 700"' in html
    assert 'role="img" aria-label="Đồi chè buổi sớm"' in html
    assert "<img" not in html
    assert 'viewBox="0 0 160 100"' in drawn('{% picture image "50vw" card=True %}', image=waiting)
    assert WorkItem.objects.filter(kind=derivatives.MAKE, key=str(waiting.pk)).exists()


def test_what_is_partly_ready_falls_back_to_what_is(no_encoding: None, one_picture: Image) -> None:
    one_picture.derivatives.filter(width=480).delete()
    one_picture.derivatives.filter(format="avif").delete()
    html = drawn('{% picture image "50vw" widths="480" %}', image=Image.objects.get(pk=one_picture.pk))
    assert "800w" in html
    assert "image/avif" not in html


@pytest.mark.parametrize("lack", [{"alt_vi": ""}, {"licence": ""}, {"people": People.NOT_AGREED}])
def test_a_picture_that_may_not_be_shown_is_not(one_picture: Image, lack: dict[str, str]) -> None:
    Image.objects.filter(pk=one_picture.pk).update(**lack)
    image = Image.objects.get(pk=one_picture.pk)
    for source in ('{% picture image "50vw" %}', "{% social_picture image %}", "{% story_picture image %}"):
        assert "/media/" not in drawn(source, image=image)


def test_a_replaced_original_is_never_shown_under_the_new_words(one_picture: Image) -> None:
    Image.objects.filter(pk=one_picture.pk).update(file_hash="0" * 40)
    assert "/media/" not in drawn('{% picture image "50vw" %}', image=Image.objects.get(pk=one_picture.pk))


def test_forty_pictures_cost_two_queries_and_no_encoding(
    no_encoding: None, one_picture: Image, django_assert_max_num_queries: Any
) -> None:
    rows = list(Derivative.objects.filter(image=one_picture))
    for number in range(39):
        Image.objects.bulk_create([copy_of(one_picture, number)])
    for image in Image.objects.filter(title__startswith="Bản"):
        Derivative.objects.bulk_create([derivative_of(row, image) for row in rows])
    with django_assert_max_num_queries(2):
        pictures = list(Image.objects.prefetch_related("derivatives"))
        html = drawn('{% for image in pictures %}{% picture image "50vw" %}{% endfor %}', pictures=pictures)
    assert html.count("<picture>") == 40


def copy_of(image: Image, number: int) -> Image:
    """A row like another."""
    copy = Image.objects.get(pk=image.pk)
    copy.pk, copy.title = None, f"Bản {number}"
    return copy


def derivative_of(row: Derivative, image: Image) -> Derivative:
    """A file row like another, of another picture."""
    row.pk, row.image = None, image
    return Derivative(**{field.attname: getattr(row, field.attname) for field in Derivative._meta.concrete_fields})


# --- Stories, rich text, feeds


def test_pictures_in_rich_text_come_from_the_pipeline(
    no_encoding: None, one_picture: Image, django_assert_num_queries: Any
) -> None:
    tag = '<embed embedtype="image" id="{}" format="wide" alt="Chè xanh"/>'
    text = RichText("<p>Trước</p>" + tag.format(one_picture.pk) * 3 + tag.format(999_999))
    with django_assert_num_queries(2):
        html = str(text)
    assert html.count("<picture>") == 3
    assert 'alt="Chè xanh"' in html
    with override("en"):
        assert 'alt="Tea hill at dawn"' in str(text)


@pytest.mark.parametrize("format", ["left", "fullwidth", "nothing"])
def test_formats_of_other_days_are_shown_too(one_picture: Image, format: str) -> None:
    html = str(RichText(f'<embed embedtype="image" id="{one_picture.pk}" format="{format}" alt=""/>'))
    assert "<figure" in html
    assert 'alt=""' in html


def test_wagtails_own_formats_are_gone() -> None:
    assert {format.name for format in get_image_formats()} == {"wide", "narrow"}


def test_embeds_by_address_are_off() -> None:
    assert settings.WAGTAILEMBEDS_FINDERS == []
    html = str(RichText('<embed embedtype="media" url="https://video.example/1"/>'))
    assert "video.example" not in html


def test_the_feed_names_the_social_picture(client: Any, demo: None) -> None:
    body = client.get("/tin-tuc/feed.atom").content.decode()
    found = re.findall(r'<link[^>]*rel="enclosure"[^>]*>', body)
    assert found
    for link in found:
        path = re.search(r"/media/[a-z0-9-]+-social-1200\.[0-9a-f]{12}\.jpeg", link)
        assert path is not None
        assert f'length="{len(b"".join(client.get(path[0]).streaming_content))}"' in link


# --- Wagtail's renditions


@pytest.mark.parametrize("spec", ["width-400", "original|format-webp", "fill-300x200", "max-3000x3000"])
def test_nothing_renders_from_an_original(no_encoding: None, one_picture: Image, spec: str) -> None:
    with pytest.raises(RenderingRefused):
        one_picture.get_rendition(spec)
    with pytest.raises(RenderingRefused):
        one_picture.get_renditions(spec)
    assert get_rendition_or_not_found(one_picture, spec).width == 0
    assert not one_picture.renditions.exists()


def test_thumbnails_of_the_admin_are_derivatives(no_encoding: None, one_picture: Image) -> None:
    thumbnail = one_picture.get_rendition("max-165x165")
    assert (thumbnail.width, thumbnail.height) == (165, 103)
    assert thumbnail.url in {row.url for row in one_picture.files}
    assert one_picture.get_rendition("original").width == one_picture.width
    waiting = library_picture(made=False, content=jpeg(900, 700))
    assert waiting.get_rendition("max-165x165").url.endswith("waiting.svg")
    assert not one_picture.renditions.exists()


@pytest.mark.parametrize("name", ["preview/width-400/", "generate_url/", "generate_url/output/"])
def test_the_admin_has_no_door_to_originals(admin_client: Any, one_picture: Image, name: str) -> None:
    assert admin_client.get(f"/quan-tri/images/{one_picture.pk}/{name}").status_code == 404


def test_programs_of_the_admin_see_thumbnails_and_no_original(admin_client: Any, one_picture: Image) -> None:
    for address in ("", "?fields=*", f"{one_picture.pk}/", f"{one_picture.pk}/?fields=*"):
        answer = admin_client.get(f"/quan-tri/api/main/images/{address}")
        assert answer.status_code == 200, address
        assert one_picture.file.name not in answer.content.decode()
    thumbnail = admin_client.get(f"/quan-tri/api/main/images/{one_picture.pk}/").json()["thumbnail"]
    assert thumbnail["url"] in {row.url for row in one_picture.files}


def test_originals_have_no_address(client: Any, one_picture: Image) -> None:
    with pytest.raises(ValueError, match="no address"):
        _address = one_picture.file.url
    name = Path(one_picture.file.name).name
    assert (Path(settings.MEDIA_ROOT) / "originals" / one_picture.file.name).exists()
    for path in (f"/media/{name}", f"/media/originals/pictures/{name}", f"/media/../originals/pictures/{name}"):
        assert client.get(path).status_code == 404


# --- The check of templates


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% load pictures %}{% picture image "50vw" widths="480,640" %}', "media.E001"),
        ('{% load pictures %}{% if a %}{% picture b "50vw" card=True widths="1600" %}{% endif %}', "media.E001"),
        ('{% load pictures %}{% picture image "50vw" widths=some %}', "media.E001"),
        ("{% load wagtailimages_tags %}{% image image width-400 %}", "media.E002"),
        ("{% load wagtailimages_tags %}{% srcset_image image width-{400,800} %}", "media.E002"),
        ('{% load pictures %}{% picture image "50vw" widths="480,800" %}', None),
        ("{% load wagtailimages_tags %}{% image image max-165x165 %}", None),
    ],
)  # fmt: skip
def test_a_template_that_asks_for_what_is_not_made_is_found(source: str, found: str | None) -> None:
    engine: Any = engines["django"]
    faults = list(checks.faults(engine.engine.from_string(source), "some.html"))
    assert [fault.id for fault in faults] == ([found] if found else [])


def test_the_templates_of_the_portal_ask_for_what_is_made() -> None:
    assert [fault for fault in run_checks(tags=["templates"]) if str(fault.id).startswith("media.")] == []


# --- The first paint


def test_tones_in_python_and_in_the_style_sheet_are_the_same() -> None:
    style = (Path(settings.BASE_DIR) / "portal" / "static" / "css" / "site.css").read_text(encoding="utf-8")
    assert re.findall(r"\.tone-(\d+) \{ background: (#[0-9a-f]{6}); \}", style) == [
        (str(number), colour) for number, colour in enumerate(TONES)
    ]
    assert [tone(colour) for colour in TONES] == list(range(len(TONES)))


def test_a_picture_on_the_home_page_gets_its_upright_file(demo: None) -> None:
    page = HomePage.objects.get(locale__language_code="vi")
    page.picture = library_picture(content=jpeg(1600, 1200))
    page.save_revision().publish()
    derivatives.make(Image.objects.get(pk=page.picture.pk))
    assert {row.kind for row in page.picture.derivatives.filter(purpose="portrait")} == {
        ("portrait", "avif", 720),
        ("portrait", "webp", 720),
    }
