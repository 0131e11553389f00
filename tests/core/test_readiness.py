"""What makes a process ready: its own migrations in the database, not files that were laid beside it later."""

from __future__ import annotations

import pytest
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db

LATER = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
"""


def test_a_database_without_a_migration_is_not_ready(client):
    assert client.get("/-/ready").json()["checks"]["migrations"] == "ok"
    MigrationRecorder.Migration.objects.filter(app="tourism").order_by("name").last().delete()
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.json()["checks"]["migrations"]) == (503, "missing")


def test_newer_code_beside_a_running_process_does_not_make_it_unready(client, tmp_path, monkeypatch, settings):
    folder = tmp_path / "newer_code"
    folder.mkdir()
    (folder / "__init__.py").write_text("from portal.core import migrations\n__path__ += migrations.__path__\n")
    (folder / "0099_later.py").write_text(LATER)
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"core": "newer_code"}
    assert client.get("/-/ready").status_code == 200
