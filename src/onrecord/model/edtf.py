"""Dates in EDTF (ISO 8601-2): the strict check, and the days that a value spans.

Level 0 whole (date, date and time, interval) and of level 1 what the codebook
uses: seasons 21 to 24, the marks ``?`` ``~`` ``%``, unspecified digits from the
right (``201X``, ``2004-XX``), intervals open at one end. Left out: years of more
than four digits, years before 1, level 2.

Source: Extended Date/Time Format specification, Library of Congress, 2019.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

DATE: Final = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[?~%]?", re.ASCII)
TIME: Final = re.compile(
    r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?",
    re.ASCII,
)
DURATION: Final = re.compile(
    r"P(?=.)(?:\d+(?:\.\d+)?W|(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?"
    r"(?:T(?=.)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)",
    re.ASCII,
)
FIRST_MONTH: Final = {21: 3, 22: 6, 23: 9, 24: 12}
"""First month of each season of the northern half; winter runs into the next year."""


def is_edtf(value: str) -> bool:
    """Whether a value is a date, a date and time, or an interval of dates.

    >>> [is_edtf(value) for value in ("2017-04-15", "2013/2017", "2011~", "2017-21", "2017-02-30", "P7Y")]
    [True, True, True, True, False, False]
    """
    return bounds(value) is not None


def is_duration(value: str) -> bool:
    """Whether a value is an ISO 8601 duration.

    >>> [is_duration(value) for value in ("P7Y", "P3W", "PT36H", "P", "7Y")]
    [True, True, True, False, False]
    """
    return DURATION.fullmatch(value) is not None


def bounds(value: str) -> tuple[date, date] | None:
    """First and last day that a value can mean.

    The marks of doubt widen nothing. The zone of a time is not applied: the day is
    the one that is written. An open or unknown end is ``date.min`` or ``date.max``.

    Args:
        value: EDTF.

    Returns:
        Both days inclusive; None if the value is no EDTF.

    >>> bounds("2012-10")
    (datetime.date(2012, 10, 1), datetime.date(2012, 10, 31))
    >>> bounds("2013/..")
    (datetime.date(2013, 1, 1), datetime.date(9999, 12, 31))
    """
    if "/" in value:
        return _interval_bounds(value)
    day, marker, time = value.partition("T")
    if marker:
        return _day_bounds(day) if len(day) == 10 and day[-1].isdecimal() and TIME.fullmatch(time) else None
    return _day_bounds(value)


def _interval_bounds(value: str) -> tuple[date, date] | None:
    begin, _, end = value.partition("/")
    first = (date.min, date.min) if begin in {"", ".."} else _day_bounds(begin)
    last = (date.max, date.max) if end in {"", ".."} else _day_bounds(end)
    if first is None or last is None or (first[0] == date.min and last[1] == date.max):
        return None
    return (first[0], last[1]) if first[0] <= last[1] else None


def _day_bounds(value: str) -> tuple[date, date] | None:
    match = DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == high == 0 or ("X" in year and month not in {None, "XX"}):
        return None
    low = max(low, 1)
    if month is None or month == "XX":
        return (date(low, 1, 1), date(high, 12, 31)) if day in {None, "XX"} else None
    if int(month) in FIRST_MONTH:
        return _season_bounds(low, FIRST_MONTH[int(month)]) if day is None else None
    return _month_bounds(low, int(month), day)


def _season_bounds(year: int, first: int) -> tuple[date, date] | None:
    """Three months from ``first``; None where they run past the last year."""
    last_year, last = (year, first + 2) if first <= 10 else (year + 1, first - 10)
    if last_year > date.max.year:
        return None
    return date(year, first, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])


def _month_bounds(year: int, month: int, day: str | None) -> tuple[date, date] | None:
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    if day is None or day == "XX":
        return date(year, month, 1), date(year, month, length)
    if not 1 <= int(day) <= length:
        return None
    return date(year, month, int(day)), date(year, month, int(day))
