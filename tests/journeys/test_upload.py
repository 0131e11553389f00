"""An editor sends a phone's photograph in a real browser: refusals are explained, the good one goes all the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.media.pictures import jpeg
from tests.portal_server import Portal, manage, serving

ADD = "form[action*='images/add'] button[type=submit]"


@pytest.fixture(scope="module")
def portal(demo_environment: dict[str, str], chromium: str) -> Iterator[Portal]:
    """A running portal with the demo content and its accounts."""
    manage(demo_environment, "demo_accounts")
    with serving(demo_environment) as running:
        yield running


@pytest.fixture
def admin(portal: Portal, browser: Browser) -> Iterator[Page]:
    """The admin in the window of a signed-in editor; anything in the console fails the test."""
    accounts: dict[str, str] = json.loads(
        (Path(portal.environment["PORTAL_DATA_DIR"]) / "demo-accounts.json").read_text(encoding="utf-8")
    )
    address = next(address for address in accounts if address.startswith("bientap@"))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi")
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{portal.url}/quan-tri/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", accounts[address])
    page.click("main button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    yield page
    context.close()
    assert problems == []


def upload(name: str, content: bytes) -> dict[str, Any]:
    """A file as Playwright hands it to a form."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def test_a_photograph_goes_the_whole_way(admin: Page, portal: Portal) -> None:
    photograph = jpeg(1800, 1350, seed=77)
    admin.goto(f"{portal.url}/quan-tri/images/add/")
    admin.set_input_files("input[name=file]", upload("giay.jpg", b"not a picture"))
    admin.click(ADD)
    assert "Tệp này không phải là hình" in admin.inner_text("main")
    admin.set_input_files("input[name=file]", upload("IMG_0077.JPG", photograph))
    admin.fill("input[name=title]", "Nương chè của thử nghiệm")
    admin.click(ADD)
    admin.wait_for_url("**/quan-tri/images/")
    assert admin.locator(".picture-progress [data-count=waiting]").inner_text() == "1"
    assert "đang chờ, thiếu mô tả, giấy phép" in admin.inner_text(".picture-mark >> nth=0")
    admin.click("text=Nương chè của thử nghiệm >> nth=-1")
    admin.wait_for_load_state()
    assert "đang chờ" in admin.inner_text(".picture-state >> nth=0")
    assert admin.locator(".focal-point-chooser img[src*='waiting']").count() >= 1
    manage(portal.environment, "media_process")
    admin.click(".picture-state a:has-text('Tải lại để xem')")  # offered when the work is done
    admin.wait_for_selector(".picture-state table")
    assert "sẵn sàng" in admin.inner_text(".picture-state >> nth=0")
    assert "còn thiếu: mô tả" in admin.inner_text(".picture-state >> nth=0")
    links = admin.locator(".picture-state table a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == 11
    for link in links:
        answer = admin.request.get(link)
        assert answer.ok
        assert answer.headers["content-type"].startswith("image/")
    admin.goto(f"{portal.url}/quan-tri/images/add/")
    admin.set_input_files("input[name=file]", upload("again.jpg", photograph))
    admin.click(ADD)
    assert "Hình này đã có trong thư viện: Nương chè của thử nghiệm" in admin.inner_text("main")


def test_several_at_once_each_with_its_answer(admin: Page, portal: Portal) -> None:
    admin.goto(f"{portal.url}/quan-tri/images/multiple/add/")
    files = [upload("mot.jpg", jpeg(700, 500, seed=81)), upload("hong.jpg", jpeg(700, 500, seed=82)[:3000])]
    admin.set_input_files("input[type=file]", files)
    admin.wait_for_selector("text=Không đọc được hình này")
    admin.wait_for_selector("input[name$='-title']")
    assert admin.input_value("input[name$='-title']") == "mot"
    assert admin.locator("input[name$='-file']").count() == 0
