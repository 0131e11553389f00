"""Many people at the same listing, each with a connection: nobody's words are overwritten without his being told."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import connection
from wagtail.models import Collection

from products import tax_codes
from products.listing_content import ListingContent
from products.models import Business, Claim, Consent, ListingDraft, PermanentAddress, Product
from products.services import businesses, listings
from products.services.errors import EditConflict, Refused
from tests.portal_server import ROOT, empty
from tests.products import factories
from tests.products.area import sellers

EDITORS = 10
SCRIPT = (
    "import json; from tests.products.services import test_concurrent_edits as tests; print(json.dumps(tests.{}(*{})))"
)


def together(*steps: Callable[[], Any]) -> list[str]:
    """Begin all steps at once; return what became of each: what it returned, or how it was refused."""
    barrier, ends = threading.Barrier(len(steps)), []

    def run(step):
        try:
            barrier.wait(60)
            ends.append(str(step()))
        except Refused as refused:
            ends.append(type(refused).__name__)
        except Exception as error:  # noqa: BLE001 (whatever it is, the test shows it)
            ends.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(ends)


def edits(count: int) -> dict[str, Any]:
    """So many edits by ten people: half of them all at once of the same version, half as each of them likes.

    Every edit adds a word to the text that its writer has read: a word that is missing in the end was overwritten.
    """
    business = sellers.verified()
    draft = listings.start(business=business, actor=sellers.owner(business), now=sellers.NOW)
    saved: list[str] = []
    told: list[str] = []
    strange: list[str] = []
    read_by_all = threading.Barrier(EDITORS)

    def edit(word: str, *, wait: bool) -> None:
        try:
            newest = ListingDraft.objects.get(pk=draft.pk)
            content = ListingContent.from_json(newest.content)
            if wait:
                read_by_all.wait(60)
            changed = replace(content, text_vi=f"{content.text_vi} {word}".strip())
            listings.save(draft=newest, content=changed, version=newest.version, actor=None, now=sellers.NOW)
            saved.append(word)
        except EditConflict:
            told.append(word)
        except Exception as error:  # noqa: BLE001 (whatever it is, the test shows it)
            strange.append(repr(error))

    def person(number: int) -> None:
        each = count // EDITORS
        for turn in range(each):
            edit(f"w{number}-{turn}", wait=turn < each // 2)
        connection.close()

    threads = [threading.Thread(target=person, args=(number,)) for number in range(EDITORS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    draft.refresh_from_db()
    words = ListingContent.from_json(draft.content).text_vi.split()
    return {
        "edits": len(saved) + len(told),
        "overwritten": len(set(saved) - set(words)),
        "not saved and yet there": len(set(words) - set(saved)),
        "versions": draft.version - 1 - len(saved),
        "somebody was told": bool(told),
        "strange": strange,
    }


def presses(times: int) -> list[Any]:
    """The same button pressed by two hands at once, so many times; return every way in which that ended, once."""
    found = set()
    for _time in range(times):
        user, key = sellers.account(), uuid4()
        name = f"HTX Trùng Tên {key.hex[:8]}"
        options = {
            "profile": {"name": name, "legal_type": "cooperative", "commune": sellers.commune().pk},
            "contacts": {},
            "number": tax_codes.read(sellers.ENTERPRISE),
            "purposes": [Consent.Purpose.TERMS],
            "now": sellers.NOW,
        }
        register = partial(businesses.register, user=user, key=key, **options)
        together(register, register)
        found.add(("one form registers", Business.objects.filter(name=name).count()))
        other = partial(businesses.register, user=sellers.account(), **options)
        again = partial(businesses.register, user=sellers.account(), **options)
        together(other, again)
        found.add(
            ("same name, own address", len(set(Business.objects.filter(name=name).values_list("slug", flat=True))))
        )

        business = sellers.verified()
        owner = sellers.owner(business)
        begin = partial(listings.start, business=business, actor=owner, now=sellers.NOW)
        together(begin, begin)
        found.add(("new drafts", business.drafts.count()))
        draft = sellers.submitted(business)
        approve = partial(listings.approve, draft=draft, version=draft.version, officer=None, now=sellers.NOW)
        ends = together(approve, approve)
        found.add(("approved twice", "EditConflict" in ends, Product.objects.filter(producer=business).count()))
        product = Product.objects.get(producer=business)
        found.add(("codes", PermanentAddress.objects.filter(product=product).count()))
        change = partial(listings.start, business=business, product=product, actor=owner, now=sellers.NOW)
        together(change, change)
        found.add(("drafts of a product", ListingDraft.objects.open().filter(product=product).count()))
        twins = [sellers.submitted(sellers.verified(), name=f"Trùng {key.hex[:8]}") for _twin in range(2)]
        together(
            *(partial(listings.approve, draft=one, version=one.version, officer=None, now=sellers.NOW) for one in twins)
        )
        found.add(("products of one name", Product.objects.filter(name=twins[0].name).count()))

        wanted = factories.product(kept=False)
        rivals = [business, sellers.verified()]
        ask = {"explanation": "của tôi", "actor": None, "now": sellers.NOW, "product": wanted}
        together(*(partial(businesses.claim, business=business, **ask) for _press in range(2)))
        businesses.claim(business=rivals[1], **ask)
        claims = list(Claim.objects.filter(product=wanted))
        found.add(("claims", len(claims)))
        ends = together(*(partial(businesses.grant_claim, claim=one, officer=None, now=sellers.NOW) for one in claims))
        found.add(("granted to one", "Refused" in ends, Claim.objects.filter(product=wanted, state="granted").count()))
    return sorted(map(list, found))


def run(name: str, count: int, tmp_path: Any) -> Any:
    """Run a function of this module on the tests' PostgreSQL, or on an SQLite file of its own."""
    if connection.vendor != "sqlite":
        if Collection.get_first_root_node() is None:  # a test that flushes the database came before
            Collection.add_root(name="Root")
        return json.loads(json.dumps(globals()[name](count)))
    env = empty(tmp_path, PYTHONPATH=str(ROOT))  # the tests' own is in memory and knows one connection
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", SCRIPT.format(name, [count])]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_no_edit_is_silently_overwritten(transactional_db, tmp_path, soak_count):
    count = soak_count(500)
    assert run("edits", count, tmp_path) == {
        "edits": count,
        "overwritten": 0,
        "not saved and yet there": 0,
        "versions": 0,
        "somebody was told": True,
        "strange": [],
    }


def test_a_button_that_two_hands_press_does_its_work_once(transactional_db, tmp_path, soak_count):
    assert run("presses", soak_count(20), tmp_path) == sorted(
        [
            ["one form registers", 1],
            ["same name, own address", 3],
            ["new drafts", 1],
            ["approved twice", True, 1],
            ["codes", 1],
            ["drafts of a product", 1],
            ["products of one name", 2],
            ["claims", 2],
            ["granted to one", True, 1],
        ]
    )
