"""No Docker engine is needed to keep the deployment files honest: they are read and held against the settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.settings.env import REPOSITORY, VARIABLES

COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("web", "worker", "indexer", "beat", "migrate")
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
#: What Django, Python and the shell read, beside the portal's own variables.
FOREIGN = {"DJANGO_SETTINGS_MODULE", "TMPDIR"}
#: Read by docker-compose.yml alone.
COMPOSE_ONLY = {"POSTGRES_PASSWORD", "PORT"}
#: What production.py (and mail) cannot do without.
REQUIRED = {
    "PORTAL_SECRET_KEY",
    "PORTAL_PRIVATE_KEYS",
    "PORTAL_HOSTS",
    "PORTAL_BASE_URL",
    "POSTGRES_PASSWORD",
    "EMAIL_URL",
    "PORTAL_MAIL_FROM",
}
# A version of at least two numbers, then perhaps the flavour: python:3.11.14-slim-bookworm.
PINNED = re.compile(r"^[a-z0-9./-]+:\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?$")
INTERPOLATION = re.compile(r"\$\{(?P<name>[A-Z0-9_]+)(?P<rest>:?[?-][^}]*)?\}")


def names_of_example() -> tuple[set[str], set[str]]:
    """Return the portal's variables of ``.env.example``, and those in its part for docker-compose.yml alone."""
    text = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
    portal, compose = text.split("# --- Read by docker-compose.yml alone")
    pattern = re.compile(r"^(?:# )?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
    return set(pattern.findall(portal)), set(pattern.findall(compose))


def names_of_readme() -> list[str]:
    """Return the variables of the README's table, as often as they stand there."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    table = text.split("## Settings", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", table, re.MULTILINE)


def test_example_lists_every_variable_and_no_other() -> None:
    portal, compose = names_of_example()
    assert portal == set(VARIABLES)
    assert compose == COMPOSE_ONLY - {"PORT"}


def test_readme_lists_every_variable_once() -> None:
    assert sorted(names_of_readme()) == sorted(VARIABLES)


def test_examples_can_be_read() -> None:
    """What stands in ``.env.example`` is what the settings accept."""
    text = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
    for name, value in re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=(.+)$", text, re.MULTILINE):
        if name in VARIABLES:
            VARIABLES[name].parse(value)


@pytest.mark.parametrize("name", OURS)
def test_our_services_get_exactly_the_variables_of_the_settings(name: str) -> None:
    assert set(SERVICES[name]["environment"]) == set(VARIABLES) | FOREIGN
    assert SERVICES[name]["environment"]["DJANGO_SETTINGS_MODULE"] == "portal.settings.production"


def test_secrets_come_from_the_environment_and_stop_the_start_when_missing() -> None:
    text = (REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8")
    found = {match["name"]: match["rest"] or "" for match in INTERPOLATION.finditer(text)}
    assert set(found) <= set(VARIABLES) | COMPOSE_ONLY
    for name in REQUIRED:
        assert found[name].startswith(":?"), name
        assert len(found[name]) > 10, f"{name} says what is missing"
    for name in set(found) - REQUIRED:
        assert found[name].startswith(":-"), name


def test_production_reads_the_databases_of_the_neighbours() -> None:
    environment = SERVICES["web"]["environment"]
    for variable, service in (
        ("DATABASE_URL", "postgres"),
        ("REDIS_URL", "redis"),
        ("ELASTICSEARCH_URL", "elasticsearch"),
    ):
        address = INTERPOLATION.sub("secret", environment[variable])
        VARIABLES[variable].parse(address)
        assert re.search(rf"[@/]{service}:\d+", address)
        assert set(SERVICES[service]["networks"]) & set(SERVICES["web"]["networks"])


def test_images_are_pinned() -> None:
    images = [service["image"] for service in SERVICES.values() if "build" not in service]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) >= 5
    for image in images:
        assert PINNED.match(image), image
    assert "latest" not in DOCKERFILE + (REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8")


def test_elasticsearch_is_the_version_that_tests_run_against() -> None:
    script = (REPOSITORY / ".ci" / "elasticsearch").read_text(encoding="utf-8")
    tested = re.search(r"carries Elasticsearch (8\.19\.\d+)", script)
    assert tested is not None
    assert SERVICES["elasticsearch"]["image"].endswith(f":{tested[1]}")


def test_every_service_has_a_health_check() -> None:
    assert "HEALTHCHECK" in DOCKERFILE
    assert "/-/live" in DOCKERFILE
    for name, service in SERVICES.items():
        if name == "migrate":  # ends after its work
            assert service["restart"] == "no"
        elif name != "web":  # has the image's own
            assert service["healthcheck"]["test"], name


def test_nothing_runs_as_root_or_with_more_rights_than_it_needs() -> None:
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}
    for name, service in SERVICES.items():
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert "build" in service or service["user"] not in {"root", "0"}, name
        assert not service.get("privileged"), name
        assert service.get("read_only") or name == "elasticsearch", name


def test_only_the_web_server_has_a_port_and_only_on_loopback() -> None:
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])
    assert COMPOSE["networks"]["data"]["internal"] is True


def test_data_outlive_their_containers() -> None:
    for name, folder in (("postgres", "/var/lib/postgresql/data"), ("elasticsearch", "/usr/share/elasticsearch/data")):
        assert f"{name}:{folder}" in SERVICES[name]["volumes"]
    for folder in ("media", "search"):
        assert all(f"{folder}:/srv/portal/{folder}" in SERVICES[name]["volumes"] for name in OURS)
    assert set(COMPOSE["volumes"]) == {"postgres", "elasticsearch", "media", "search"}


def test_the_site_waits_for_its_migrations() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_image_holds_every_package_of_the_project_and_no_secret() -> None:
    packages = {path.parent.name for path in REPOSITORY.glob("*/__init__.py")} - {"tests"}
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))
    allowed = set(re.findall(r"^!(\w+)$", (REPOSITORY / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    assert copied == allowed == packages
    assert not re.search(r"^(ENV|ARG).*(SECRET|PASSWORD)", DOCKERFILE, re.MULTILINE)


@pytest.mark.parametrize("file", ["Procfile", "Dockerfile"])
def test_web_server_has_two_workers_with_eight_blocking_threads(file: str) -> None:
    """One thread a worker lets two slow uploads stop the site."""
    command = re.sub(r"[\",\\\n]+\s*", " ", Path(REPOSITORY / file).read_text(encoding="utf-8"))
    assert re.search(r"granian\b[^:]*--interface\s+wsgi", command)
    assert re.search(r"--workers\s+2\s+--blocking-threads\s+8", command)
