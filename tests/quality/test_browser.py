"""What a visitor's browser finds: axe, console, requests, bytes, shifts, width, and the page without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests import soak
from tests.pages import EVERY, FORMS, FORMS_APART, Address
from tests.portal_server import Portal, serving

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = (
    [(width, theme) for width in (320, 768, 1280) for theme in ("light", "dark")]
    if soak.SOAKING
    else [(320, "light"), (1280, "dark")]
)
EACH = pytest.mark.parametrize(
    "address",
    [*EVERY, *FORMS, *FORMS_APART, Address("/khong-co/", "404")],
    ids=lambda address: address.path,
)
# kB = 1000 bytes, over the wire: design/look.md
HOME_KB, PAGE_KB, CHARTS_KB, NEXT_KB, SCRIPT_KB = 95, 90, 110, 30, 5
SHIFTS = (
    "window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
    " if (!e.hadRecentInput) window.shifted += e.value; }).observe({type: 'layout-shift', buffered: true})"
)
PICTURES_AND_FONTS = re.compile(r"\.(?:avif|webp|svg|woff2)(?:$|\?)")
SEEN = "*{content-visibility:visible!important}"
# What a reader may set for himself: WCAG 2.2, 1.4.12.
SPACED = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)


@pytest.fixture(scope="session")
def portal(demo_environment: dict[str, str], chromium: str) -> Iterator[Portal]:
    """A running portal with the demo content."""
    with serving(demo_environment) as running:
        yield running


@dataclass(frozen=True)
class Visitor:
    """A window that is kept for all addresses: opening one costs more than most pages do."""

    page: Page
    seen: dict[str, list[str]] = field(default_factory=dict)

    def first_visit(self, address: str) -> None:
        """Open an address as somebody who was never here: without cookies and with an empty cache.

        It takes the place of the page before it: for the way over an empty page the browser would start two processes.
        """
        self.page.context.clear_cookies()
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.clearBrowserCache")
        session.detach()
        for found in self.seen.values():
            found.clear()
        self.page.goto(address)


@pytest.fixture(scope="session")
def reader(browser: Browser) -> Iterator[Visitor]:
    """A visitor who turns the phone and waits for the evening; what goes wrong meanwhile is written down."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    yield Visitor(page, watched(page))
    context.close()


@pytest.fixture(scope="session")
def phone(browser: Browser) -> Iterator[Visitor]:
    """A visitor with a phone, whose page tells how far it shifted."""
    # One pixel a unit: sharper screens get other pictures, which are not weighed here, and take long to paint.
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    page.add_init_script(SHIFTS)
    yield Visitor(page)
    context.close()


@pytest.fixture(scope="session")
def with_and_without_javascript(browser: Browser) -> Iterator[list[Visitor]]:
    """Two visitors who differ in one thing."""
    contexts = [browser.new_context(java_script_enabled=javascript) for javascript in (True, False)]
    for context in contexts:
        # Text has no need of pictures, whose decoding takes most of a visit.
        context.route(PICTURES_AND_FONTS, lambda route: route.abort())
    yield [Visitor(context.new_page()) for context in contexts]
    for context in contexts:
        context.close()


def watched(page: Page) -> dict[str, list[str]]:
    """Lists that fill with console errors, failed requests and the hosts that were asked."""
    seen: dict[str, list[str]] = {"console": [], "hosts": []}
    page.on(
        "console",
        lambda message: seen["console"].append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: seen["console"].append(str(error)))
    page.on("request", lambda request: seen["hosts"].append(urlsplit(request.url).netloc))
    return seen


def restyle(page: Page, css: str) -> None:
    """Add a style sheet as a reader's own, which no policy forbids."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }",
        css,
    )


def pixels_too_wide(page: Page) -> int:
    """How far the page scrolls sideways."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


@EACH
def test_axe_console_hosts_and_width(portal: Portal, reader: Visitor, address: Address) -> None:
    """One visit, whose window and theme change as when a phone is turned or evening comes."""
    problems: list[str] = []
    page, seen = reader.page, reader.seen
    for number, (width, theme) in enumerate(VIEWS):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        if number == 0:
            reader.first_visit(portal.url + address.path)
            page.wait_for_load_state("networkidle")
            restyle(page, SEEN)  # axe reports false contrast errors on what the browser has not laid out yet
            page.evaluate(AXE)
        result: Any = page.evaluate("axe.run(document, {runOnly: " + str(TAGS) + ", resultTypes: ['violations']})")
        for violation in result["violations"]:
            nodes = [node["target"][0] for node in violation["nodes"]][:3]
            problems.append(f"{width} {theme}: {violation['id']}: {nodes}")
        if too_wide := pixels_too_wide(page):
            problems.append(f"{width} {theme}: {too_wide} pixels too wide")
    restyle(page, SPACED)
    for width in {width for width, _theme in VIEWS}:
        page.set_viewport_size({"width": width, "height": 800})
        if too_wide := pixels_too_wide(page):
            problems.append(f"{width} with text spaced: {too_wide} pixels too wide")
    page.wait_for_load_state("networkidle")
    console = [text for text in seen["console"] if not (address.kind == "404" and "404" in text)]
    problems += [f"console: {text}" for text in console]
    problems += [f"asked {host}" for host in set(seen["hosts"]) - {urlsplit(portal.url).netloc}]
    cookies = {cookie["name"] for cookie in page.context.cookies()}
    if cookies != ({"csrftoken"} if address.kind == "form" else set()):
        problems.append(f"cookies {cookies}")
    assert problems == []


@EACH
def test_weight_and_stillness_of_a_first_visit_on_a_phone(portal: Portal, phone: Visitor, address: Address) -> None:
    page = phone.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    weights: dict[str, float] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        weights[kind] = weights.get(kind, 0) + event["encodedDataLength"] / 1000

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    phone.first_visit(portal.url + address.path)
    page.wait_for_load_state("networkidle")
    height = page.evaluate("document.body.scrollHeight")
    for position in range(0, int(height), 700):
        page.evaluate(f"window.scrollTo({{top: {position}, behavior: 'instant'}})")  # smooth ones wait half a second
        page.wait_for_timeout(30)
    shifted = page.evaluate("window.shifted")
    session.detach()
    # The icon sprite and pictures of style sheets are images, whatever asked for them.
    before_images = sum(weights.get(kind, 0) for kind in ("Document", "Stylesheet", "Script", "Font"))
    assert before_images <= {"home": HOME_KB, "figures": CHARTS_KB}.get(address.kind, PAGE_KB), weights
    assert weights["Document"] <= NEXT_KB, weights
    assert weights.get("Script", 0) <= SCRIPT_KB, weights
    assert shifted < 0.001, shifted


@EACH
def test_main_text_does_not_need_javascript(
    portal: Portal, with_and_without_javascript: list[Visitor], address: Address
) -> None:
    texts = []
    for visitor in with_and_without_javascript:
        visitor.first_visit(portal.url + address.path)
        texts.append(re.sub(r"\s+", " ", visitor.page.locator("main").text_content() or "").strip())
    assert texts[0]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("css", ["", SPACED], ids=["plain", "spaced"])
@pytest.mark.parametrize("width", [320, 360, 390, 768])
@pytest.mark.parametrize("path", ["/tin-tuc/", "/en/news/"])
def test_no_link_of_the_bar_lies_on_its_neighbour(
    portal: Portal, reader: Visitor, path: str, width: int, css: str
) -> None:
    page = reader.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(portal.url + path)
    restyle(page, css)
    edges = page.evaluate(
        """[...document.querySelectorAll('nav.tabs a')].flatMap(a => { const r = document.createRange();
        r.selectNodeContents(a); const box = r.getBoundingClientRect(); return [box.left, box.right]; })"""
    )
    assert len(edges) == 10
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= width


@pytest.mark.parametrize(
    "path", ["/", "/noi-tham-quan/", "/diem-den/moc-chau/", "/le-hoi/", "/san-vat/", "/san-vat/nhan-song-ma/"]
)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_tab_stop_hides_behind_a_bar(portal: Portal, browser: Browser, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(portal.url + path)
    hidden = []
    for _stop in range(45):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """async () => {
            // A reader sees the next frame, in which what was out of sight may have got its height.
            await new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)));
            const e = document.activeElement; if (!e || e === document.body) return null;
            const r = e.getBoundingClientRect(); if (!r.width) return null;
            const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 1);
            const y = r.top + Math.min(r.height / 2, 12);
            if (y < 0 || y > innerHeight) return 'off screen: ' + e.outerHTML.slice(0, 80);
            const top = document.elementFromPoint(x, y);
            const bar = top && top.closest('header, nav.tabs, .jump');
            return bar && !bar.contains(e) ? e.outerHTML.slice(0, 80) : null; }"""
        )
        if found:
            hidden.append(found)
    context.close()
    assert hidden == []


def test_a_late_script_moves_nothing(portal: Portal, browser: Browser) -> None:
    """What only scripts can do has its place before they run: on a slow phone they come seconds later."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()

    def late(route: Any) -> None:
        page.wait_for_timeout(1500)
        route.continue_()

    page.route(re.compile(r"/js/app\.[0-9a-f]+\.js$"), late)
    page.add_init_script(SHIFTS)
    page.goto(f"{portal.url}/lich-trinh/ha-noi-son-la-dien-bien-phu-4-ngay/")
    page.wait_for_selector("button[data-print]:visible")
    page.wait_for_timeout(300)
    shifted = page.evaluate("window.shifted")
    context.close()
    assert shifted < 0.001, shifted
