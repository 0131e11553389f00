"""The officers' pages in a browser: axe, errors and width; a decision by the keyboard; a maker chosen in a dialogue."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.portal_server import ROOT, empty, serving
from tests.quality.test_browser import AXE, TAGS

VIEWS = ((390, "light"), (1280, "dark"))
LISTS = (
    "",
    "san-vat/cho/chu-the/",
    "san-vat/cho/san-pham/",
    "san-vat/cho/giay-chung-nhan/",
    "san-vat/cho/de-nghi/",
    "san-vat/cho/tin-bao/",
    "san-vat/san-pham/",
    "san-vat/chu-the/",
    "san-vat/giay-chung-nhan/",
    "san-vat/nhat-ky/",
    "san-vat/san-pham/them/",
)
#: Lists whose first row is opened.
OPENED = (
    "san-vat/cho/chu-the/",
    "san-vat/cho/san-pham/",
    "san-vat/cho/giay-chung-nhan/",
    "san-vat/cho/de-nghi/",
    "san-vat/cho/tin-bao/",
    "san-vat/giay-chung-nhan/",
)


@dataclass(frozen=True)
class Desk:
    """A running portal with something waiting, and the officer's session."""

    url: str
    session: str

    def window(self, browser: Browser, width: int, theme: Any = "light") -> Page:
        """A window in which the officer is signed in."""
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.url}])
        return context.new_page()

    def open(self, browser: Browser, path: str, width: int = 1280) -> Page:
        """A page of the admin, in a window of its own."""
        page = self.window(browser, width)
        page.goto(f"{self.url}/quan-tri/{path}")
        return page


@pytest.fixture(scope="module")
def desk(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Desk]:
    """A portal of its own: nothing but what the officer needs, and the collected static files of the demo."""
    folder = tmp_path_factory.mktemp("desk")
    environment = empty(folder)
    shutil.copytree(demo_folder / "static", folder / "static", dirs_exist_ok=True)
    filled = subprocess.run(
        [sys.executable, "-m", "tests.products.admin.filling"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    with serving(environment) as running:
        yield Desk(running.url, filled.stdout.split()[-1])


def problems_of(page: Page) -> list[str]:
    """What axe finds, and how much too wide the page is."""
    result: Any = page.evaluate(AXE + ";axe.run(document, {runOnly: " + str(TAGS) + ", resultTypes: ['violations']})")
    found = [f"{one['id']}: {[node['target'][0] for node in one['nodes']][:3]}" for one in result["violations"]]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{too_wide} pixels too wide"] if too_wide > 0 else [])


@pytest.mark.parametrize(("width", "theme"), VIEWS)
def test_axe_console_and_width(desk: Desk, browser: Browser, width: int, theme: str) -> None:
    problems: list[str] = []
    thrown: list[str] = []

    def heard(error: Any) -> None:
        thrown.append(str(error))

    page = desk.window(browser, width, theme)
    page.on("pageerror", heard)
    for path in LISTS:
        for is_opened in (False, True) if path in OPENED else (False,):
            page.goto(f"{desk.url}/quan-tri/{path}")
            if is_opened:
                page.locator("a.desk-card").first.click()
                page.wait_for_load_state()
            page.wait_for_load_state("networkidle")
            where = f"{width} {theme} {path}{' opened' if is_opened else ''}"
            problems += [f"{where}: {one}" for one in problems_of(page)]
    page.context.close()
    assert problems == []
    assert thrown == []


def test_a_listing_is_returned_by_the_keyboard_alone(desk: Desk, browser: Browser) -> None:
    page = desk.open(browser, "san-vat/cho/san-pham/", 390)
    page.get_by_role("link", name=re.compile("Miến dong Bản Sớm")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/san-pham/\d+/"))
    assert "Có từ nói công dụng chữa bệnh" in page.content()
    page.get_by_role("radio", name=re.compile("Trả lại để sửa")).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_role("checkbox", name="Nói công dụng chữa bệnh").is_checked()
    page.get_by_label("Lời nhắn").focus()
    page.keyboard.type("Bỏ câu về tiểu đường.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cho/san-pham/$"))
    assert "Đã trả lại “Miến dong Bản Sớm” để sửa." in page.content()
    page.context.close()


def test_a_maker_is_chosen_in_the_dialogue_and_saved(desk: Desk, browser: Browser) -> None:
    page = desk.open(browser, "san-vat/san-pham/?q=xoai")
    page.get_by_role("link", name="Xoài tròn").click()
    page.get_by_role("button", name="Chọn nơi làm ra").click()
    page.get_by_label("Từ khoá").fill("xoài yên châu")
    page.get_by_role("link", name="Cơ sở Xoài Yên Châu").click()
    page.locator("[data-chooser-title]", has_text="Cơ sở Xoài Yên Châu").wait_for()
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Đã lưu “Xoài tròn”.").wait_for()
    assert page.get_by_role("link", name="Cơ sở Xoài Yên Châu").count() == 1
    page.context.close()
