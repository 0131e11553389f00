"""The only reader of ``os.environ``: every variable of the portal, its default and its check.

A missing or malformed variable stops the start with its name and an example (``BadSetting``). The README's table and
``.env.example`` list the same names; a test compares them with ``VARIABLES``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

REPOSITORY = Path(__file__).resolve().parents[2]


class BadSetting(ImproperlyConfigured):
    """An environment variable is missing or malformed; the message names it and gives an example."""


@dataclass(frozen=True)
class Variable:
    """One environment variable: how it is parsed, what stands in for it, and an example for messages."""

    name: str
    parse: Callable[[str], Any]
    default: str | None
    example: str
    purpose: str


def _boolean(text: str) -> bool:
    values = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    return values[text.strip().lower()]


def _hosts(text: str) -> list[str]:
    hosts = [part.strip() for part in text.split(",") if part.strip()]
    if any("/" in host or " " in host for host in hosts):
        raise ValueError("host names only")
    return hosts


def _origins(text: str) -> list[str]:
    origins = [part.strip() for part in text.split(",") if part.strip()]
    if any(urlsplit(origin).scheme not in {"http", "https"} for origin in origins):
        raise ValueError("full origins with scheme")
    return origins


def _keys(text: str) -> list[str]:
    keys = [part.strip() for part in text.split(",") if part.strip()]
    if any(len(key) < 50 for key in keys):
        raise ValueError("each of 50 characters or more")
    return keys


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("must be at least 1")
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError("must not be negative")
    return number


def _address(*schemes: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        parts = urlsplit(text)
        if text and parts.scheme not in schemes:
            raise ValueError(f"scheme must be one of {', '.join(schemes)}")
        if text and not parts.hostname:
            raise ValueError("host is missing")
        if text:
            _ = parts.port  # raises ValueError when the port is no number
        return text

    return parse


def _database(text: str) -> dict[str, Any]:
    if urlsplit(text).scheme not in {"postgres", "postgresql", "sqlite"}:
        raise ValueError("scheme must be postgres, postgresql or sqlite")
    return dict(environ.Env.db_url_config(text))


def _mail(text: str) -> dict[str, Any]:
    if urlsplit(text).scheme not in environ.Env.EMAIL_SCHEMES:
        raise ValueError(f"scheme must be one of {', '.join(environ.Env.EMAIL_SCHEMES)}")
    return dict(environ.Env.email_url_config(text))


def _bucket(text: str) -> str:
    if text and not all(char.isalnum() or char in ".-" for char in text):
        raise ValueError("letters, digits, dots and dashes only")
    return text


def _index_copy(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) or text == "elasticsearch" or text.endswith("-next"):
        raise ValueError("lower-case letters, digits and single dashes; not “elasticsearch”, nor ending in “-next”")
    return text


VARIABLES: dict[str, Variable] = {
    variable.name: variable
    for variable in (
        Variable(
            "PORTAL_DATA_DIR",
            Path,
            str(REPOSITORY / "var"),
            "/srv/portal",
            "Folder for everything the embedded parts write (database, media, broker, index, logs).",
        ),
        Variable(
            "PORTAL_SECRET_KEY",
            str,
            "",
            "a random text of 50 characters or more",
            "Signing key. Embedded: made at first start and kept in the data folder. Production: required.",
        ),
        Variable(
            "PORTAL_PRIVATE_KEYS",
            _keys,
            "",
            "a random text of 50 characters or more, then older ones, separated by commas",
            "Keys that keep citizens' numbers unreadable at rest; the first one encrypts. Embedded: made at first "
            "start and kept in the data folder. Production: required.",
        ),
        Variable(
            "PORTAL_HOSTS",
            _hosts,
            "127.0.0.1,localhost,[::1]",
            "taybac.example.vn,www.taybac.example.vn",
            "Host names the site answers to, comma separated. Production: required.",
        ),
        Variable(
            "PORTAL_BASE_URL",
            _address("http", "https"),
            "http://127.0.0.1:8000",
            "https://taybac.example.vn",
            "Public address of the site, used in canonical links, the sitemap and mails. Production: required.",
        ),
        Variable(
            "PORTAL_TRUSTED_ORIGINS",
            _origins,
            "",
            "https://taybac.example.vn",
            "Origins trusted for forms behind a TLS proxy (Django's CSRF_TRUSTED_ORIGINS).",
        ),
        Variable(
            "PORTAL_PROXIES",
            _count,
            "0",
            "1",
            "How many own proxies stand in front and append to X-Forwarded-For; 0 trusts no such header.",
        ),
        Variable(
            "DATABASE_URL",
            _database,
            "",
            "postgres://portal:secret@db:5432/portal",
            "PostgreSQL address. Empty: SQLite in the data folder.",
        ),
        Variable(
            "REDIS_URL",
            _address("redis", "rediss"),
            "",
            "redis://redis:6379/0",
            "Redis for cache, rate limits and the Celery broker. Empty: files in the data folder.",
        ),
        Variable(
            "ELASTICSEARCH_URL",
            _address("http", "https"),
            "",
            "http://search:9200",
            "Elasticsearch 8.19. Empty: the embedded index.",
        ),
        Variable(
            "PORTAL_SEARCH_TARGET",
            _index_copy,
            "embedded",
            "web-2",
            "Name of this machine's embedded index; of several web machines each has its own.",
        ),
        Variable(
            "S3_BUCKET",
            _bucket,
            "",
            "taybac-media",
            "Bucket of an S3-compatible storage for media. Empty: files in the data folder.",
        ),
        Variable(
            "S3_ENDPOINT_URL",
            _address("http", "https"),
            "",
            "https://s3.example.vn",
            "Address of the S3-compatible storage; its keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        ),
        Variable("AWS_ACCESS_KEY_ID", str, "", "portal", "Access key of the S3-compatible storage."),
        Variable("AWS_SECRET_ACCESS_KEY", str, "", "a secret", "Secret key of the S3-compatible storage."),
        Variable(
            "EMAIL_URL",
            _mail,
            "",
            "smtp+tls://user:secret@mail.example.vn:587",
            "Mail server. Empty: mails are written to files in the data folder.",
        ),
        Variable(
            "PORTAL_MAIL_FROM", str, "portal@localhost", "portal@taybac.example.vn", "Sender of the site's mails."
        ),
        Variable(
            "PORTAL_SWEEP_SECONDS",
            _positive,
            "15",
            "15",
            "Period in seconds of the sweep that carries out work rows nobody was woken for.",
        ),
        Variable(
            "PORTAL_WORK_LEASE_SECONDS",
            _positive,
            "240",
            "240",
            "How long a worker that died keeps its work row; above the longest task (180 seconds) in service.",
        ),
        Variable(
            "PORTAL_WORK_RETRY_SECONDS",
            _positive,
            "20",
            "20",
            "Wait before failed work is tried again; the second wait is twice as long.",
        ),
        Variable(
            "PORTAL_STAFF_MFA",
            _boolean,
            "false",
            "true",
            "Require a second factor (TOTP or passkey) of everybody who enters the admin. Production default: true.",
        ),
    )
}


def read(name: str, *, required: bool = False, default: str | None = None) -> Any:
    """Return the parsed value of variable ``name``.

    ``default`` replaces the declared default (production tightens some). Raises ``BadSetting`` when a required
    variable is empty or the text cannot be parsed.
    """
    variable = VARIABLES[name]
    text = os.environ.get(name, "").strip()
    if not text and required:
        raise BadSetting(f"{name} is not set. {variable.purpose} Example: {name}={variable.example}")
    if not text:
        text = default if default is not None else (variable.default or "")
        if not text and variable.parse in (_database, _mail, Path):
            return None
    try:
        return variable.parse(text)
    except (KeyError, ValueError, environ.ImproperlyConfigured) as error:
        raise BadSetting(f"{name}={text!r} cannot be read ({error}). Example: {name}={variable.example}") from error
