"""Questions and made-up answers for tests of what is shown of them."""

from __future__ import annotations

from typing import Any

from search.documents import SearchDocument
from search.results import (
    Choice,
    Match,
    Piece,
    Question,
    Results,
    ShownHit,
    Suggestion,
    SuggestionGroup,
)


def pieces(text: str) -> tuple[Piece, ...]:
    """Text whose parts between asterisks are marked: ``Thác *Dải Yếm*``."""
    return tuple(Piece(part, is_marked=bool(number % 2)) for number, part in enumerate(text.split("*")) if part)


def document(number: int = 1, **fields: Any) -> SearchDocument:
    """A document with the least it can have."""
    given: dict[str, Any] = {
        "key": f"place:{number}",
        "kind": "attraction",
        "version": 1,
        "names": {"vi": f"Thác {number}"},
        "addresses": {"vi": f"/noi-tham-quan/thac-{number}/"},
    }
    return SearchDocument(**{**given, **fields})


def hit(number: int = 1, **fields: Any) -> ShownHit:
    """A result."""
    given: dict[str, Any] = {
        "document": document(number),
        "score": 1.0,
        "name": pieces(f"Thác *Dải Yếm* {number}"),
        "name_language": "vi",
        "address": f"/noi-tham-quan/thac-{number}/",
        "address_language": "vi",
        "where": "Phường Mộc Châu, Sơn La",
        "excerpt": pieces("Ba tầng nước của *Dải Yếm*."),
        "excerpt_language": "vi",
    }
    return ShownHit(**{**given, **fields})


def results(question: Question, **fields: Any) -> Results:
    """An answer of one result, or of what ``fields`` say."""
    given: dict[str, Any] = {
        "match": Match.FULL,
        "hits": (hit(),),
        "total": 1,
        "page": question.page,
        "kinds": (
            Choice("", "Tất cả", 41, is_chosen=not question.kind),
            Choice("attraction", "Nơi tham quan", 30, is_chosen=question.kind == "attraction"),
            Choice("event", "Lễ hội", 11, is_chosen=question.kind == "event"),
        ),
        "engine": "embedded",
    }
    return Results(**{"question": question, **given, **fields})


def suggestions() -> tuple[SuggestionGroup, ...]:
    """Two groups of suggestions."""

    def one(name: str, kind: str, label: str, address: str) -> Suggestion:
        return Suggestion(
            document=document(),
            name=pieces(name),
            name_language="vi",
            kind=kind,
            kind_label=label,
            address=address,
            where="Sơn La",
        )

    return (
        SuggestionGroup(
            "destination", "Điểm đến", (one("*Mộc* Châu", "destination", "Điểm đến", "/diem-den/moc-chau/"),)
        ),
        SuggestionGroup(
            "commune",
            "Xã, phường",
            (
                one("Phường *Mộc* Châu", "commune", "Xã, phường", "/xa-phuong/03980-moc-chau/"),
                one("Phường *Mộc* Sơn", "commune", "Xã, phường", "/xa-phuong/03979-moc-son/"),
            ),
        ),
    )
