"""Who comes in: the permission of each page, the menu and the front page, and what a page costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.users.editing import OFFICERS, OFFICERS_WORK, set_up_editing
from tests.products import factories as made
from tests.products.admin import desk
from tests.products.admin.test_scope import filled, ours, takes_a_key

#: Permissions and counts of queries are the same on every database; what officers may see is asked in test_scope.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
#: Pages of administrators.
ADMINISTRATORS = {"desk:officers", "desk:officers_results", "desk:add_officer", "desk:officer"}
#: Most queries of a page, whatever waits; the admin's own furniture is half of them. A product has six lists of rows.
MOST_QUERIES, MOST_OF_A_PRODUCT = 24, 40


def pages(rows: dict[str, Any]) -> list[tuple[str, str]]:
    """Every address of ours, those that take a key with a row of the own province."""
    keyless = [(name, reverse(name)) for name, pattern in ours().items() if not takes_a_key(pattern)]
    return keyless + [(name, reverse(name, args=[row.pk])) for name, row in rows.items()]


def read(answer: Any) -> Any:
    """An answer whose file was read to its end, which closes it."""
    if answer.streaming:
        b"".join(answer)
    return answer


def status(client: Client, url: str) -> int:
    return read(client.get(url)).status_code


def answers(client: Client, url: str) -> list[int]:
    return [status(client, url), client.post(url).status_code]


def test_only_officers_and_administrators_come_in():
    owner = desk.business("Sơn La")
    rows = filled("Sơn La", "Nhà")
    stranger, member = Client(), desk.client(owner.members.get().user)
    editor = desk.client(desk.editor())
    appointed_only = desk.client(desk.officer("Sơn La", group=False))
    without_row = made.user()
    without_row.groups.add(Group.objects.get(name=OFFICERS))
    for name, url in pages(rows):
        for answer in (stranger.get(url), stranger.post(url)):
            assert answer.status_code == 302, name
            assert "/tai-khoan/login/" in answer.url or "/quan-tri/login/" in answer.url, name
        for outside in (member, appointed_only):
            assert answers(outside, url) == [403, 403], name
        refused = editor.get(url)
        assert (refused.status_code, refused.headers.get("Location")) == (302, reverse("wagtailadmin_home")), name
        assert editor.post(url).headers.get("Location") == reverse("wagtailadmin_home"), name
        assert editor.get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403, name


def test_officers_see_all_but_the_administrators_pages_and_administrators_all():
    rows = filled("Sơn La", "Nhà")
    officer, administrator = desk.client(desk.officer("Sơn La")), desk.client(made.user(is_superuser=True))
    for name, url in pages(rows):
        seen = read(officer.get(url))
        if name in ADMINISTRATORS:
            assert seen.headers.get("Location") == reverse("wagtailadmin_home"), name
        else:
            assert seen.status_code in {200, 405} or name in {"desk:queue"}, name
        assert status(administrator, url) in {200, 405} or name in {"desk:queue"}, name


@pytest.mark.parametrize(
    ("codename", "names"),
    [
        ("change_listingdraft", {"desk:listings", "desk:listing", "desk:listing_preview", "desk:approve_many"}),
        ("change_claim", {"desk:claims", "desk:claim"}),
        ("change_report", {"desk:reports", "desk:report", "desk:all_reports"}),
        ("change_certificatesubmission", {"desk:submissions", "desk:submission"}),
        ("add_certificate", {"desk:grant"}),
        ("view_action", {"desk:history", "desk:queue"}),
    ],
)
def test_each_page_asks_for_its_own_permission(codename, names):
    rows = filled("Sơn La", "Nhà")
    account = desk.officer("Sơn La", group=False)
    account.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(content_type__app_label="products", codename=codename),
    )
    client = desk.client(account)
    home = reverse("wagtailadmin_home")
    let_in = {name for name, url in pages(rows) if client.get(url).headers.get("Location") != home}
    assert {name.removesuffix("_results") for name in let_in} == names


def test_the_group_holds_what_the_work_needs_and_no_more():
    set_up_editing()
    set_up_editing()
    group = Group.objects.get(name=OFFICERS)
    held = {f"{one.content_type.app_label}.{one.codename}" for one in group.permissions.all()}
    wanted = {f"{app}.{kind}_{model}" for (app, model), kinds in OFFICERS_WORK for kind in kinds}
    assert held == wanted | {"wagtailadmin.access_admin"}
    assert not any("delete" in one or "taxcode" in one or "enquiry" in one or "officer" in one for one in held)


def test_the_menu_and_the_front_page_say_what_waits():
    desk.draft("Sơn La")
    desk.seller("Sơn La")
    desk.seller("Điện Biên")
    officer = desk.client(desk.officer("Sơn La"))
    front = officer.get(reverse("wagtailadmin_home")).content.decode()
    assert "S\\u1ea3n v\\u1eadt (2)" in front
    assert "Vi\\u1ec7c ch\\u1edd (2)" in front
    assert "2 việc chờ, Sơn La" in front
    assert officer.get(reverse("desk:queue")).url == reverse("desk:sellers")
    for account in (desk.editor(), desk.officer("Sơn La", group=False)):
        account.user_permissions.add(Permission.objects.get(codename="access_admin"))
        page = desk.client(type(account).objects.get(pk=account.pk)).get(reverse("wagtailadmin_home")).content.decode()
        assert "S\\u1ea3n v\\u1eadt" not in page
        assert "việc chờ" not in page
    idle = desk.client(desk.officer("Sơn La")).get(reverse("wagtailadmin_home")).content.decode()
    assert "việc chờ" in idle


def test_pages_read_the_same_number_of_times_however_much_waits():
    account = desk.officer("Sơn La")
    counts: list[dict[str, int]] = []
    for _round in range(2):
        rows = filled("Sơn La", "Nhà")
        for _number in range(3):
            live = desk.live_product("Sơn La")
            desk.draft("Sơn La", product=live, text_vi="Lời khác.")
            desk.seller("Sơn La", tax_code="")
            desk.claim("Sơn La")
            desk.report("Sơn La")
            desk.submission(desk.live_product("Sơn La"))
        client = desk.client(account)
        reading = [(name, url) for name, url in pages(rows) if status(client, url) == 200]
        spent: dict[str, int] = {}
        for name, url in reading:
            with CaptureQueriesContext(connection) as queries:
                status(client, url)
            spent[name] = len(queries)
        counts.append(spent)
    assert counts[1].pop("desk:product") <= MOST_OF_A_PRODUCT
    assert {name: number for name, number in counts[1].items() if number > MOST_QUERIES} == {}
    grown = {name: (counts[0][name], number) for name, number in counts[1].items() if number > counts[0][name]}
    assert grown == {}
