"""Readers of durations and of clock times."""

from __future__ import annotations

from typing import Final

from onrecord.lexicon.numbers import read_number
from onrecord.lexicon.times import load_times

from .moment import Moment
from .reading import NO_VALUE, Match, Reading

HALF_OF: Final = {"H": "M", "M": "S"}
HALVES: Final = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def format_duration(number: float, unit: str) -> str:
    """ISO 8601 duration of so many units.

    >>> format_duration(7, "year"), format_duration(1.5, "hour"), format_duration(2.5, "year")
    ('P7Y', 'PT1H30M', 'P2Y6M')
    """
    entry = load_times().units[unit.lower()]
    count = number * entry.count
    prefix, letter = ("PT", entry.letter[1:]) if entry.letter.startswith("T") else ("P", entry.letter)
    if letter == "Y" and count != int(count) and (count * 12) % 1 == 0:
        return f"P{int(count)}Y{int(count * 12) % 12}M"
    if prefix == "PT" and letter in HALF_OF and count % 1 == 0.5:
        whole = f"{int(count)}{letter}" if count > 1 else ""
        return f"PT{whole}30{HALF_OF[letter]}"
    return f"{prefix}{count:.10g}{letter}"


def read_duration(match: Match, at: Moment) -> Reading:
    """A number of units; a range of numbers and a vague number have no value."""
    groups = match.groupdict()
    number = 2 if "couple" in match["number"].lower() else read_number(match["number"])
    if number is None or groups.get("range") or number > 10**9:
        return NO_VALUE
    return Reading(format_duration(number + (0.5 if groups.get("half") else 0), match["unit"]))


def read_half_unit(match: Match, at: Moment) -> Reading:
    """Half an hour, half a century."""
    return Reading(HALVES[match["unit"].lower()])


def read_no_value(match: Match, at: Moment) -> Reading:
    """“Now”, "recent days": a time without a value."""
    return NO_VALUE


def read_clock(match: Match, at: Moment) -> Reading:
    """A clock time, as ``T09:14:00``; the caller puts the day before it."""
    groups = match.groupdict()
    text = groups["hour"].lower()
    hour = int(text) if text.isdecimal() else int(read_number(text) or 0)
    half = (groups.get("half") or "").lower()
    if half in {"p", "afternoon", "evening"} and hour < 12:
        hour += 12
    elif half in {"a", "morning"} and hour == 12:
        hour = 0
    if hour > 23:
        return NO_VALUE
    zone = "Z" if (groups.get("zone") or "").upper() in {"GMT", "UTC"} else ""
    return Reading(f"T{hour:02d}:{groups.get('minute') or '00'}:{groups.get('second') or '00'}{zone}")


def read_noon(match: Match, at: Moment) -> Reading:
    """Noon or midnight (the one at the start of the day)."""
    return Reading("T00:00:00" if match["word"].lower() == "midnight" else "T12:00:00")


def read_bare_hour(match: Match, at: Moment) -> Reading:
    """“Nine on Monday”: morning or evening is not told, so the day must do."""
    return Reading("T")
