"""Confusions of figures and dates: found or not, and how the value differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from onrecord.evaluate.matching import match_best
from onrecord.evaluate.records.items import DateItem, FigureItem, Items
from onrecord.evaluate.records.match import HALF, is_same_number, overlap
from onrecord.ontology.load import load_units

from .cases import Case, Text

FORMS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("past, present or future", r".*_REF"),
        ("a vague value", r"P?T?X.*|PT?\d*X.*|.*XX.*"),
        ("a duration", r"P.*"),
        ("an interval", r".*/.*"),
        ("a time of day", r".*T.*"),
        ("a weekend", r"\d{4}-W\d\d-WE"),
        ("a week", r"\d{4}-W\d\d"),
        ("a day", r"\d{4}-\d\d-\d\d"),
        ("a season", r"\d{4}-(?:2[1-4]|SP|SU|FA|WI)"),
        ("a quarter or half", r"\d{4}-[QH]\d"),
        ("a month", r"\d{4}-\d\d"),
        ("a year", r"\d{4}"),
        ("a decade or century", r"\d\d\d?"),
        ("another value", r".*"),
    )
)
"""Forms of a value, in EDTF and TIMEX3; the first that fits."""
NOUN: Final = "its own noun"
DOUBT: Final = "~?%"
NEAR_DAYS: Final = (("a day off", 1), ("a week off", 7))


def compare_dates(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on the time expressions of one report."""
    a, b = gold.dates, found.dates
    pairs = dict(match_best(a, b, score=_overlap, floor=HALF))
    for i, item in enumerate(a):
        if i not in pairs:
            yield text.wrong("dates", f"missed: {name_form(item.value)}", item.span)
            continue
        other = b[pairs[i]]
        if item.value == other.value:
            yield Case("dates")
        else:
            sides = {"annotated": item.value or "no value", "read": other.value or "no value"}
            yield text.wrong("dates", name_value(item.value, other.value), item.span, **sides)
    for j, item in enumerate(b):
        if j not in pairs.values():
            yield text.wrong("dates", f"spurious: {name_form(item.value)}", item.span, read=item.value or "no value")


def _overlap(a: DateItem | FigureItem, b: DateItem | FigureItem) -> float:
    return overlap(a.span, b.span)


def name_value(gold: str | None, found: str | None) -> str:
    """How two values of one expression differ.

    >>> name_value("2014-03-11", "2014-03-18"), name_value("2014-03", "2013-03"), name_value(None, "2014")
    ('a week off', 'another year', 'a year given where no value is annotated')
    """
    if gold is None:
        return f"{name_form(found)} given where no value is annotated"
    if found is None:
        return f"no value given for {name_form(gold)}"
    a, b = name_form(gold), name_form(found)
    gold, found = gold.rstrip(DOUBT), found.rstrip(DOUBT)
    if gold == found:
        return "doubt (~ or ?) marked on one side only"
    if a != b:
        return f"{a} taken for {b}"
    if a == "a day":
        days = abs((date.fromisoformat(gold) - date.fromisoformat(found)).days)
        near = next((name for name, distance in NEAR_DAYS if days == distance), None)
        if near:
            return near
    if a in {"a day", "a month"} and gold[4:] == found[4:]:
        return "another year"
    return f"another {a.split(' ', 1)[1]}"


def name_form(value: str | None) -> str:
    """The form of a value.

    >>> name_form("2014-03"), name_form("P2Y"), name_form(None)
    ('a month', 'a duration', 'an expression without value')
    """
    value = (value or "").rstrip(DOUBT)
    return next(name for name, pattern in FORMS if pattern.fullmatch(value)) if value else "an expression without value"


def compare_figures(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on the figures of one report: bounds, then unit."""
    a, b = gold.figures, found.figures
    pairs = dict(match_best(a, b, score=_overlap, floor=HALF))
    for i, item in enumerate(a):
        if i in pairs:
            yield _compare_figure(text, item, b[pairs[i]])
        else:
            yield text.wrong("figures", f"missed (unit: {_name_unit(item.unit)})", item.span)
    for j, item in enumerate(b):
        if j not in pairs.values():
            yield text.wrong("figures", f"spurious (unit: {_name_unit(item.unit)})", item.span, read=str(item.unit))


def _compare_figure(text: Text, gold: FigureItem, found: FigureItem) -> Case:
    if not (is_same_number(gold.low, found.low) and is_same_number(gold.high, found.high)):
        kind = name_bounds((gold.low, gold.high), (found.low, found.high))
        return text.wrong("figures", kind, gold.span, annotated=_show(gold), read=_show(found))
    if str(gold.unit).lower() != str(found.unit).lower():
        a, b = _name_unit(gold.unit), _name_unit(found.unit)
        kind = f"unit: {a} taken for {b}" if a != b else "unit: another noun"
        return text.wrong("figures", kind, gold.span, annotated=str(gold.unit), read=str(found.unit))
    return Case("figures")


def _show(figure: FigureItem) -> str:
    low, high = ("no bound" if bound is None else f"{bound:.10g}" for bound in (figure.low, figure.high))
    return low if low == high else f"{low} to {high}"


Bounds = tuple[float | None, float | None]


def name_bounds(gold: Bounds, found: Bounds) -> str:
    """How two pairs of bounds differ.

    >>> name_bounds((112, None), (112, 112)), name_bounds((20, 99), (24, 99))
    ('bounds: at least taken for exactly', 'bounds: another range')
    """
    a, b = _name_bounds(gold), _name_bounds(found)
    return f"bounds: {a} taken for {b}" if a != b else f"bounds: another {'number' if a == 'exactly' else a}"


def _name_bounds(bounds: Bounds) -> str:
    low, high = bounds
    if low is None or high is None:
        return "no bound" if low is high else "at most" if low is None else "at least"
    return "exactly" if low == high else "range"


def _name_unit(unit: str | None) -> str:
    """A unit of the codebook, or that it is a noun of the text."""
    return str(unit) if unit in load_units() else NOUN
