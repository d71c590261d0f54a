"""Numbers in words and figures: the pattern that finds them, the value they have.

Data: ``numbers.yaml``. Limits: no negative numbers; a comma is a thousands sign,
a full stop a decimal point (English usage).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from .strict import read_yaml

DIGITS: Final = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
LONGEST: Final = 60
"""Code points; a longer string of digits is a code, not a count."""
HALF: Final = re.compile(r" and a half$| 1/2$|½$")
AND_A_HALF: Final = re.compile(r"(\w+) and a half ")


class NumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of ``numbers.yaml``, each from word to value."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    groups: dict[str, int]
    suffixes: dict[str, int]
    fractions: dict[str, int]
    ordinals: dict[str, int]

    @property
    def small(self) -> dict[str, int]:
        """Words for numbers below 100."""
        return self.units | self.tens


@cache
def load_numbers() -> NumberWords:
    """The number words that we ship."""
    return read_yaml(resources.files("onrecord.lexicon").joinpath("numbers.yaml"), NumberWords)


@cache
def number_pattern() -> str:
    """Regular expression of a number, without groups, to be used ignoring case.

    Word numbers, digits with thousands signs, decimals, "1.5 million", "2.3m",
    "two dozen", "half a million", "a hundred". A bare article is no number.
    """
    words = load_numbers()
    digits = _either(word for word, value in words.units.items() if 0 < value < 10)
    small = rf"(?:{_either(words.tens)}(?:[ -]{digits}\b)?|{_either(words.units)})\b"
    scale, group, suffix = _either(words.scales), _either(words.groups), _either(words.suffixes)
    hundreds = rf"(?<=hundred)(?:[ -]| and ){small}"
    thousands = rf"(?<=thousand)(?:[ -]|,? and ){small}|(?<=million)(?: |,? and ){small}"
    tail = rf"(?:[ -]{scale}\b|{hundreds}|{thousands})*"
    return (
        rf"(?:half a (?:{scale}|{group})\b|a quarter of a {scale}\b"
        rf"|(?:a|one) and a half {scale}\b"
        rf"|a (?:{scale}|{group})\b{tail}"
        rf"|(?:{DIGITS})(?:[ -](?:{scale}|{group})\b|{suffix}\b)?(?:½| 1/2\b)?"
        rf"|{small}(?: and a half(?: {scale})?\b|{tail}(?: {group}\b)?))"
    )


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


def read_number(text: str) -> int | float | None:
    """Value of a number in words or figures.

    Args:
        text: The number alone.

    Returns:
        Its value, whole where it is whole; None if the text is no number.

    >>> [read_number(text) for text in ("2,500", "twenty-two", "two dozen", "half a million", "1.5 million")]
    [2500, 22, 24, 500000, 1500000]
    """
    text = text.lower().strip()
    half = HALF.search(text)
    if half and half.start():
        whole = read_number(text[: half.start()])
        return None if whole is None else _tidy(whole + 0.5)
    half = AND_A_HALF.match(text)
    if half:
        whole, scale = read_number(half[1]), load_numbers().scales.get(text[half.end() :])
        return None if scale is None or whole is None else _tidy((whole + 0.5) * scale)
    if len(text) > LONGEST:
        return None
    return _read_digits(text) if text[:1].isdecimal() else _read_words(text)


def _read_digits(text: str) -> int | float | None:
    words = load_numbers()
    match = re.fullmatch(rf"({DIGITS})[ -]?([a-z]*)", text)
    if match is None:
        return None
    factor = (words.scales | words.groups | words.suffixes).get(match[2]) if match[2] else 1
    return None if factor is None else _tidy(float(re.sub(r"[, ]", "", match[1])) * factor)


def _read_words(text: str) -> int | float | None:
    words = load_numbers()
    parts = re.findall(r"[a-z]+", text)
    total, current, factor = 0, 0, 1.0
    for part in parts:
        if part in {"half", "quarter"}:
            factor = 0.5 if part == "half" else 0.25
        elif part in {"a", "an"}:
            current = current or 1
        elif part in words.small:
            current += words.small[part]
        elif part == "hundred" or part in words.groups:
            current = max(current, 1) * (words.scales | words.groups)[part]
        elif part in words.scales:
            total += max(current, 1) * words.scales[part]
            current = 0
        elif part not in {"and", "of"}:
            return None
    return _tidy((total + current) * factor) if parts else None


def _tidy(value: float) -> int | float:
    """A whole number as int, else rounded to six digits."""
    return round(value) if abs(value - round(value)) < 1e-6 else round(value, 6)
