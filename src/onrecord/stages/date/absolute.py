"""Readers of calendar expressions: dates, months, seasons, quarters, years, ranges."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from onrecord.lexicon.numbers import load_numbers, read_number
from onrecord.lexicon.times import load_times

from .arithmetic import day_value, quarter_value
from .moment import Moment
from .reading import NO_VALUE, Match, Reading

FUTURE_ONLY: Final = "future"
YEAR_OFFSET: Final = {
    "last": -1,
    "this": 0,
    "next": 1,
    "the previous": -1,
    "the following": 1,
    "the same": 0,
    "that": 0,
}
WINTER: Final = 24
NEAR: Final = timedelta(days=92)
"""So near to publication a weekday beside a date settles its year; farther off it may be wrong itself."""


def month_number(name: str) -> int:
    """1 to 12 of a month name or its abbreviation."""
    words, name = load_times(), name.rstrip(".").lower()
    return words.months.get(name) or words.month_abbreviations[name]


def day_number(text: str) -> int:
    """Day of the month of "3", "3rd" or "third"."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else load_numbers().ordinals[text.lower()]


def read_iso(match: Match, at: Moment) -> Reading:
    """``2014-03-12``, with a clock time or without."""
    value = day_value(int(match["year"]), int(match["month"]), int(match["day"]))
    if value and match["clock"]:
        clock = match["clock"] if match["clock"].count(":") == 2 else match["clock"] + ":00"
        value = f"{value}T{clock}{match['zone'] or ''}"
    return Reading(value)


def read_named_day(match: Match, at: Moment) -> Reading:
    """A day known by its figures ("9/11")."""
    return Reading(load_times().named_days[match["name"].lower()])


def read_numeric(match: Match, at: Moment) -> Reading:
    """``12/03/2014``: the only order that is a date, else the one nearer to publication, else none.

    With full stops or hyphens the day comes first.
    """
    first, second, year = int(match["first"]), int(match["second"]), _full_year(match["year"])
    values = {value for value in (day_value(year, second, first), day_value(year, first, second)) if value}
    if match["sign"] != "/":
        return Reading(day_value(year, second, first))
    if len(values) > 1 and at.today is not None:
        today = at.today
        values = {min(sorted(values), key=lambda value: abs((date.fromisoformat(value) - today).days))}
    return Reading(values.pop()) if len(values) == 1 else NO_VALUE


def _full_year(text: str) -> int:
    year = int(text)
    return year if year >= 100 else year + (2000 if year < 50 else 1900)


def read_date(match: Match, at: Moment) -> Reading:
    """A month and a day, with a year or without."""
    month, day = month_number(match["month"]), day_number(match["day"])
    if match["year"]:
        return Reading(day_value(int(match["year"]), month, day))
    if match["which"] and at.year:
        return Reading(day_value(at.year + YEAR_OFFSET[match["which"].lower()], month, day), _anchor(at))
    year = _year_of(month, day, at)
    return Reading(day_value(year, month, day), _anchor(at)) if year else NO_VALUE


def _year_of(month: int, day: int, at: Moment) -> int | None:
    """Year of a day without one: the narrative's, else the nearest that the tense allows."""
    if at.moved and at.tense != FUTURE_ONLY:
        return _narrative_year(month, at)
    if at.today is None:
        return at.year
    today = at.today
    days = [value for year in (-1, 0, 1) if (value := day_value(today.year + year, month, day))]
    dates = [date.fromisoformat(value) for value in days]
    named = [value for value in dates if value.weekday() == at.weekday and abs(value - today) <= NEAR]
    if named:
        return named[0].year
    if at.tense == FUTURE_ONLY:
        dates = [value for value in dates if value >= today][:1]
    elif at.tense == "past":
        dates = [value for value in dates if value <= today][-1:]
    return min(dates, key=lambda value: abs((value - today).days)).year if dates else None


def _narrative_year(month: int, at: Moment) -> int | None:
    """The story goes forward: a month before the last one told is of the next year, if that is past."""
    if at.moved is None:
        return None
    year, told = at.moved
    next_is_past = at.today is not None and (year + 1, month) <= (at.today.year, at.today.month)
    return year + 1 if month < told and next_is_past else year


def _anchor(at: Moment) -> str | None:
    if at.moved and at.tense != FUTURE_ONLY:
        return f"{at.moved[0]:04d}-{at.moved[1]:02d}"
    return f"{at.today}" if at.today else (f"{at.year:04d}" if at.year else None)


def read_month(match: Match, at: Moment) -> Reading:
    """A month, with a year or without."""
    month = month_number(match["month"])
    if match["year"]:
        return Reading(f"{match['year']}-{month:02d}")
    year = _which_year(match["which"], at) if match["which"] else _month_year(month, (match["rel"] or "").lower(), at)
    return Reading(f"{year:04d}-{month:02d}", _anchor(at)) if year else NO_VALUE


def _which_year(which: str, at: Moment) -> int | None:
    which = which.lower()
    if which in {"last", "this", "next"}:
        return at.year + YEAR_OFFSET[which] if at.year else None
    told = at.narrative_start
    return told.year + YEAR_OFFSET[which] if told else None


def _month_year(month: int, rel: str, at: Moment) -> int | None:
    if at.moved and not rel and at.tense != FUTURE_ONLY:
        return _narrative_year(month, at)
    if at.today is None:
        return at.year if not rel or rel == "this" else None
    now = at.today.month
    if rel == "this":
        return at.today.year
    if rel in {"next", "this coming", "the coming", "the following"}:
        return at.today.year + (month <= now)
    if rel == "last":
        return at.today.year - (month >= now)
    if at.tense == FUTURE_ONLY:
        return at.today.year + (month < now)
    return at.today.year - (month > now)


def read_season(match: Match, at: Moment) -> Reading:
    """A season, named by the year in which it begins."""
    number = load_times().seasons[match["season"].lower()]
    if match["year"]:
        return Reading(f"{match['year']}-{number}")
    if match["which"]:
        year = _which_year(match["which"], at)
        return Reading(f"{year:04d}-{number}", _anchor(at)) if year else NO_VALUE
    if at.today is None:
        return Reading(f"{at.moved[0]:04d}-{number}", _anchor(at)) if at.moved else NO_VALUE
    year = _season_year(number, (match["rel"] or "").lower(), at.today, at)
    return Reading(f"{year:04d}-{number}", _anchor(at))


def _season_year(number: int, rel: str, today: date, at: Moment) -> int:
    begins = (number - 20) * 3  # month in which the season begins
    running = begins <= today.month < begins + 3 or (number == WINTER and today.month < 3)
    year = today.year - (number == WINTER and today.month < 3)
    if at.moved and not rel:
        return at.moved[0]
    if rel in {"next", "this coming", "the coming"}:
        return year + 1 if running or begins <= today.month else year
    if running:
        return year - (rel == "last")
    if rel == "this" or (at.tense == FUTURE_ONLY and begins > today.month):
        return today.year
    return today.year - (begins > today.month)


def read_quarter(match: Match, at: Moment) -> Reading:
    """A quarter of a year, as the interval of its months."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}[match["number"].lower()]
    given, which = match["year"] or match["year2"], match["which"] or match["which2"]
    if given:
        return Reading(quarter_value(int(given), number))
    year = _which_year(which, at) if which else at.year
    if year is None:
        return NO_VALUE
    if not which and at.today and at.tense != FUTURE_ONLY and number > (at.today.month + 2) // 3:
        year -= 1
    return Reading(quarter_value(year - (match["ago"] is not None), number), _anchor(at))


def read_half(match: Match, at: Moment) -> Reading:
    """Half a year, as the interval of its months."""
    year = int(match["year"]) if match["year"] else _which_year(match["which"] or "this", at)
    if year is None:
        return NO_VALUE
    first = match["number"].lower() == "first"
    return Reading(f"{year:04d}-01/{year:04d}-06" if first else f"{year:04d}-07/{year:04d}-12")


def read_decade(match: Match, at: Moment) -> Reading:
    """A decade, as the interval of its years."""
    if match["year"]:
        first = int(match["year"])
    elif match["short"]:
        first = 1900 + int(match["short"])
    else:
        first = load_times().decade_words[match["word"].lower()]
    return Reading(f"{first:04d}/{first + 9:04d}")


def read_century(match: Match, at: Moment) -> Reading:
    """A century, with two unspecified digits."""
    number = day_number(match["number"])
    return Reading(f"{number - 1:02d}XX") if number > 1 else NO_VALUE


def read_year(match: Match, at: Moment) -> Reading:
    """A year; approximate if the text says "around"."""
    return Reading(f"{_year_value(match['year'])}{'~' if match['about'] else ''}")


def _year_value(text: str) -> str:
    if text.isdecimal():
        return text
    words = text.lower()
    rest = read_number(re.sub(r"^(?:nineteen|two thousand(?: and)?)\s*", "", words)) or 0
    return f"{(1900 if words.startswith('nineteen') else 2000) + int(rest):04d}"


def read_years(match: Match, at: Moment) -> Reading:
    """From one year to another; the second may have two digits."""
    first, last = match["year"], match["year2"]
    return Reading(f"{first}/{first[:2] + last if len(last) == 2 else last}")


def read_days(match: Match, at: Moment) -> Reading:
    """From one day to another, in one month or two."""
    groups = match.groupdict()
    month, month2 = match["month"], groups.get("month2") or match["month"]
    last_year = groups.get("year2") or groups.get("year")
    if last_year:
        end = day_value(int(last_year), month_number(month2), day_number(match["day2"]))
    else:
        year = _year_of(month_number(month2), day_number(match["day2"]), at)
        end = day_value(year, month_number(month2), day_number(match["day2"])) if year else None
    if end is None:
        return NO_VALUE
    year = int(groups["year"]) if groups.get("year2") and groups.get("year") else int(end[:4])
    year -= month_number(month) > month_number(month2) and not groups.get("year2")
    begin = day_value(year, month_number(month), day_number(match["day"]))
    return Reading(f"{begin}/{end}", None if last_year else _anchor(at)) if begin and begin <= end else NO_VALUE


def read_months(match: Match, at: Moment) -> Reading:
    """From one month to another."""
    month, month2 = month_number(match["month"]), month_number(match["month2"])
    last = int(match["year2"] or match["year"] or 0) or _month_year(month2, "", at)
    if last is None:
        return NO_VALUE
    first = int(match["year"]) if match["year"] and match["year2"] else last - (month > month2)
    return Reading(f"{first:04d}-{month:02d}/{last:04d}-{month2:02d}", None if match["year2"] else _anchor(at))


def read_holiday(match: Match, at: Moment) -> Reading:
    """A feast on a fixed day of the year."""
    month, day = map(int, load_times().holidays[match["name"].lower().replace("’", "'")].split("-"))
    year = int(match["year"]) if match["year"] else _year_of(month, day, at)
    return Reading(day_value(year, month, day), None if match["year"] else _anchor(at)) if year else NO_VALUE


def read_year_ago(match: Match, at: Moment) -> Reading:
    """“Year-earlier”: the quarter that the text speaks of, a year before; else the year."""
    if match["unit"].lower() != "year":
        return NO_VALUE
    return year_before(at)


def year_before(at: Moment) -> Reading:
    """A year before the quarter that the text speaks of, else before the publication."""
    if at.quarter:
        return Reading(quarter_value(int(at.quarter[:4]) - 1, int(at.quarter[-2:]) // 3), at.quarter)
    return Reading(f"{at.year - 1:04d}", _anchor(at)) if at.year else NO_VALUE


def read_the_unit(match: Match, at: Moment) -> Reading:
    """“The quarter”, "the period": the one that the text last spoke of."""
    return Reading(at.quarter, at.quarter) if at.quarter else NO_VALUE
