"""A start with wrong settings ends with the variable's name and an example, in processes of their own."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.settings import env
from portal.settings.env import REPOSITORY, VARIABLES, BadSetting

PRODUCTION = {
    "PORTAL_SECRET_KEY": "x" * 64,
    "PORTAL_PRIVATE_KEYS": "y" * 64,
    "PORTAL_HOSTS": "taybac.example.vn",
    "PORTAL_BASE_URL": "https://taybac.example.vn",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ELASTICSEARCH_URL": "http://127.0.0.1:1",
}
LOAD = "from django.conf import settings; print(settings.SECRET_KEY)"
MALFORMED = {
    "PORTAL_HOSTS": "https://taybac.example.vn/",
    "PORTAL_BASE_URL": "taybac.example.vn",
    "PORTAL_TRUSTED_ORIGINS": "taybac.example.vn",
    "PORTAL_PROXIES": "-1",
    "DATABASE_URL": "mysql://portal@127.0.0.1/portal",
    "REDIS_URL": "127.0.0.1:6379",
    "ELASTICSEARCH_URL": "ftp://127.0.0.1",
    "S3_BUCKET": "media/files",
    "S3_ENDPOINT_URL": "s3.example.vn",
    "EMAIL_URL": "mail.example.vn",
    "PORTAL_PRIVATE_KEYS": "short",
    "PORTAL_SEARCH_TARGET": "elasticsearch",
    "PORTAL_SWEEP_SECONDS": "soon",
    "PORTAL_WORK_LEASE_SECONDS": "0",
    "PORTAL_WORK_RETRY_SECONDS": "-5",
    "PORTAL_STAFF_MFA": "perhaps",
}
#: Every text is a folder, a key, a name or a sender; nothing of it can be malformed.
FREE = {"PORTAL_DATA_DIR", "PORTAL_SECRET_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "PORTAL_MAIL_FROM"}


def environment(folder: Path, layer: str = "base", **variables: str) -> dict[str, str]:
    """The environment of a process with these settings and none of ours."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return {**kept, "DJANGO_SETTINGS_MODULE": f"portal.settings.{layer}", "PORTAL_DATA_DIR": str(folder), **variables}


def start(folder: Path, layer: str = "base", **variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", LOAD],
        cwd=REPOSITORY,
        env=environment(folder, layer, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def last_line(result: subprocess.CompletedProcess[str]) -> str:
    return result.stderr.strip().splitlines()[-1]


def test_every_variable_is_covered_here() -> None:
    assert set(MALFORMED) | FREE == set(VARIABLES)


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_variable_stops_the_start(name: str, tmp_path: Path) -> None:
    result = start(tmp_path, **{"S3_BUCKET": "taybac-media", name: MALFORMED[name]})
    assert result.returncode
    assert "BadSetting" in last_line(result)
    assert name in last_line(result)
    assert f"Example: {name}={VARIABLES[name].example}" in last_line(result)


@pytest.mark.parametrize("name", PRODUCTION)
def test_production_refuses_to_start_without_its_secrets(name: str, tmp_path: Path) -> None:
    result = start(tmp_path, "production", **{key: text for key, text in PRODUCTION.items() if key != name})
    assert result.returncode
    assert f"{name} is not set" in last_line(result)
    assert f"Example: {name}=" in last_line(result)


def test_production_starts_with_them(tmp_path: Path) -> None:
    result = start(tmp_path, "production", **PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert not (tmp_path / "secret_key").exists()


def test_production_refuses_a_short_key(tmp_path: Path) -> None:
    result = start(tmp_path, "production", **{**PRODUCTION, "PORTAL_SECRET_KEY": "short"})
    assert result.returncode
    assert "PORTAL_SECRET_KEY is shorter than 50 characters" in result.stderr


def test_embedded_default_needs_no_variable(tmp_path: Path) -> None:
    result = start(tmp_path / "made" / "at start")
    assert result.returncode == 0, result.stderr
    key = tmp_path / "made" / "at start" / "secret_key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(result.stdout.strip()) >= 50
    assert start(tmp_path / "made" / "at start").stdout == result.stdout


def test_unwritable_data_folder_is_said_plainly(tmp_path: Path) -> None:
    """A file in its place: root ignores permissions, nobody ignores this."""
    (tmp_path / "var").write_text("not a folder")
    result = start(tmp_path / "var")
    assert result.returncode
    assert f"The data folder {tmp_path / 'var'} cannot be written" in last_line(result)
    assert "Example: PORTAL_DATA_DIR=" in last_line(result)


def test_full_disk_is_said_plainly(tmp_path: Path) -> None:
    """A limit on file sizes stands in for the full disk: the same call fails."""
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)); " + LOAD
    code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); " + code
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode
    assert f"The data folder {tmp_path} cannot be written" in last_line(result)


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    """Web server, worker and beat start together on an empty folder."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", LOAD],
            cwd=REPOSITORY,
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    answers = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0] * 6, answers
    assert len({out.strip() for out, _ in answers}) == 1
    assert len(answers[0][0].strip()) >= 50


def test_a_key_that_is_being_written_is_waited_for(tmp_path: Path) -> None:
    """Whoever comes between the making and the writing of the file never gets an empty key."""
    code = """
import os, secrets, threading, time
from pathlib import Path
from portal.settings import data_dir

folder = Path(os.environ["PORTAL_DATA_DIR"])
made = secrets.token_urlsafe
def slow(size):
    time.sleep(0.5)
    return made(size)
data_dir.secrets.token_urlsafe = slow
keys = []
threads = [threading.Thread(target=lambda: keys.append(data_dir.secret_key(folder))) for _ in range(2)]
for thread in threads:
    thread.start()
    time.sleep(0.1)
for thread in threads:
    thread.join()
print(len(set(keys)), min(map(len, keys)) >= 50)
"""
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.stdout.split() == ["1", "True"], result.stderr


def test_read_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_PROXIES", "many")
    with pytest.raises(BadSetting, match=r"PORTAL_PROXIES='many' .* Example: PORTAL_PROXIES=1"):
        env.read("PORTAL_PROXIES")


def test_only_env_reads_the_environment() -> None:
    """Entry points may name the settings module; nobody else touches ``os.environ``."""
    entries = {"manage.py", "portal/celery.py", "portal/wsgi.py", "portal/asgi.py"}
    readers = set()
    for folder in ("portal", "tourism", "products", "search", "manage.py"):
        root = REPOSITORY / folder
        for path in [root] if root.is_file() else root.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv", "os.putenv"}:
                    readers.add(str(path.relative_to(REPOSITORY)))
    assert readers - entries == {"portal/settings/env.py"}


def test_every_variable_says_what_it_is_for() -> None:
    for name, variable in VARIABLES.items():
        assert name == variable.name
        assert variable.purpose.endswith(".")
        assert variable.example
