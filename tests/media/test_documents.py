"""Documents: what comes in through every door of the admin, how it is served, who may read what is private."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import boto3
import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from moto.server import ThreadedMotoServer
from PIL import Image as Pillow
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex, UploadedFile
from wagtail.rich_text import RichText
from wagtail.users.models import UserProfile

from portal.core import work
from portal.core.models import WorkItem
from portal.media import document_intake, private_access, private_documents
from portal.media.models import Document, PrivateDocument
from portal.users.models import User
from tests import soak
from tests.media import pdfs
from tests.media.doors import editor, multipart, text_of

pytestmark = pytest.mark.django_db
GOOD = pdfs.pdf(pages=3, title="Đề án phát triển du lịch", catalog="/Lang (vi-VN)")
HOSTILE = pdfs.hostile()
NAMES = (
    "../../../etc/passwd.pdf",
    "..\\..\\windows\\de-an.pdf",
    "a\x00b\x1f.pdf",
    "\u202efdp.exe",
    "x" * 300 + ".pdf",
    "de-an.pdf.exe.html",
    "🏔️.pdf",
    ".pdf",
    "<script>alert(1)<!script>.pdf",
    "CON",
)


@pytest.fixture
def browser() -> Client:
    return editor()


def collection() -> str:
    return str(Collection.get_first_root_node().pk)


def add(client: Client, name: str, content: bytes, **fields: str) -> Any:
    data = {"title": "", "language": "", "tags": "", "collection": collection(), **fields}
    return client.post(reverse("wagtaildocs:add"), **multipart(data, "file", name, content))


def add_multiple(client: Client, name: str, content: bytes, **fields: str) -> Any:
    data = multipart({"collection": collection(), **fields}, "files[]", name, content)
    headers = {"x-requested-with": "XMLHttpRequest"}
    return client.post(reverse("wagtaildocs:add_multiple"), headers=headers, **data)


def add_chosen(client: Client, name: str, content: bytes, **fields: str) -> Any:
    prefix = "document-chooser-upload-"
    data = {"title": "", "language": "", "tags": "", "collection": collection(), **fields}
    data = {f"{prefix}{key}": value for key, value in data.items()}
    return client.post(reverse("wagtaildocs_chooser:create"), **multipart(data, f"{prefix}file", name, content))


def replace(client: Client, name: str, content: bytes, **fields: str) -> Any:
    """Sends a new file for the only document there is."""
    document = Document.objects.get()
    data = {"title": document.title, "language": "", "tags": "", "collection": collection(), **fields}
    return client.post(reverse("wagtaildocs:edit", args=[document.pk]), **multipart(data, "file", name, content))


DOORS = {"add": add, "multiple": add_multiple, "chooser": add_chosen, "replace": replace}


def files() -> dict[str, bytes]:
    folders = (Path(settings.MEDIA_ROOT), Path(settings.FILE_UPLOAD_TEMP_DIR))
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def left() -> tuple[Any, ...]:
    """Everything that an upload may leave; two equal answers mean that nothing was left between them."""
    documents = list(Document.objects.order_by("pk").values())
    return documents, PrivateDocument.objects.count(), UploadedFile.objects.count(), WorkItem.objects.count(), files()


@pytest.fixture(autouse=True)
def _clean_folders():
    """What tests before left goes too: nothing else is on an empty portal."""
    for path in files():
        Path(path).unlink()
    yield
    for path in files():
        Path(path).unlink()


def stored(**values: Any) -> Document:
    """A document in the library, made without the admin."""
    content = values.pop("content", GOOD)
    document = Document(**{"title": "Đề án du lịch Sơn La", "language": "vi", **values})
    document.file.save("a.pdf", ContentFile(content), save=False)
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    return document


# --- Coming in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["add", "multiple", "chooser"])
def test_a_document_comes_in_with_what_it_says_of_itself(browser, door):
    response = DOORS[door](browser, "Bản cuối (1) MẬT.pdf", GOOD, **({"title": ""} if door == "multiple" else {}))
    assert response.status_code in {200, 302}
    document = Document.objects.get()
    assert (document.title, document.pages, document.language) == ("Đề án phát triển du lịch", 3, "vi")
    assert document.file_size == len(GOOD)
    assert re.fullmatch(r"documents/[0-9a-f]{32}\.pdf", document.file.name)
    assert document.uploaded_by_user.email == "bien-tap@example.vn"
    assert list(files().values()) == [GOOD]


@pytest.mark.once
@pytest.mark.parametrize("number", range(len(NAMES)))
def test_nothing_of_a_name_reaches_the_disk(browser, number):
    door = list(DOORS)[number % 3]
    response = DOORS[door](browser, NAMES[number], GOOD, title="Đề án")
    assert response.status_code in {200, 302}
    document = Document.objects.get()
    assert document.title == "Đề án"
    assert [Path(path).name for path in files()] == [Path(document.file.name).name]
    assert re.fullmatch(r"de-an-[0-9a-f]{8}\.pdf", document.filename)


def test_a_title_is_one_visible_line_and_the_name_of_the_file_stands_in(browser):
    add(browser, "\u202ea/b/Kế hoạch\x07_2026.pdf", pdfs.pdf())
    assert Document.objects.get().title == "Kế hoạch 2026"
    replace(browser, "x.pdf", pdfs.pdf(pages=2), title=" A\u202e \u200bB\x01 " + "c" * 300)
    assert re.fullmatch(r"A B c{140,146}", Document.objects.get().title)


def test_the_stated_language_counts_unless_an_editor_knows_better(browser):
    for stated, chosen, kept in [
        ("vi-VN", "", "vi"),
        ("en", "vi", "vi"),
        ("fr", "", "other"),
        ("", "", ""),
        ("(", "", ""),
    ]:
        title = f"{stated}{chosen}"
        add(browser, "a.pdf", pdfs.pdf(catalog=f"/Lang <{stated.encode().hex()}>", title=title), language=chosen)
        assert Document.objects.latest("pk").language == kept, stated


#: Every file of the set goes through one door, or through all of them when soaking.
THROUGH = [
    (bad, door)
    for number, bad in enumerate(HOSTILE)
    for place, door in enumerate(DOORS)
    if soak.SOAKING or number % len(DOORS) == place
]


@pytest.mark.once
@pytest.mark.parametrize(("bad", "door"), THROUGH, ids=lambda value: getattr(value, "name", value))
def test_a_refused_document_leaves_nothing_and_says_what_to_do(browser, bad, door):
    if door == "replace":
        stored()
    before = left()
    response = DOORS[door](browser, "de-an.pdf", bad.content)
    assert response.status_code == 200
    said = text_of(response)
    assert re.search(r"(Tệp này|PDF này|Trong tệp này|Không đọc được PDF này).{10,}?(Hãy|hãy) ", said), said[-500:]
    assert left() == before


@pytest.mark.once
@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.name)
def test_each_refusal_has_its_reason(bad):
    with pytest.raises(ValidationError) as refusal:
        document_intake.judge_document(SimpleUploadedFile("a.pdf", bad.content))
    assert refusal.value.code == (bad.code or refusal.value.code)
    assert refusal.value.code in {"complex", "unreadable", bad.code}


@pytest.mark.parametrize(
    "content",
    [
        pdfs.pdf(title="Thông tin về /JavaScript và /Launch"),
        pdfs.pdf(b"(/JS \\( /Launch)", b"<< /URI (https://vi.wikipedia.org/) /S /URI >>"),
        pdfs.pdf(pdfs.stream(b"/JS (x) /EmbeddedFile <<>> endobj")),
        pdfs.packed(b"<< /A (/JS) >>", "/X 5 0 R"),
        pdfs.endless_table(),
        pdfs.pdf(catalog="/Linearized 1 /L 100"),
        pdfs.pdf() + b"\r\n\0\0\n",
    ],
    ids=["title", "texts", "stream", "packed", "endless table", "updated", "space behind"],
)
def test_what_only_looks_like_a_script_is_taken(content):
    assert document_intake.judge_document(SimpleUploadedFile("a.pdf", content)).pages == 1


def test_a_document_that_is_too_heavy_is_refused_before_it_is_read(browser, monkeypatch):
    monkeypatch.setattr(document_intake.sandbox, "first", lambda *_args, **_more: pytest.fail("it was read"))
    before = left()
    response = add(browser, "a.pdf", b"%PDF-1.7\n" + b"0" * (20 * 1024 * 1024))
    assert "nặng 20,1 MB, nhiều nhất là 20,0 MB" in text_of(response)
    assert left() == before


def test_a_child_that_dies_is_a_refusal(browser, monkeypatch):
    monkeypatch.setattr(document_intake, "SECONDS", 0.0)
    before = left()
    assert "Không đọc được PDF này" in text_of(add(browser, "a.pdf", GOOD))
    assert left() == before


@pytest.mark.parametrize("door", ["add", "multiple", "chooser"])
def test_the_same_bytes_are_not_kept_twice(browser, door):
    existing = stored()
    before = left()
    response = DOORS[door](browser, "khac.pdf", GOOD, title="Khác")
    assert "Tài liệu này đã có" in text_of(response)
    link = f'href=\\"{reverse("wagtaildocs:edit", args=[existing.pk])}\\"'
    assert link.replace("\\", "" if door == "add" else "\\") in response.content.decode()
    assert left() == before


@pytest.mark.parametrize("door", ["add", "multiple", "chooser"])
def test_a_good_file_beside_a_mistake_is_not_put_aside(browser, door):
    Collection.get_first_root_node().add_child(name="Một ngăn nữa")
    before = left()
    response = DOORS[door](browser, "de-an.pdf", GOOD, collection="999999")
    assert response.status_code == 200
    assert "Tệp chưa được lưu" in text_of(response)
    assert left() == before


def test_a_new_file_takes_the_place_of_the_old_one_under_the_same_address(browser, django_capture_on_commit_callbacks):
    document = stored()
    address, old = document.url, document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert replace(browser, "moi.pdf", pdfs.pdf(pages=2)).status_code == 302
    document.refresh_from_db()
    assert (document.url, document.pages) == (address, 2)
    assert document.file.name != old
    assert list(files().values()) == [pdfs.pdf(pages=2)]


def test_a_document_changes_without_a_new_file(browser):
    document = stored(pages=3)
    address = reverse("wagtaildocs:edit", args=[document.pk])
    data = {"title": "Tên mới", "language": "en", "tags": "", "collection": collection()}
    assert browser.post(address, data).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.language, document.pages) == ("Tên mới", "en", 3)
    assert browser.post(address, {**data, "title": " "}).status_code == 200
    assert list(files().values()) == [GOOD]


def test_the_form_after_a_multiple_upload_changes_the_document(browser):
    pk = add_multiple(browser, "de-an.pdf", GOOD).json()["doc_id"]
    data = {"title": "Đề án", "language": "en", "tags": "", "collection": collection()}
    answer = browser.post(
        reverse("wagtaildocs:edit_multiple", args=[pk]), {f"doc-{pk}-{key}": value for key, value in data.items()}
    )
    assert answer.json()["success"]
    document = Document.objects.get()
    assert (document.title, document.language, document.pages) == ("Đề án", "en", 3)


# --- Going out ----------------------------------------------------------------------------------------------------


def body(response: Any) -> bytes:
    """All of an answer; the test client closes it at its end, without closing the database's connection as well."""
    content: bytes = response.getvalue() if response.streaming else response.content
    return content


def read(client: Client, address: str, **headers: str) -> Any:
    """The answer, its content read and its file closed."""
    response = client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response.read_content = body(response)
    return response


def test_a_document_is_a_download_that_runs_nothing(client):
    document = stored()
    for ask in (client.get, client.head):
        response = ask(document.url, headers={"accept-encoding": "gzip"})
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'attachment; filename="de-an-du-lich-son-la.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Cache-Control"] == "public, max-age=300"
        assert response["Content-Length"] == str(len(GOOD))
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies
        assert response.has_header("ETag")
        assert body(response) == (GOOD if ask == client.get else b"")


def test_what_a_browser_has_is_not_sent_again(client):
    document = stored()
    etag = read(client, document.url)["ETag"]
    again = client.get(document.url, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again["ETag"] == etag
    assert again["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert again["Cache-Control"] == "public, max-age=300"
    assert read(client, document.url, if_none_match='"other"').read_content == GOOD


def test_addresses_cannot_be_counted_through_and_old_titles_go_on_working(client):
    document = stored()
    for name in (
        document.filename.replace(document.key, "00000000"),
        "a.pdf",
        f"{document.key}.pdf",
        ".pdf",
        "a/b.pdf",
    ):
        assert client.get(f"/tai-lieu/{document.pk}/{name}").status_code == 404, name
    old = document.url
    document.title = '"; filename=evil.exe\r\nX: y'
    document.save()
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (302, document.url)
    assert read(client, document.url)["Content-Disposition"] == 'attachment; filename="filename-evil-exe-x-y.pdf"'
    document.title = "ພາສາລາວ"
    document.save()
    assert read(client, document.url)["Content-Disposition"] == 'attachment; filename="tai-lieu.pdf"'
    assert client.post(document.url).status_code == 405


def test_a_document_that_storage_lost_does_not_exist(client):
    document = stored()
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_a_private_collection_stays_private(client, browser):
    closed = Collection.get_first_root_node().add_child(name="Nội bộ")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=CollectionViewRestriction.LOGIN)
    document = stored(collection=closed)
    old = document.url.replace("de-an", "ten-cu")
    for address in (document.url, old):
        response = client.get(address, headers={"if-none-match": f'"{document.file_hash}"'})
        assert response.status_code == 302
        assert response["Location"].startswith("/tai-khoan/login/")
        assert response["Cache-Control"] == "private, no-store"
    response = browser.get(document.url)
    assert (response.status_code, body(response)) == (200, GOOD)
    assert response["Cache-Control"] == "private, no-store"
    assert not response.has_header("ETag")
    assert browser.get(old)["Cache-Control"] == "private, no-store"


@pytest.fixture
def bucket(settings):
    """Media on an S3-speaking server of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    options = {
        "bucket_name": "portal",
        "endpoint_url": f"http://{host}:{port}",
        "access_key": "test",
        "secret_key": "test",
        "region_name": "us-east-1",
        "location": "originals",
        "file_overwrite": False,
        "default_acl": None,
    }
    s3 = boto3.resource(
        "s3",
        endpoint_url=options["endpoint_url"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
        region_name="us-east-1",
    )
    kept = s3.create_bucket(Bucket="portal")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "portal.media.s3.BucketStorage", "OPTIONS": options},
    }
    yield kept
    server.stop()


@pytest.mark.once
def test_documents_live_on_s3_as_they_do_on_a_disk(bucket, browser, client, django_capture_on_commit_callbacks):
    add(browser, "a.pdf", GOOD, title="Đề án")
    document = Document.objects.get()
    assert [one.key for one in bucket.objects.all()] == [f"originals/{document.file.name}"]
    response = client.get(document.url)
    assert (response.status_code, body(response), response["Content-Length"]) == (200, GOOD, str(len(GOOD)))
    assert response["Content-Disposition"] == 'attachment; filename="de-an.pdf"'
    assert browser.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        replace(browser, "b.pdf", pdfs.pdf())
    document.refresh_from_db()
    assert [one.key for one in bucket.objects.all()] == [f"originals/{document.file.name}"]
    default_storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404
    owner = User.objects.create_user("chu@example.vn")
    private = private_documents.keep(SimpleUploadedFile("a.pdf", GOOD), owner=owner, purpose="test", title="Giấy phép")
    client.force_login(owner)
    assert body(client.get(private.get_absolute_url())) == GOOD
    assert read(client, private.get_absolute_url())["Cache-Control"] == "private, no-store"


# --- In texts -----------------------------------------------------------------------------------------------------


def test_a_link_says_what_is_behind_it(django_assert_num_queries):
    document = stored(file_size=1_258_291)
    Document.objects.filter(pk=document.pk).update(file_size=1_258_291)
    english = stored(title='Map & "guide"', language="en", content=pdfs.pdf())
    Document.objects.filter(pk=english.pk).update(file_size=2_000)
    silent = stored(title="Biểu mẫu", language="", content=pdfs.pdf(pages=2))
    Document.objects.filter(pk=silent.pk).update(file_size=350 * 1024)
    source = (
        f'<p><a linktype="document" id="{document.pk}">Đề án</a> và '
        f'<a linktype="document" id="{english.pk}">Map &amp; "guide"</a>, '
        f'<a linktype="document" id="{silent.pk}"></a>, '
        '<a linktype="document" id="999999">đã gỡ</a>, <a linktype="document" id="x">lạ</a>, '
        '<a href="https://vi.wikipedia.org/">ngoài</a></p>'
    )
    with django_assert_num_queries(1):
        shown = str(RichText(source))
    assert shown == (
        f'<p><a href="{document.url}" type="application/pdf" hreflang="vi">Đề án (PDF, 1,2 MB, tiếng Việt)</a> và '
        f'<a href="{english.url}" type="application/pdf" hreflang="en">'
        '<span lang="en">Map &amp; "guide"</span> (PDF, 2 KB, tiếng Anh)</a>, '
        f'<a href="{silent.url}" type="application/pdf">Biểu mẫu (PDF, 350 KB)</a>, '
        '<a>đã gỡ</a>, <a>lạ</a>, <a href="https://vi.wikipedia.org/">ngoài</a></p>'
    )
    with translation.override("en"):
        shown = str(RichText(f'<a linktype="document" id="{document.pk}">{document.title}</a>'))
    assert f'<span lang="vi">{document.title}</span> (PDF, 1.2 MB, ' in shown


def test_a_title_cannot_break_out_of_its_link():
    document = stored(title='"><script>alert(1)</script>')
    shown = str(RichText(f'<a linktype="document" id="{document.pk}"></a>'))
    assert "<script" not in shown
    assert shown.count("<a ") == 1


# --- Private ------------------------------------------------------------------------------------------------------


def picture(kind: str) -> bytes:
    out = ContentFile(b"")
    Pillow.new("RGB", (300, 400), "#a0b0c0").save(out, kind)
    out.seek(0)
    return out.read()


@pytest.fixture
def owner() -> User:
    return User.objects.create_user("chu-co-so@example.vn")


@pytest.fixture
def certificate(owner) -> PrivateDocument:
    file = SimpleUploadedFile("Giấy phép MẬT 123.pdf", GOOD)
    return private_documents.keep(file, owner=owner, purpose="certificate", title="Giấy phép kinh doanh")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (GOOD, "application/pdf", "pdf"),
        (picture("JPEG"), "image/jpeg", "jpg"),
        (picture("PNG"), "image/png", "png"),
    ],
)
def test_a_private_document_is_for_its_owner_as_a_download(owner, content, media_type, ending):
    document = private_documents.keep(
        SimpleUploadedFile("../a.html", content), owner=owner, purpose="certificate", title='Giấy "phép"\r\n'
    )
    assert re.fullmatch(rf"private/[0-9a-f]{{32}}\.{ending}", document.file.name)
    response = signed_in(owner).get(document.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert (response.status_code, body(response)) == (200, content)
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="giay-phep.{ending}"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Robots-Tag"] == "noindex"
    assert signed_in(owner).post(document.get_absolute_url()).status_code == 405


def test_for_everybody_else_there_is_no_private_document(client, browser, certificate):
    stranger = signed_in(User.objects.create_user("nguoi-khac@example.vn"))
    unknown = uuid4()
    nowhere = reverse("private_document", args=[unknown])
    for who in (client, stranger, browser):
        missing = who.get(nowhere)
        for ask in (who.get, who.head):
            response = ask(certificate.get_absolute_url())
            assert response.status_code == 404
            assert response["Cache-Control"] == "private, no-store"
            assert not response.has_header("Content-Disposition")
        assert (missing.status_code, missing["Cache-Control"]) == (404, "private, no-store")
        said = who.get(certificate.get_absolute_url()).content.decode()
        assert said.replace(str(certificate.pk), "") == missing.content.decode().replace(str(unknown), "")
    near = UUID(int=certificate.pk.int + 1)
    assert signed_in(certificate.owner).get(reverse("private_document", args=[near])).status_code == 404
    name = Path(certificate.file.name).name
    for address in (
        f"/media/{name}",
        f"/media/{certificate.file.name}",
        f"/media/originals/{certificate.file.name}",
        f"/static/{certificate.file.name}",
        f"/tai-lieu/{certificate.pk}/{name}",
        f"/tai-lieu/1/{name}",
        f"/tai-lieu-rieng/{name}",
    ):
        assert client.get(address).status_code == 404, address


def test_the_admin_of_documents_knows_no_private_ones(browser, certificate):
    stored()
    number = certificate.pk.int % 10**9
    for name in ("edit", "delete", "document_usage"):
        assert browser.get(reverse(f"wagtaildocs:{name}", args=[number])).status_code == 404
        assert browser.get(f"/quan-tri/documents/{name}/{certificate.pk}/").status_code == 404
    listed = [
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:index") + "?q=kinh+doanh",
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtaildocs_chooser:choose_results") + "?q=phép",
        "/quan-tri/api/main/documents/",
    ]
    for address in listed:
        response = browser.get(address)
        assert response.status_code == 200, address
        said = response.content.decode()
        assert "Giấy phép kinh doanh" not in said
        assert "private/" not in said
    assert "Giấy phép" not in Client().get("/sitemap.xml").content.decode()
    assert not ReferenceIndex.get_references_to(certificate.owner).exists()


def test_administrators_and_those_whom_an_app_lets_may_read(certificate, monkeypatch):
    officer = User.objects.create_user("can-bo@example.vn")
    reader = User.objects.create_user("doan-kiem-tra@example.vn")
    address = certificate.get_absolute_url()
    assert signed_in(officer).get(address).status_code == 404
    officer.user_permissions.add(Permission.objects.get(codename="view_privatedocument"))
    assert signed_in(officer).get(address).status_code == 404, "a permission knows no provinces"
    assert body(signed_in(User.objects.create_superuser("quan-tri@example.vn")).get(address)) == GOOD
    monkeypatch.setattr(private_access, "_readers", [])

    @private_access.allows
    def of_an_inspection(user: Any, document: PrivateDocument) -> bool:
        return document.purpose == "certificate" and user.email == reader.email

    assert body(signed_in(reader).get(address)) == GOOD
    assert Client().get(address).status_code == 404
    owner_left = signed_in(certificate.owner)
    certificate.owner.is_active = False
    certificate.owner.save()
    assert owner_left.get(address).status_code == 404
    assert not private_access.may_read(certificate.owner, certificate)


@pytest.mark.once
@pytest.mark.parametrize("bad", [bad for bad in HOSTILE if bad.name != "picture"][::4], ids=lambda bad: bad.name)
def test_a_refused_private_document_leaves_nothing(owner, bad):
    before = left()
    with pytest.raises(ValidationError):
        private_documents.keep(SimpleUploadedFile("a.pdf", bad.content), owner=owner, purpose="x", title="x")
    assert left() == before


@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG")[:-200],
        picture("GIF"),
        picture("WEBP"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        pdfs.zipped(),
        b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024),
    ],
    ids=["cut", "gif", "webp", "svg", "zip", "heavy"],
)
def test_private_pictures_are_judged_like_others(owner, content):
    before = left()
    with pytest.raises(ValidationError):
        private_documents.keep(SimpleUploadedFile("a.jpg", content), owner=owner, purpose="x", title="x")
    assert left() == before


def test_a_row_that_cannot_be_written_leaves_no_file(owner, certificate, monkeypatch):
    before = left()
    monkeypatch.setattr(PrivateDocument._meta.get_field("id"), "_get_default", lambda: certificate.pk)
    with pytest.raises(IntegrityError):
        private_documents.keep(SimpleUploadedFile("a.pdf", GOOD), owner=owner, purpose="x", title="x")
    assert left() == before


def test_the_file_goes_with_its_row_and_with_its_owner(owner, certificate):
    other = private_documents.keep(SimpleUploadedFile("a.pdf", GOOD), owner=owner, purpose="x", title="x")
    certificate.delete()
    owner.delete()
    assert not PrivateDocument.objects.exists()
    assert len(files()) == 2
    for item in WorkItem.objects.filter(kind=private_documents.REMOVE):
        assert work.carry_out(item.pk, now=timezone.now() + dt.timedelta(seconds=1))
    assert files() == {}
    assert other.file.name


# --- Profile pictures ---------------------------------------------------------------------------------------------


def test_the_account_page_takes_no_profile_picture(browser):
    address = reverse("wagtailadmin_account")
    page = browser.get(address)
    assert page.status_code == 200
    assert "avatar-avatar" not in page.content.decode()
    fields = {
        "name_email-first_name": "Mai",
        "name_email-last_name": "Lò",
        "locale-preferred_language": "vi",
        "locale-current_time_zone": "Asia/Ho_Chi_Minh",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    response = browser.post(address, {**fields, "avatar-avatar": SimpleUploadedFile("a.jpg", picture("JPEG"))})
    assert response.status_code == 302
    profile = UserProfile.objects.get(user__first_name="Mai")
    assert not profile.avatar
    assert files() == {}
    assert Client().get(address)["Location"].startswith("/tai-khoan/login/")
