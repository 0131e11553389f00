"""The doors through which pictures come in, as a browser uses them: requests are made byte by byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, UploadedFile
from wagtail.users.models import UserProfile

from portal.core.models import WorkItem
from portal.media.models import Derivative, Image
from portal.users.editing import EDITORS, set_up_editing
from portal.users.models import User

BOUNDARY = "limit-of-a-part-2117"
TITLE = "Hình thử"
#: How every refusal begins in Vietnamese; its English is compared by the catalogue (``test_intake``).
REFUSAL = re.compile(r"Tệp này|Hình này|Không đọc được hình này")


def multipart(fields: dict[str, str], file_field: str, name: str, content: bytes) -> dict[str, Any]:
    """Arguments of ``client.post``: the name stands in the request as it is, only quoted as browsers quote it."""
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A").encode("utf-8", "surrogatepass")
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    parts.append(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{file_field}"; filename="'.encode()
        + quoted
        + b'"\r\nContent-Type: image/jpeg\r\n\r\n'
        + content
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
    return {"data": b"".join(parts), "content_type": f"multipart/form-data; boundary={BOUNDARY}"}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a form hands it on."""
    return SimpleUploadedFile(name, content)


def editor(name: str = "bien-tap", language: str = "vi") -> Client:
    """A browser of a signed-in editor (no superuser) who reads the admin in ``language``."""
    set_up_editing()
    user = User.objects.filter(email=f"{name}@example.vn").first() or User.objects.create_user(f"{name}@example.vn")
    user.groups.add(*user.groups.model.objects.filter(name=EDITORS))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def _collection() -> dict[str, str]:
    return {"collection": str(Collection.get_first_root_node().pk)}


def single(client: Client, name: str, content: bytes, **fields: str) -> Any:
    """The form for one picture."""
    return client.post(
        reverse("wagtailimages:add"), **multipart({"title": TITLE, **_collection(), **fields}, "file", name, content)
    )


def multiple(client: Client, name: str, content: bytes, **fields: str) -> Any:
    """The page for many pictures, which sends one after the other; the title is the file's name."""
    address = reverse("wagtailimages:add_multiple")
    data = multipart({**_collection(), **fields}, "files[]", name, content)
    return client.post(address, headers={"x-requested-with": "XMLHttpRequest"}, **data)


def chooser(client: Client, name: str, content: bytes, **fields: str) -> Any:
    """The window in which a picture for a page is chosen, or sent."""
    prefix = "image-chooser-upload-"
    data = {f"{prefix}{key}": value for key, value in {"title": TITLE, **_collection(), **fields}.items()}
    return client.post(reverse("wagtailimages_chooser:create"), **multipart(data, f"{prefix}file", name, content))


def replacing(image: Image) -> Callable[..., Any]:
    """The form of a picture that is there already, with a new file."""

    def replace(client: Client, name: str, content: bytes, **fields: str) -> Any:
        address = reverse("wagtailimages:edit", args=[image.pk])
        return client.post(address, **multipart({"title": TITLE, **_collection(), **fields}, "file", name, content))

    return replace


DOORS = {"single": single, "multiple": multiple, "chooser": chooser}


def text_of(response: Any) -> str:
    """What the answer says, without marks; JSON answers hold HTML in strings."""
    if response["Content-Type"].startswith("application/json"):
        found = response.json()
        body = f"{found.get('error_message', '')} {found.get('htmlFragment', '')} {found.get('form', '')}"
    else:
        body = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def stored() -> dict[str, int]:
    """Everything that an upload may leave behind, counted: two equal answers mean that nothing was left."""
    return {
        "images": Image.objects.count(),
        "derivatives": Derivative.objects.count(),
        "uploads": UploadedFile.objects.count(),
        "work": WorkItem.objects.count(),
        **{str(path): path.stat().st_size for path in files()},
    }


def files() -> list[Path]:
    """Every file in the storages and in the folder of unfinished uploads."""
    folders = (Path(settings.MEDIA_ROOT), Path(settings.FILE_UPLOAD_TEMP_DIR))
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
