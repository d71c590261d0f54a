"""Readers of expressions that lean on another date: "last week", "two days later"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, cast

from onrecord.lexicon.numbers import read_number
from onrecord.lexicon.times import load_times

from .absolute import year_before
from .arithmetic import CalendarUnit, add_days, shift, unit_value
from .duration import format_duration
from .moment import Moment
from .reading import NO_VALUE, Match, Reading

OFFSET: Final = {
    "last": -1, "this": 0, "next": 1, "this past": -1, "this coming": 1, "coming": 1, "current": 0, "latest": 0,
    "following": 1, "previous": -1, "preceding": -1, "prior": -1, "same": 0, "that": 0, "past": -1, "very next": 1,
    "very same": 0,
}  # fmt: skip
NARRATIVE: Final = frozenset({"following", "previous", "preceding", "prior", "same", "that", "very next", "very same"})
LETTERS: Final[dict[str, tuple[CalendarUnit, CalendarUnit]]] = {
    "D": ("day", "day"), "W": ("week", "day"), "M": ("month", "month"), "Y": ("year", "year"),
}  # fmt: skip
"""Letter of a unit: the step, and the precision of what it leads to."""


MOST_HOURS: Final = 12
"""So many hours before or after a moment of a day are more likely of that day than of another."""


def _rel(text: str | None) -> str:
    return (text or "").lower().removeprefix("the ").strip()


def _told(day: date | None, unit: CalendarUnit, anchor: date | None) -> Reading:
    return Reading(unit_value(day, unit), f"{anchor}") if day and anchor else NO_VALUE


def read_day_word(match: Match, at: Moment) -> Reading:
    """“Today”, "yesterday night", "tomorrow"."""
    offset = load_times().day_words[match["word"].lower()]
    return _told(add_days(at.today, offset), "day", at.today) if at.today else NO_VALUE


def read_day_before(match: Match, at: Moment) -> Reading:
    """“The day before yesterday”, "the day after tomorrow"."""
    offset = -2 if match["word"].lower().startswith("before") else 2
    return _told(add_days(at.today, offset), "day", at.today) if at.today else NO_VALUE


def read_overnight(match: Match, at: Moment) -> Reading:
    """The night before the day of publication, as an interval of both days."""
    before = add_days(at.today, -1) if at.today else None
    return Reading(f"{before}/{at.today}", f"{at.today}") if before else NO_VALUE


def read_part(match: Match, at: Moment) -> Reading:
    """A part of a day: its day ("last night" is yesterday)."""
    rel = _rel(match["rel"])
    if rel in {"last", "this"}:
        offset = -1 if rel == "last" else 0
        return _told(add_days(at.today, offset), "day", at.today) if at.today else NO_VALUE
    return _step_narrative("day", {"same": 0, "that": 0, "previous": -1}.get(rel, 1), at)


def read_narrative(match: Match, at: Moment) -> Reading:
    """“The following day”, "the same evening"."""
    return _step_narrative("day", OFFSET[_rel(match["rel"])], at)


def read_day_around(match: Match, at: Moment) -> Reading:
    """“The day before”, with nothing after it."""
    return _step_narrative("day", -1 if match["way"].lower() == "before" else 1, at)


def read_that_unit(match: Match, at: Moment) -> Reading:
    """“That week”."""
    return _step_narrative(cast(CalendarUnit, match["unit"].lower()), 0, at)


def _step_narrative(unit: CalendarUnit, count: int, at: Moment) -> Reading:
    """So many units from the nearest date told, at the unit's precision; forward only from a told one."""
    if count > 0 and at.value is None:
        return NO_VALUE
    base = at.narrative if unit in {"day", "week"} else at.narrative_start
    return _told(shift(base, unit, count), unit, base) if base else NO_VALUE


def read_unit(match: Match, at: Moment) -> Reading:
    """“Last week”, "the following year", "this month"."""
    rel, unit = _rel(match["rel"]), match["unit"].lower()
    if unit == "fortnight":
        return NO_VALUE
    if rel == "past" or (rel in {"last", "coming"} and unit in {"decade", "century"}):
        return Reading(format_duration(1, unit))
    if unit == "quarter" and rel in {"latest", "that", "same"}:
        return Reading(at.quarter, at.quarter)
    step = cast(CalendarUnit, unit)
    if rel in NARRATIVE or (unit == "day" and rel == "next"):
        return _step_narrative(step, OFFSET[rel], at)
    if unit == "day":
        return NO_VALUE
    if at.today is None:
        return Reading(f"{at.year + OFFSET[rel]:04d}", f"{at.year:04d}") if at.year and unit == "year" else NO_VALUE
    return _told(shift(at.today, step, OFFSET[rel]), step, at.today)


def read_edge_of_unit(match: Match, at: Moment) -> Reading:
    """“The end of the month” (its last day), "later in the day", "year-end"."""
    if match["yearend"]:
        return Reading(f"{at.year:04d}", f"{at.today or at.year}") if at.year else NO_VALUE
    unit = cast(CalendarUnit, match["unit"].lower())
    base = at.narrative if unit == "day" else at.today
    if base is None:
        return NO_VALUE
    return _told(base, unit, base)


def read_weekend(match: Match, at: Moment) -> Reading:
    """Saturday and Sunday as an interval; alone, the nearest past one unless the clause is future."""
    rel, base = _rel(match["rel"]), at.today
    if rel in {"following", "previous", "same"}:
        base = at.narrative
    if base is None:
        return NO_VALUE
    saturday = base + timedelta(days=5 - base.weekday())  # of the week of publication
    offset = OFFSET.get(rel)
    if offset is None:
        offset = 0 if at.tense == "future" or base.weekday() > 4 else -1
    elif rel == "this" and at.tense == "past" and base.weekday() < 4:
        offset = -1
    elif rel == "this coming":
        offset = 0
    saturday += timedelta(days=7 * offset)
    return Reading(f"{saturday}/{saturday + timedelta(days=1)}", f"{base}")


def read_weekday(match: Match, at: Moment) -> Reading:
    """A weekday: without "last" or "next", within a week of publication on the side that the tense tells."""
    rel = _rel(match["rel"])
    number = weekday_number(match["day"])
    if rel in {"each", "every"} or match["many"]:
        return NO_VALUE
    base = (at.narrative if rel in {"following", "previous", "same"} else None) or at.today
    if base is None:
        return NO_VALUE
    monday = base - timedelta(days=base.weekday())
    if match["week"]:
        offset = OFFSET[match["week"].lower()]
        return _told(add_days(monday, 7 * offset + number), "day", base)
    if rel == "next":
        return _told(add_days(monday, 7 + number), "day", base)
    if rel == "this" and at.tense != "past":
        return _told(add_days(monday, number), "day", base)
    back, forward = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    if rel in {"last", "previous", "this past", "past"}:
        return _told(add_days(base, -(back or 7)), "day", base)
    if rel in {"this coming", "coming", "following"}:
        return _told(add_days(base, forward or 7), "day", base)
    return _told(add_days(base, forward if at.tense == "future" else -back), "day", base)


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 of a weekday or its abbreviation."""
    words, name = load_times(), name.rstrip(".").lower()
    return words.weekdays[name] if name in words.weekdays else words.weekday_abbreviations[name]


def read_ago(match: Match, at: Moment) -> Reading:
    """“Two weeks ago” from publication, "two days later" from the nearest date told."""
    way = match["way"].lower()
    number = read_number(match["number"])
    unit = load_times().units[match["unit"].lower()]
    if number is None:
        return NO_VALUE
    if (
        way in {"ago", "earlier", "previously"}
        and number == 1
        and unit.letter == "Y"
        and unit.count == 1
        and at.quarter
    ):
        return year_before(at)
    backwards = way not in {"later", "after that", "from now", "hence"}
    from_today = way in {"ago", "from now", "hence"}
    if unit.letter.startswith("T"):
        return _hours(number, unit.letter, at, from_today=from_today)
    step, precision = LETTERS[unit.letter]
    count = number * unit.count + (0.5 if match["half"] else 0)
    if count != int(count):
        count, step, precision = (count * 12, "month", "month") if step == "year" else (int(count), step, precision)
    if not from_today and not backwards and at.value is None:
        return NO_VALUE
    base = at.today if from_today else (at.narrative if precision == "day" else at.narrative_start)
    if base is None:
        return _year_only(count, at) if from_today and step == "year" else NO_VALUE
    return _told(shift(base, step, int(-count if backwards else count)), precision, base)


def read_hours_later(match: Match, at: Moment) -> Reading:
    """“Hours later": the nearest day told."""
    return _hours(1, "TH", at, from_today=False)


def _year_only(count: float, at: Moment) -> Reading:
    return Reading(f"{at.year - int(count):04d}", f"{at.year:04d}") if at.year else NO_VALUE


def _hours(number: float, letter: str, at: Moment, *, from_today: bool) -> Reading:
    """Hours from a day whose hour is unknown: that day, if they are few ("ago": of publication)."""
    hours = number / {"TH": 1, "TM": 60, "TS": 3600}[letter]
    base = at.today if from_today else at.narrative or at.today
    return _told(base, "day", base) if base and hours <= MOST_HOURS else NO_VALUE
