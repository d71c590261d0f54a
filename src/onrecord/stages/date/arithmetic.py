"""Calendar arithmetic on days, and the EDTF values of the units that hold a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

from onrecord.model.edtf import bounds

CalendarUnit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]


def add_days(day: date, days: int) -> date | None:
    """The day so many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day so many months later, or the last of the month; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, unit: CalendarUnit, count: int) -> date | None:
    """The day ``count`` units later (earlier if negative).

    >>> shift(date(2014, 3, 31), "month", -1)
    datetime.date(2014, 2, 28)
    """
    if abs(count) > 100_000:
        return None
    if unit in {"day", "week"}:
        return add_days(day, count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(day, count * months)


def unit_value(day: date, unit: CalendarUnit) -> str:
    """EDTF of the calendar unit that holds a day; weeks run Monday to Sunday.

    >>> unit_value(date(2014, 3, 12), "week")
    '2014-03-10/2014-03-16'
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "quarter":
        return quarter_value(day.year, (day.month + 2) // 3)
    if unit == "decade":
        return f"{day.year // 10 * 10:04d}/{day.year // 10 * 10 + 9:04d}"
    if unit == "century":
        return f"{day.year // 100:02d}XX"
    return {"day": f"{day}", "month": f"{day.year:04d}-{day.month:02d}", "year": f"{day.year:04d}"}[unit]


def quarter_value(year: int, number: int) -> str:
    """EDTF interval of a quarter of a year."""
    return f"{year:04d}-{number * 3 - 2:02d}/{year:04d}-{number * 3:02d}"


def last_day(value: str | None) -> str | None:
    """The last day of a month or a year ("the end of March"); other values as they are.

    >>> last_day("2014-02"), last_day("2014-02-03/2014-02-09")
    ('2014-02-28', '2014-02-03/2014-02-09')
    """
    days = bounds(value) if value and "/" not in value and len(value) in {4, 7} and "X" not in value else None
    return f"{days[1]}" if days else value


def day_value(year: int, month: int, day: int) -> str | None:
    """EDTF of a day; None if there is no such day."""
    try:
        return f"{date(year, month, day)}"
    except ValueError:
        return None
