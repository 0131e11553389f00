"""Vietnamese names inside texts of another language: marked, so that they are read out as what they are."""

from __future__ import annotations

import re
import unicodedata

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_ONSETS = "ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x"
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CODAS = "ch|ng|nh|c|m|n|p|t"
_TONED = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES))
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?[{_TONED}]{{1,3}}(?:{_CODAS})?", re.IGNORECASE)
_FOREIGN_LETTER = re.compile(rf"[{''.join(sorted(set(_TONED) - set('aeiouy')))}đ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
#: English words at the head of a sentence that would pass for a syllable of the name after them.
_ENGLISH = frozenset({"an", "at", "by", "in", "king", "no", "on", "the", "to", "then", "than"})


def names_in(text: str) -> list[tuple[int, int]]:
    """Where Vietnamese names stand: runs of capitalised syllables, one space apart, with at least one mark."""
    runs: list[list[tuple[int, int]]] = []
    for word in _WORD.finditer(text):
        if not word[0][0].isupper() or not _SYLLABLE.fullmatch(word[0]):
            continue
        if runs and runs[-1][-1][1] + 1 == word.start() and text[word.start() - 1] in " \N{NO-BREAK SPACE}":
            runs[-1].append(word.span())
        elif word[0].lower() not in _ENGLISH:
            runs.append([word.span()])
    spans = [(run[0][0], run[-1][1]) for run in runs]
    return [(start, end) for start, end in spans if _FOREIGN_LETTER.search(text[start:end])]


def is_name(text: str) -> bool:
    """Whether a label is nothing but Vietnamese names, with numbers and signs between them."""
    text = unicodedata.normalize("NFC", text)
    rest = list(text)
    for start, end in names_in(text):
        rest[start:end] = " " * (end - start)
    return "".join(rest) != text and not _WORD.search("".join(rest))


@register.filter
def vi_names(text: str) -> SafeString:
    """The text with its Vietnamese names marked as Vietnamese; on Vietnamese pages only escaped."""
    text = unicodedata.normalize("NFC", str(text))
    if (get_language() or "vi")[:2] == "vi":
        return escape(text)
    parts, done = [], 0
    for start, end in names_in(text):
        parts += [escape(text[done:start]), f'<span lang="vi">{escape(text[start:end])}</span>']
        done = end
    return mark_safe("".join((*parts, escape(text[done:]))))  # noqa: S308 (each part is escaped above)


@register.filter
def vi_text(text: str) -> SafeString:
    """A title or a publisher in whichever language it was given: marked as a whole where it is Vietnamese.

    A text of which a third of the words carry Vietnamese marks is Vietnamese; in any other only the names are marked.
    """
    text = unicodedata.normalize("NFC", str(text))
    words = _WORD.findall(text)
    marked = sum(bool(_FOREIGN_LETTER.search(word)) for word in words)
    if (get_language() or "vi")[:2] == "vi" or not words or marked * 3 < len(words):
        return vi_names(text)
    return format_html('<span lang="vi">{}</span>', text)
