"""What may never stand in the repository: addresses of package indexes, paths of one machine, work left for later."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

from portal.settings.env import REPOSITORY

LOCKS = ("base.txt", "dev.txt")
BINARY = {".avif", ".gif", ".ico", ".jpg", ".jpeg", ".mo", ".png", ".ttf", ".webp", ".woff2", ".zip", ".gz"}
THIS = Path(__file__).relative_to(REPOSITORY)
# In parts, so that this file does not find itself.
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:" + "work" + r"/|" + "root" + r"/(?!\.m2)|home" + r"/[a-z]+/)")
INDEXES = re.compile(
    r"(?i)--?(?:extra-)?index-url|--find-links|--trusted-host|pypi\.org/simple|files\.pythonhosted|registry\.npmjs"
    r"|repo1?\.maven\.org|docker\.elastic\.co|(?:ghcr|quay|gcr)\.io/"
)
LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X{3})\b")


@lru_cache
def files() -> list[Path]:
    """Every file of the repository that git knows or would take, without its pictures and fonts."""
    command = ["git", "-C", str(REPOSITORY), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    found = [Path(name) for name in listed.stdout.split("\0") if name]
    return [path for path in found if path.suffix not in BINARY and (REPOSITORY / path).is_file()]


def findings(pattern: re.Pattern[str]) -> list[str]:
    """Return "path:line: text" of all matches outside this file."""
    found = []
    for path in files():
        if path == THIS:
            continue
        text = (REPOSITORY / path).read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{path}:{number}: …{line[max(0, match.start() - 20) : match.end() + 40]}…")
    return found


def requirements(name: str) -> list[tuple[Requirement, int]]:
    """Return each locked requirement with the number of its hashes."""
    text = (REPOSITORY / "requirements" / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE), flags=re.IGNORECASE)
    return [
        (Requirement(block.split("\\")[0].strip()), block.count("--hash=sha256:")) for block in blocks if block.strip()
    ]


def test_no_address_of_an_index_or_registry() -> None:
    allowed = {"Makefile"}  # asks the lock not to carry any
    assert [found for found in findings(INDEXES) if found.split(":")[0] not in allowed] == []


def test_no_path_of_one_machine() -> None:
    assert findings(MACHINE_PATHS) == []


def test_nothing_is_left_for_later() -> None:
    assert findings(LATER) == []


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    found = requirements(name)
    assert len(found) > 30
    for requirement, hashes in found:
        assert re.fullmatch(r"==[\w.+!]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert requirement.url is None, requirement


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_carry_nothing_but_requirements(name: str) -> None:
    text = (REPOSITORY / "requirements" / name).read_text(encoding="utf-8")
    assert not re.search(r"^-", text, re.MULTILINE)
    assert "://" not in text


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_hold_for_the_first_python_of_all(name: str) -> None:
    """Markers are kept: what 3.11.0 needs and 3.11.3 does not is still there."""
    marked = [requirement.marker for requirement, _ in requirements(name) if requirement.marker]
    first = {"python_version": "3.11", "python_full_version": "3.11.0", "implementation_version": "3.11.0"}
    assert any("python_full_version < " in str(marker) and Marker(str(marker)).evaluate(first) for marker in marked)


def test_development_installs_what_production_runs() -> None:
    def versions(name: str) -> dict[str, str]:
        return {f"{item.name} {item.marker}": str(item.specifier) for item, _ in requirements(name)}

    base, dev = versions("base.txt"), versions("dev.txt")
    assert {key: dev.get(key) for key in base} == base


def test_every_direct_dependency_is_locked_and_has_its_reason() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8").split("\n# --- Lint")[0]
    direct = re.findall(r'^    "([A-Za-z0-9_-]+)', project, re.MULTILINE)
    assert len(direct) > 25
    locked = {re.sub(r"[-_.]+", "-", item.name).lower() for item, _ in requirements("dev.txt")}
    reasons = (REPOSITORY / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    for name in direct:
        assert name.lower() in locked, name
        assert f"| `{name}" in reasons, f"{name} has no reason in docs/decisions/0002-dependencies.md"
