"""Searching in a real browser: suggestions by keyboard, by pointer and on a phone; and all of it without scripts."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.portal_server import Portal, serving

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SUGGEST = re.compile(r"/api/v1/suggest")


@pytest.fixture(scope="module")
def portal(demo_environment: dict[str, str], chromium: str) -> Iterator[Portal]:
    """A running portal with the demo content and its index."""
    with serving(demo_environment) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a laptop; anything in the console fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened = context.new_page()
    problems: list[str] = []
    opened.on(
        "console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None
    )
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    assert context.cookies() == []
    context.close()
    assert [text for text in problems if "404 (Not Found)" not in text] == []


def field(page: Page) -> Any:
    return page.get_by_role("combobox")


def options(page: Page) -> Any:
    return page.locator("[role=option]")


def active(page: Page) -> str:
    """Text of the option that the field points to; empty when to none."""
    return page.evaluate(
        "() => { const id = document.querySelector('#q').getAttribute('aria-activedescendant');"
        " return id ? document.getElementById(id).textContent : ''; }"
    )


def test_a_name_is_chosen_with_the_keyboard(portal: Portal, page: Page) -> None:
    page.goto(f"{portal.url}/tim-kiem/")
    box = field(page)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.focus()
    page.keyboard.type("moc ch")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options(page).filter(has_text="Mộc Châu").first).to_be_visible()
    groups = page.locator("[role=listbox] > [role=group]")
    assert groups.count() >= 3
    for number in range(groups.count()):
        label = groups.nth(number).get_attribute("aria-labelledby")
        assert page.locator(f"#{label}").inner_text()
    count = options(page).count() - 1
    expect(page.locator(".seek [role=status]")).to_have_text(f"{count} gợi ý.")
    assert active(page) == ""
    first, last = options(page).first.inner_text(), options(page).last.inner_text()
    assert last == "Tìm “moc ch” trên cả cổng"

    page.keyboard.press("ArrowDown")
    assert options(page).first.get_attribute("aria-selected") == "true"
    assert re.sub(r"\s", "", active(page)) == re.sub(r"\s", "", first)
    page.keyboard.press("ArrowUp")
    assert active(page) == "", "above the first one is the field itself"
    page.keyboard.press("ArrowUp")
    assert active(page) == last
    page.keyboard.press("Home")
    assert re.sub(r"\s", "", active(page)) == re.sub(r"\s", "", first)
    page.keyboard.press("End")
    assert active(page) == last
    assert page.locator("[aria-selected=true]").count() == 1

    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".sugs")).to_be_hidden()
    assert box.input_value() == "moc ch", "Escape closes the list and leaves the text"
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/diem-den/moc-chau/")


def test_enter_without_a_choice_and_the_last_option_search_everything(portal: Portal, page: Page) -> None:
    for keys in (["Enter"], ["End", "ArrowUp", "Enter"]):
        page.goto(f"{portal.url}/tim-kiem/")
        field(page).focus()
        page.keyboard.type("moc chau")
        expect(page.locator(".sugs")).to_be_visible()
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url("**/tim-kiem/?q=moc+chau")
        assert page.locator(".hit").count() == 20


def test_the_list_closes_when_the_field_is_left(portal: Portal, page: Page) -> None:
    page.goto(f"{portal.url}/tim-kiem/")
    field(page).focus()
    page.keyboard.type("moc ch")
    expect(page.locator(".sugs")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".sugs")).to_be_hidden()
    assert page.evaluate("document.activeElement.type") == "submit"


def test_one_question_at_a_time_and_only_the_newest_answer(portal: Portal, page: Page) -> None:
    asked: list[str] = []
    open_now = most = 0

    def slow(route: Route) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        text = parse_qs(urlsplit(route.request.url).query)["q"][0]
        asked.append(text)
        page.wait_for_timeout(700)
        suggestion = {
            "name": f"answer to {text}",
            "name_pieces": [{"text": f"answer to {text}", "is_marked": False}],
            "name_language": "vi",
            "kind": "destination",
            "kind_label": "Điểm đến",
            "address": "/diem-den/",
            "where": "",
        }
        groups = [{"kind": "destination", "label": "Điểm đến", "suggestions": [suggestion]}]
        open_now -= 1
        route.fulfill(json={"query": text, "count": 1, "groups": groups})

    page.route(SUGGEST, slow)
    page.goto(f"{portal.url}/tim-kiem/")
    page.evaluate(
        "() => { window.seen = []; new MutationObserver(() => { for (const one of"
        " document.querySelectorAll('[role=option] .rest > span')) window.seen.push(one.textContent); })"
        ".observe(document.querySelector('[role=listbox]'), {childList: true, subtree: true}); }"
    )
    field(page).focus()
    for letter in "moc chau":
        page.keyboard.type(letter)
        page.wait_for_timeout(160)
    expect(options(page).first).to_contain_text("answer to moc chau")
    assert most == 1
    assert asked[-1] == "moc chau"
    assert len(asked) <= 4
    assert set(page.evaluate("window.seen")) == {"answer to moc chau"}, "answers to what was typed before are dropped"
    before = len(asked)
    page.keyboard.press("Backspace")
    page.keyboard.type("u")
    page.wait_for_timeout(400)
    expect(options(page).first).to_contain_text("answer to moc chau")
    assert len(asked) == before, "what was asked is remembered"


def test_markup_in_an_answer_is_text(portal: Portal, page: Page) -> None:
    evil = '<img src=x onerror="window.hit = 1">'
    suggestion = {
        "name": evil,
        "name_pieces": [{"text": evil, "is_marked": True}],
        "name_language": "vi",
        "kind": "destination",
        "kind_label": evil,
        "address": "javascript:window.hit=1",
        "where": evil,
    }
    groups = [{"kind": "destination", "label": evil, "suggestions": [suggestion]}]
    page.route(SUGGEST, lambda route: route.fulfill(json={"query": "x", "count": 1, "groups": groups}))
    page.goto(f"{portal.url}/tim-kiem/")
    field(page).focus()
    page.keyboard.type("moc")
    expect(options(page).first).to_contain_text(evil)
    assert page.locator(".sugs img").count() == 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=moc")
    assert page.evaluate("window.hit") is None


def test_without_suggestions_the_form_still_works(portal: Portal, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(SUGGEST, lambda route: route.abort())
    page.goto(f"{portal.url}/tim-kiem/")
    field(page).focus()
    page.keyboard.type("moc chau")
    page.wait_for_timeout(400)
    expect(page.locator(".sugs")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=moc+chau")
    context.close()


def test_everything_works_without_scripts(portal: Portal, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(portal.url)
    page.fill("#q", "mooj chaau")
    page.press("#q", "Enter")
    page.wait_for_url("**/tim-kiem/?q=mooj+chaau")
    assert "mộc châu" in page.inner_text("h1").lower()
    page.locator(".types a", has_text="Nơi tham quan").click()
    page.wait_for_url("**loai=attraction**")
    page.locator(".facets a", has_text="Sơn La").first.click()
    page.wait_for_url("**tinh=son-la**")
    total = int(re.search(r"\d+", page.inner_text(".on"))[0])
    assert total >= 1
    page.locator("ul[aria-label='Đang lọc'] a").first.click()
    assert "tinh=" not in page.url
    page.locator(".tools a[hreflang=en]").click()
    assert page.url.startswith(f"{portal.url}/en/search/?q=mooj+chaau&loai=attraction")
    page.locator(".hit h2 a").first.click()
    assert "/en/places/" in page.url
    context.close()


def test_on_a_phone_the_list_comes_into_view_and_is_touched(portal: Portal, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    styles: list[str] = []
    page.on("request", lambda request: styles.append(request.url) if "search." in request.url else None)
    page.goto(portal.url)
    page.wait_for_load_state("networkidle")
    assert [one for one in styles if one.endswith(".css")] == [], "its styles come with the first suggestion"
    page.locator("#q").tap()
    page.keyboard.type("tà xùa")
    page.wait_for_selector(".sugs:visible")
    page.wait_for_timeout(300)
    box = page.locator(".sugs").bounding_box()
    assert box is not None
    assert box["y"] < 844 / 2
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    height = options(page).first.bounding_box()["height"]
    assert height >= 44
    options(page).first.tap()
    page.wait_for_url("**/ta-xua/")
    context.close()


def test_the_way_from_any_page(portal: Portal, page: Page) -> None:
    page.goto(f"{portal.url}/le-hoi/")
    page.locator("header .tools a[aria-label='Tìm kiếm']").click()
    page.wait_for_url("**/tim-kiem/")
    page.goto(f"{portal.url}/khong-co/")
    field(page).focus()
    page.keyboard.type("pha din")
    expect(options(page).filter(has_text="Đèo Pha Đin").first).to_be_visible()
    options(page).filter(has_text="Đèo Pha Đin").first.click()
    page.wait_for_load_state()
    assert "pha-din" in page.url


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("path", ["/tim-kiem/", "/en/"])
def test_axe_sees_nothing_wrong_with_the_open_list(
    portal: Portal, browser: Browser, path: str, width: int, theme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(portal.url + path)
    field(page).focus()
    page.keyboard.type("moc ch")
    page.wait_for_selector(".sugs:visible")
    page.keyboard.press("ArrowDown")
    result: Any = page.evaluate(
        AXE
        + ";axe.run(document.querySelector('.seek'), {runOnly: "
        + json.dumps(TAGS)
        + ", resultTypes: ['violations']})"
    )
    problems = [(one["id"], [node["target"][0] for node in one["nodes"]][:3]) for one in result["violations"]]
    context.close()
    assert problems == []


def test_the_description_of_the_interface_keeps_to_the_strict_policy(portal: Portal, page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(f"{portal.url}/api/v1/docs")
    operation = page.locator(".opblock-summary", has_text="/api/v1/suggest")
    operation.click()
    page.get_by_role("button", name="Try it out").click()
    page.locator("tr[data-param-name=q] input").fill("moc ch")
    page.get_by_role("button", name="Execute").click()
    end = time.monotonic() + 15
    while "Mộc Châu" not in page.inner_text("body") and time.monotonic() < end:
        page.wait_for_timeout(200)
    assert "Mộc Châu" in page.inner_text("body")
    assert {host for host in hosts if host} == {urlsplit(portal.url).netloc}
