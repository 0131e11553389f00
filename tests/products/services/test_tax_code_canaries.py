"""A tax code goes in at the form and is looked for in tables, index, log, mails, exports, backup and pages."""

from __future__ import annotations

import base64
import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.core import work
from products.models import Action, Business, ListingDraft
from products.services import businesses, exports
from search import kinds
from search.engines.embedded import EmbeddedEngine
from tests.products.admin import desk
from tests.products.area import sellers
from tests.products.area.sellers import NOW

pytestmark = pytest.mark.django_db
CITIZEN, ENTERPRISE = "014093007531", "9900000009"
#: Where the code of an enterprise, which is public by law, may stand; a citizen's stands nowhere.
OWN_TABLE = "products_taxcode"


def shapes(number: str) -> Iterator[bytes]:
    """A number as it may hide: plain, grouped, wide, and encoded at each of the three places of base64."""
    for text in (number, f"{number[:4]} {number[4:8]} {number[8:]}", f"{number[:3]} {number[3:6]} {number[6:9]}"):
        yield text.encode()
    yield number.encode("utf-16-le")
    yield number.encode().hex().encode()
    for before in (b"", b"x", b"xx"):
        encoded = base64.b64encode(before + number.encode())
        yield encoded[4 if before else 0 : -4]


def holds(content: bytes, number: str) -> bool:
    return any(shape in content for shape in shapes(number))


def tables() -> dict[str, bytes]:
    """Every table of the database, as it stores its cells."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            cells = (cell for row in cursor.fetchall() for cell in row)
            found[name] = b"\0".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cells
            )
    return found


def unpacked(content: bytes) -> bytes:
    """What stands in a workbook, part by part."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"\0".join(book.read(name) for name in book.namelist())


def registration(legal_type: str, number: str, **changes: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "legal_type": legal_type,
        "name": f"Cơ sở {legal_type}",
        "tax_code": number,
        "commune": str(sellers.commune().pk),
        "representative": "Lò Thị Thử",
        "phone": "0212 385 0000",
        "consent_terms": "on",
        **changes,
    }


def lived(client: Client, legal_type: str, number: str) -> Business:
    """A business from its form, with slips on the way, to a live product, with a message and a profile that changed."""
    register = reverse("area:register")
    for slip in ({"phone": "x"}, {"consent_terms": ""}, {"commune": "0"}):
        client.post(register, registration(legal_type, number, **slip))
    client.post(register, registration(legal_type, number))
    business = Business.objects.get(name=f"Cơ sở {legal_type}")
    profile = {**businesses.current(business), "version": str(business.version), "tax_code": number}
    client.post(reverse("area:profile_edit", args=[business.pk]), {**profile, "about_vi": "Làm chè từ năm 2010."})
    client.post(reverse("area:profile_edit", args=[business.pk]), {**profile, "tax_code": number + "9"})
    business.refresh_from_db()
    businesses.verify(business=business, version=business.version, officer=None, now=NOW)
    sellers.listed(business)
    sellers.submitted(business)
    return business


def test_a_tax_code_stands_in_its_own_table_and_a_citizens_number_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks
) -> None:
    caplog.set_level(logging.DEBUG)
    places: dict[str, bytes] = {}
    owner = sellers.account()
    client, officer = sellers.client_of(owner), desk.client(desk.officer("Sơn La"))
    with django_capture_on_commit_callbacks(execute=True):
        household, firm = lived(client, "household", CITIZEN), lived(client, "company", ENTERPRISE)
        shown = officer.post(reverse("desk:tax_code", args=[household.pk]), follow=True).content
    assert CITIZEN.encode() in shown, "the officer may read it, and is written down"
    assert Action.objects.filter(verb=Action.Verb.READ_TAX_CODE).count() == 1
    work.sweep()
    assert mail.outbox
    for number, letter in enumerate(mail.outbox):
        places[f"mail {number}"] = letter.message().as_bytes() + letter.body.encode()

    for name, reader in (("area", client), ("desk", officer)):
        paths = [reverse("area:own_data")] if name == "area" else [reverse("desk:sellers"), reverse("desk:history")]
        for business in (household, firm):
            draft = ListingDraft.objects.submitted().get(business=business)
            paths += (
                [
                    reverse(f"area:{page}", args=[business.pk])
                    for page in ("home", "profile", "profile_edit", "messages")
                ]
                if name == "area"
                else [reverse("desk:business", args=[business.pk]), reverse("desk:listing", args=[draft.pk])]
            )
        for path in paths:
            response = reader.get(path)
            assert response.status_code == 200, path
            places[f"page {path}"] = response.content
    for business in (household, firm):
        places[f"public {business}"] = Client().get(business.get_absolute_url()).content
    places["own data"] = client.post(reverse("area:own_data_copy")).content
    for table in exports.TABLES:
        for kind in ("csv", "xlsx"):
            answer = officer.post(reverse("desk:sheet_export"), {"table": table.name, "format": kind})
            assert answer.status_code == 200, table.name
            content = b"".join(answer.streaming_content)
            places[f"export {table.name}.{kind}"] = content if kind == "csv" else unpacked(content)

    engine = EmbeddedEngine(tmp_path / "search")
    engine.write(list(kinds.build(kinds.keys_after("", 100_000)).values()), [])
    files = [path for path in (tmp_path / "search").rglob("*") if path.is_file()]
    assert files
    places |= {f"index {path.name}": path.read_bytes() for path in files}
    places["log"] = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records).encode()
    assert caplog.records

    kept = tables()
    assert holds(kept[OWN_TABLE], ENTERPRISE), "what is looked for would be found"
    places |= {f"table {name}": content for name, content in kept.items()}
    backup = io.StringIO()
    call_command("dumpdata", stdout=backup)
    assert ENTERPRISE in backup.getvalue()
    places["backup as text"] = backup.getvalue().encode()
    if connection.vendor == "sqlite":  # the file itself, with pages that hold deleted rows
        places["backup as a file"] = connection.connection.serialize()
        assert holds(places["backup as a file"], ENTERPRISE)

    assert [place for place, content in places.items() if holds(content, CITIZEN)] == []
    backups = {"backup as text", "backup as a file", f"table {OWN_TABLE}"}
    assert [place for place, content in places.items() if place not in backups and holds(content, ENTERPRISE)] == []
