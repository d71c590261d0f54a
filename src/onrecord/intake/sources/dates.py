"""Dates as tables, feeds and mail write them, to EDTF.

Read: EDTF; ISO 8601; RFC 2822; "15 April 2017" and "April 15, 2017"; seconds and
milliseconds since 1970; 15/4/2017 where the order is told or only one is possible.
Anything else is refused, not guessed: a wrong date moves every "today" of a report.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from onrecord.errors import DateError
from onrecord.model.edtf import is_edtf

from .item import DateOrder

DAYS: Final = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d-%b-%Y")
WRITTEN: Final = tuple(f"{weekday}{day}" for weekday in ("", "%A, ", "%a, ") for day in DAYS)
YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
NUMBERS: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ ,]+\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)?")
EPOCH: Final = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")
"""Seconds, or milliseconds, from 1973 (1990) on."""


def to_edtf(value: str, *, order: DateOrder | None = None, source: str | None = None) -> str:
    """Read a date.

    Args:
        value: As it stands in the source.
        order: Of day and month in numbers alone.
        source: Name for the error.

    Raises:
        DateError: It is none, or can be read in two ways.

    >>> to_edtf("Sat, 15 Apr 2017 09:14:00 +0200"), to_edtf("2017-04-15 09:14"), to_edtf("15/4/2017")
    ('2017-04-15T09:14:00+02:00', '2017-04-15T09:14:00', '2017-04-15')
    """
    value = YEAR_FIRST.sub(lambda match: f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", " ".join(value.split()))
    if is_edtf(value):
        return value
    if match := EPOCH.fullmatch(value):
        seconds = int(match[1]) if match[1] else int(match[2]) // 1000
        return write_moment(datetime.fromtimestamp(seconds, UTC))
    if match := NUMBERS.fullmatch(value):
        return _read_numbers(match, order, source)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError):
            moment = read(value)
            return write_moment(moment) if ":" in value or "T" in value else moment.date().isoformat()
    for form in WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(value, form).date().isoformat()  # a day has no zone
    raise DateError(f"{value!r} is no date that is read; write it as EDTF, such as 2017-12-01", source=source)


def write_moment(moment: datetime) -> str:
    """EDTF to the second, with the zone that the source gave, if any."""
    written = moment.replace(microsecond=0).isoformat()
    return written if is_edtf(written) else moment.date().isoformat()


def _read_numbers(match: re.Match[str], order: DateOrder | None, source: str | None) -> str:
    """A date such as 15/4/2017, to the day.

    Raises:
        DateError: No such day, or both orders are possible and none is told.
    """
    first, second = int(match[1]), int(match[2])
    ways: dict[DateOrder, str] = {
        "day-first": f"{match[3]}-{second:02}-{first:02}",
        "month-first": f"{match[3]}-{first:02}-{second:02}",
    }
    possible = sorted({day for way, day in ways.items() if is_edtf(day) and order in {None, way}})
    if len(possible) == 1:
        return possible[0]
    if possible:
        reason = f"{match[0]!r} is {possible[0]} or {possible[1]}; say which with the option date_order"
        raise DateError(reason, source=source)
    raise DateError(f"{match[0]!r} is no date", source=source)
