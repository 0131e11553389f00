"""The content of a listing: what may stand in a draft, what an officer needs, what differs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.listing_content import CHARACTERS, LABELS, MOST_PICTURES, PLAIN, ListingContent, differences
from products.templatetags.listing_tags import marked
from tests.products import factories
from tests.products.area import sellers

contents = st.builds(
    ListingContent,
    **{name: st.text(max_size=12) for name in PLAIN},
    group=st.none() | st.integers(1, 6),
    commune=st.text("0123456789", max_size=5),
    months=st.lists(st.integers(1, 12), unique=True).map(tuple),
    pictures=st.lists(st.integers(1, 10**6), unique=True).map(tuple),
)


@given(contents)
def test_a_draft_keeps_what_it_is_given(content):
    assert ListingContent.from_json(json.loads(json.dumps(content.as_json()))) == content


def test_a_field_that_an_older_draft_lacks_is_empty():
    assert ListingContent.from_json({"name": "Mận", "unknown": 1}) == ListingContent(name="Mận")


@given(contents, contents)
def test_every_difference_is_found_and_nothing_else(one, other):
    found = {difference.name: (difference.before, difference.after) for difference in differences(one, other)}
    for name in LABELS:
        before, after = getattr(one, name), getattr(other, name)
        assert found.get(name) == (None if before == after else (before, after))


@given(st.text(), st.text())
def test_marked_words_make_up_both_texts(before, after):
    old, new = marked(before, after)
    assert "".join(part.text for part in old) == before
    assert "".join(part.text for part in new) == after
    kept = [[word for part in text if part.kind == "kept" for word in part.text.split()] for text in (old, new)]
    assert kept[0] == kept[1], "spaces alone are never marked"


def test_what_an_officer_needs_is_named():
    assert ListingContent().missing() == ["name", "group", "commune", "teaser_vi", "text_vi", "pictures"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "Mật оng"}, "name"),
        ({"name_en": "Ηoney"}, "name_en"),
        ({"group": 6, "net_weight": "500 g"}, "net_weight"),
        ({"group": 6, "barcode": "8930000000000"}, "barcode"),
        ({"barcode": "893-000"}, "barcode"),
        ({"barcode": "٨٩٣٠٠٠٠٠"}, "barcode"),
        ({"months": (0,)}, "months"),
        ({"months": (13,)}, "months"),
        ({"months": (5, 5)}, "months"),
        ({"pictures": (1, 1)}, "pictures"),
        ({"pictures": tuple(range(MOST_PICTURES + 1))}, "pictures"),
        *(({name: "x" * (most + 1)}, name) for name, most in CHARACTERS.items()),
    ],
)
def test_what_no_draft_may_hold_is_said_in_a_sentence(changes, field):
    problems = ListingContent(**changes).problems()
    assert list(problems) == [field]
    assert problems[field].endswith(".")


@pytest.mark.django_db
def test_the_lead_of_a_source_opens_the_text_and_a_sole_picture_is_the_gallery():
    image = sellers.library_picture(made=None)
    product = factories.product(kept=False, lead_vi="Lời dẫn.", text_vi="Bài.", picture=image)
    content = ListingContent.of(product)
    assert content.text_vi == "Lời dẫn.\n\nBài."
    assert content.pictures == (image.pk,)
