"""A co-operative's whole way on a phone, by the keyboard alone: from opening an account to a buyer's first question.

Nothing is clicked: a control counts as reachable when Tab comes to it. Only files are handed over by the program. Every
page that somebody stops at is asked by axe and may not be wider than the phone.
"""

from __future__ import annotations

import email
import email.policy
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from portal.core.vietnamese import slugify
from tests.media.pictures import jpeg
from tests.portal_server import Portal, environment, manage, serving
from tests.quality.test_browser import AXE, SEEN, TAGS, pixels_too_wide, restyle

PHONE = {"width": 390, "height": 844}
ADDRESS, PASSWORD = "muoi-nam@example.vn", "nương chè trên cao 7"
SELLER, PRODUCT = "HTX Nương Thử Mười Năm", "Mận hậu sấy dẻo Thử"
QUESTION = "Mận còn hàng tới tháng mấy?"
REASON = "Ghi rõ phơi nắng hay sấy lò."
#: More stops than the longest page has: beyond it Tab goes round in a circle.
STOPS = 400


@pytest.fixture(scope="module")
def portal(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Portal]:
    """A running portal on a copy of the demo content that is this journey's own."""
    folder = tmp_path_factory.mktemp("journey") / "data"
    with serving(environment(shutil.copytree(demo_folder, folder))) as running:
        yield running


class Person:
    """Somebody with a phone and a keyboard; what the console says and what axe finds is gathered."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self.portal = portal
        self.context: BrowserContext = browser.new_context(viewport=PHONE, locale="vi", reduced_motion="reduce")
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "console", lambda said: self.problems.append(said.text) if said.type in {"error", "warning"} else None
        )

    def open(self, address: str) -> None:
        """Go to an address, as from a bookmark or a letter."""
        self.page.goto(address if address.startswith("http") else self.portal.url + address)

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus, and see that it shows."""
        expect(target).to_have_count(1)
        for _stop in range(STOPS):
            if target.evaluate("one => one === document.activeElement"):
                expect(target).to_be_in_viewport()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {target}")

    def follow(self, target: Locator, key: str = "Enter") -> None:
        """Press a link or a button, and wait for the page it leads to."""
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def link(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=name, exact=isinstance(name, str))

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("main").get_by_role("button", name=name, exact=isinstance(name, str))

    def write(self, name: str, text: str) -> None:
        """Write into a field, over what stands in it."""
        self.reach(self.page.locator(f"[name={name}]"))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Choose of several circles with the arrows: Tab stops at the first, or at the one that is chosen."""
        circles = self.page.locator(f"input[type=radio][name={name}]")
        chosen = self.page.locator(f"input[type=radio][name={name}]:checked")
        self.reach(chosen if chosen.count() else circles.first)
        self.page.keyboard.press("Space")
        for _circle in range(circles.count()):
            if chosen.get_attribute("value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {value} of {name}")

    def pick(self, name: str, label: str) -> None:
        """Choose an entry of a closed list by its first signs, or with the arrows."""
        field = self.page.locator(f"select[name={name}]")
        self.reach(field)
        for _entry in range(field.locator("option").count()):
            if field.locator("option:checked").inner_text() == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {label} of {name}")

    def tick(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Space")
        assert target.is_checked()

    def stop(self, *sentences: str) -> None:
        """Read the sentences on the page; axe finds nothing, and nothing is wider than the phone."""
        self.page.wait_for_load_state("networkidle")
        text = self.page.locator("body").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        for sentence in sentences:
            assert sentence in text, f"{sentence!r} is not on {self.page.url}: {text[:1500]}"
        restyle(self.page, SEEN)
        result: Any = self.page.evaluate(
            AXE + ";axe.run(document, {runOnly: " + str(TAGS) + ", resultTypes: ['violations']})"
        )
        self.problems += [
            f"{self.page.url} {one['id']}: {[node['target'][0] for node in one['nodes']][:3]}"
            for one in result["violations"]
        ]
        wide = pixels_too_wide(self.page)
        self.problems += [f"{self.page.url} is {wide} pixels too wide"] if wide > 0 else []


@pytest.fixture
def people(portal: Portal, browser: Browser) -> Iterator[tuple[Person, Person, Person]]:
    """Somebody of a co-operative, an officer and a visitor, each with a phone."""
    three = Person(browser, portal), Person(browser, portal), Person(browser, portal)
    yield three
    for person in three:
        person.context.close()
    assert [problem for person in three for problem in person.problems] == []


def address_in_mail(portal: Portal, receiver: str) -> str:
    """The address in the newest letter to somebody, read as a mail program reads it."""
    folder = Path(portal.environment["PORTAL_DATA_DIR"]) / "mail"
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if receiver in str(letter["To"]):
            body = letter.get_body(("plain",))
            assert body is not None
            found = re.search(r"https?://\S+", body.get_content())
            assert found is not None, body.get_content()
            return found[0]
    raise AssertionError(f"no letter to {receiver}")


def signed_in(officer: Person) -> None:
    """The officer comes in by the one door."""
    accounts: dict[str, str] = json.loads(
        (Path(officer.portal.environment["PORTAL_DATA_DIR"]) / "demo-accounts.json").read_text(encoding="utf-8")
    )
    address = next(address for address in accounts if address.startswith("canbo@"))
    officer.open("/quan-tri/san-vat/cho/")
    officer.write("login", address)
    officer.write("password", accounts[address])
    officer.follow(officer.button("Đăng nhập"))


def register(seller: Person) -> None:
    """Open an account, confirm the address, say who one is; a mistake is explained and what was typed stays."""
    seller.open("/doanh-nghiep/dang-ky/")
    seller.follow(seller.link("Doanh nghiệp mở tài khoản"))
    seller.stop()
    seller.write("email", ADDRESS)
    seller.write("password1", PASSWORD)
    seller.write("password2", PASSWORD)
    seller.follow(seller.button("Mở tài khoản"))
    seller.stop()
    seller.open(address_in_mail(seller.portal, ADDRESS))
    seller.stop(ADDRESS)
    seller.follow(seller.button("Đúng, xác nhận"))
    if seller.page.locator("[name=login]").count():
        seller.write("login", ADDRESS)
        seller.write("password", PASSWORD)
        seller.follow(seller.button("Đăng nhập"))
    seller.open("/doanh-nghiep/dang-ky/")
    seller.stop("Chủ thể của bạn")
    assert seller.page.locator("input[type=checkbox]:checked").count() == 0, "no consent is ticked beforehand"
    seller.choose("legal_type", "cooperative")
    seller.write("name", SELLER)
    seller.write("tax_code", "990000000")
    seller.pick("commune", seller.page.locator("optgroup[label='Sơn La'] option").first.inner_text())
    seller.write("representative", "Lò Thị Thử")
    seller.write("phone", "0212 385 0000")
    seller.tick(seller.page.locator("[name=consent_terms]"))
    seller.follow(seller.button("Gửi hồ sơ"))
    seller.stop("Mã số thuế có 10 số")
    assert seller.page.locator("[name=name]").input_value() == SELLER
    seller.write("tax_code", "9900000009")
    seller.follow(seller.button("Gửi hồ sơ"))
    seller.stop("Đã nhận hồ sơ.", SELLER)


def decide(officer: Person, queue: str, row: str, verdict: str, reason: str = "") -> None:
    """Open what waits in a queue and decide."""
    officer.open(f"/quan-tri/san-vat/cho/{queue}/")
    officer.follow(officer.link(re.compile(row)))
    officer.stop(row)
    officer.choose("verdict", verdict)
    if reason:
        officer.write("reason", reason)
    officer.follow(officer.button("Gửi quyết định"))
    officer.stop()


def add_picture(seller: Person, number: int) -> None:
    """Send one picture with its words."""
    picture = {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(1600, 1200, seed=400 + number)}
    seller.page.set_input_files("input[name=file]", picture)
    seller.write("alt_vi", f"Khay mận số {number} phơi trước hiên nhà.")
    seller.choose("licence", "own")
    seller.choose("people", "nobody")
    seller.tick(seller.page.locator("[name=agreement]"))
    seller.follow(seller.button("Gửi hình"))
    seller.stop("Đã nhận hình.", f"Khay mận số {number}")


def list_product(seller: Person) -> None:
    """Write a listing, send it too early, add two pictures, send it."""
    seller.follow(seller.button("Thêm sản phẩm").first)
    seller.write("name", PRODUCT)
    seller.pick("group", seller.page.locator("select[name=group] option").nth(1).inner_text())
    seller.pick("commune", seller.page.locator("select[name=commune] option").nth(1).inner_text())
    seller.write("net_weight", "250 g")
    seller.write("teaser_vi", "Mận bỏ hạt, sấy dẻo.")
    seller.write("text_vi", "Mận chín cây, bỏ hạt rồi làm khô.")
    seller.tick(seller.page.locator("[name=months][value='6']"))
    seller.follow(seller.button("Gửi duyệt"))
    seller.stop("Đã lưu nháp, chưa gửi: còn thiếu")
    seller.follow(seller.button("Lưu nháp rồi thêm, sửa hình"))
    seller.stop("Chưa có hình nào.")
    for number in (1, 2):
        add_picture(seller, number)
    manage(seller.portal.environment, "media_process")
    expect(seller.page.locator("[data-left='0']")).to_have_count(1)
    seller.stop("Khay mận số 1", "Khay mận số 2")
    seller.follow(seller.link("Về bản nháp"))
    seller.stop()
    seller.follow(seller.button("Gửi duyệt"))
    seller.stop("Đã gửi duyệt.")


def correct(seller: Person) -> None:
    """Find out from the area's first page what came back and why; mend it, send it again."""
    seller.open("/doanh-nghiep/")
    seller.stop(f"{PRODUCT} bị trả lại", REASON)
    seller.follow(seller.link(re.compile("Sửa và gửi lại")))
    seller.stop(REASON)
    seller.write("text_vi", "Mận chín cây, bỏ hạt, phơi nắng ba ngày.")
    seller.follow(seller.button("Gửi duyệt"))
    seller.stop("Đã gửi duyệt.")


def public_path() -> str:
    """Where the product stands when it is live."""
    return f"/san-vat/{slugify(PRODUCT)}/"


def ask(visitor: Person) -> None:
    """Read the product, see its pictures and seller, ask; without the consent nothing is sent."""
    visitor.open(public_path())
    visitor.stop(PRODUCT, "phơi nắng ba ngày", SELLER)
    pictures = visitor.page.locator("main img[alt^='Khay mận số']")
    assert {pictures.nth(number).get_attribute("alt") for number in range(pictures.count())} == {
        "Khay mận số 1 phơi trước hiên nhà.",
        "Khay mận số 2 phơi trước hiên nhà.",
    }
    visitor.follow(visitor.link("Hỏi người bán").first)
    visitor.stop("Hỏi người bán")
    visitor.write("name", "Khách Thử")
    visitor.write("contact", "khach-thu@example.vn")
    visitor.write("message", QUESTION)
    visitor.follow(visitor.button("Gửi lời hỏi"))
    visitor.stop("Cổng chỉ chuyển lời hỏi khi bạn đồng ý.")
    visitor.tick(visitor.page.locator("[name=consent]"))
    visitor.follow(visitor.button("Gửi lời hỏi"))
    visitor.stop()


def read_question(seller: Person) -> None:
    """Find the question in the area, where it waits under the messages, and be done with it."""
    seller.open("/doanh-nghiep/")
    seller.stop(PRODUCT)
    seller.follow(seller.page.locator("nav.tabs").get_by_role("link", name=re.compile("Thông báo")))
    seller.follow(seller.link("Lời hỏi của người mua"))
    seller.stop(QUESTION, "khach-thu@example.vn", PRODUCT)
    seller.follow(seller.button(re.compile("Đã đọc")))
    seller.stop(QUESTION)
    assert seller.button(re.compile("Đã đọc")).count() == 0


def test_a_co_operative_from_its_account_to_its_first_buyer(people: tuple[Person, Person, Person]) -> None:
    seller, officer, visitor = people
    register(seller)
    signed_in(officer)
    decide(officer, "chu-the", SELLER, "approve")
    seller.open("/doanh-nghiep/")
    list_product(seller)
    there = f"{visitor.portal.url}{public_path()}"
    assert visitor.context.request.get(there).status == 404, "nothing is public before an officer approved it"
    decide(officer, "san-pham", PRODUCT, "return", REASON)
    correct(seller)
    decide(officer, "san-pham", PRODUCT, "approve")
    ask(visitor)
    read_question(seller)
