"""The admin in Vietnamese: what Wagtail leaves empty is said, whole, and nothing is replaced by accident.

The library's own catalogues are read here from their .po files, not by the code that keeps ours.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import ngettext, npgettext, override, pgettext
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from portal.core.management.commands.messages import added, as_mo, as_po, catalogue_path, read, said_by_libraries
from portal.users.models import User

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^<>]*>")
DOMAINS = ("django", "djangojs")


def wagtail_apps() -> list[str]:
    """Every installed app of Wagtail and of its translations."""
    return [app.name for app in apps.get_app_configs() if app.name.startswith("wagtail")]


def messages(folder: str | Path, language: str, domain: str) -> Catalog:
    path = Path(folder) / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, locale=language)


def of_app(name: str, language: str, domain: str) -> Catalog:
    path = next(app.path for app in apps.get_app_configs() if app.name == name)
    return messages(Path(path) / "locale", language, domain)


def ours(domain: str) -> list[Message]:
    return [one for one in messages(settings.LOCALE_PATHS[1], "vi", domain) if one.id]


def forms(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def spoken(message: Message) -> str:
    """What the running portal says; the number of a plural is 2."""
    first, *rest = forms(message.id)
    with override("vi"):
        if message.context and rest:
            return npgettext(message.context, first, rest[0], 2)
        if message.context:
            return pgettext(message.context, first)
        return ngettext(first, rest[0], 2) if rest else say(first)


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_says_all_that_the_source_says(domain: str) -> None:
    wrong = []
    for message in ours(domain):
        sources, [text] = forms(message.id), forms(message.string)
        # The form for one may spell its number out; what it names besides, the form for many names too.
        wanted = [Counter(PLACEHOLDER.findall(source)) for source in sources]
        if Counter(PLACEHOLDER.findall(text)) not in [one for one in wanted if one or not any(wanted)]:
            wrong.append((sources, text, "placeholders"))
        if Counter(TAG.findall(text)) != Counter(TAG.findall(sources[-1])):
            wrong.append((sources, text, "tags"))
        edges = [[len(one) - len(one.lstrip()), len(one) - len(one.rstrip())] for one in (sources[0], text)]
        if edges[0] != edges[1]:
            wrong.append((sources, text, "spaces at the edges, which join it to other words"))
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_terms_are_the_same_everywhere(domain: str) -> None:
    # Words Wagtail's own catalogue uses, and the other way to set the tone mark, beside those of the portal's texts.
    foreign = re.compile(
        r"xuất bản|bình luận|vùng miền|văn bản|luồng công việc|thẻ phổ biến|xóa|hủy|khóa|tùy", re.IGNORECASE
    )
    assert [text for one in ours(domain) for text in forms(one.string) if foreign.search(text)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_wagtail_says_is_replaced_only_on_purpose(domain: str) -> None:
    theirs: dict[tuple[str, Any], set[str]] = {}
    for app in wagtail_apps():
        for message in of_app(app, "vi", domain):
            if message.id and not message.fuzzy and all(forms(message.string)):
                theirs.setdefault((forms(message.id)[0], message.context), set()).update(forms(message.string))
    for message in ours(domain):
        known = theirs.get((forms(message.id)[0], message.context), set())
        [text] = forms(message.string)
        assert text not in known, f"Wagtail says {text!r} itself"
        noted = [one.removeprefix("instead of: ") for one in message.auto_comments]
        # A script looks into its own app only, so there another app's text may stand beside ours.
        assert noted or not known or domain == "djangojs", f"{message.id!r} replaces {known} silently"


def test_the_running_portal_says_nearly_everything_in_vietnamese() -> None:
    english, total = [], 0
    for app in wagtail_apps():
        for message in of_app(app, "en", "django"):
            if message.id and re.search(r"[a-z]{2}", PLACEHOLDER.sub("", forms(message.id)[0])):
                total += 1
                if spoken(message) in forms(message.id):
                    english.append((app, message.id))
    assert total > 1500
    assert len(english) <= 0.03 * total, english


def test_ours_go_before_the_texts_of_libraries() -> None:
    wrong = [(one.id, spoken(one)) for one in ours("django") if spoken(one) != forms(one.string)[0]]
    assert wrong == []


def test_english_speakers_keep_english() -> None:
    with override("en"):
        assert (say("Publish"), say("Focal point"), say("Save draft")) == ("Publish", "Focal point", "Save draft")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "app"),
    [("wagtailadmin_javascript_catalog", "wagtail.admin"), ("wagtail_localize:javascript_catalog", "wagtail_localize")],
)
def test_scripts_get_vietnamese(client: Client, view: str, app: str) -> None:
    client.force_login(User.objects.create_superuser("lan@example.vn", "mat khau dai 1"))
    answer = client.get(reverse(view)).content.decode()
    [found] = re.findall(r"const newcatalog = (\{.*?\n\s*\});", answer, re.DOTALL)
    catalog = json.loads(found)
    english = [
        one.id
        for one in of_app(app, "en", "djangojs")
        if one.id and catalog.get(forms(one.id)[0], one.id) in (one.id, forms(one.id))
    ]
    assert [one for one in english if re.search(r"[a-z]{2}", PLACEHOLDER.sub("", forms(one)[0]))] == []


def test_the_day_of_a_translation_names_no_english_month() -> None:
    day = datetime(2026, 11, 5, 12, tzinfo=UTC)
    done = StringTranslation(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, updated_at=day)
    with override("vi"):
        assert done.get_comment() == "Dịch bằng tay ngày 5.11.2026"


@pytest.mark.django_db
def test_an_editor_who_chose_nothing_gets_vietnamese_whatever_the_browser_asks_for(client: Client) -> None:
    editor = User.objects.create_superuser("lan@example.vn", "mat khau dai 1")
    client.force_login(editor)
    home = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "en"})
    assert "Tìm trong mọi trang…" in home.content.decode()
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "en"})
    home = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "vi"})
    assert "Search all pages…" in home.content.decode()


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_catalogues_are_what_make_messages_writes(domain: str) -> None:
    path = catalogue_path(settings.LOCALE_PATHS[1], "vi", domain)
    catalog = added(read(path, "vi"), said_by_libraries("vi", domain), "vi")
    assert path.read_bytes() == as_po(catalog)
    assert path.with_suffix(".mo").read_bytes() == as_mo(catalog)
