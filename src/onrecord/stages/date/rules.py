"""Find time expressions and resolve them, in one pass from left to right.

Method: forms (``grammar``) are found, sifted (``guards``), read (``resolve``) against
a moment that moves with the text (``moment``, ``tense``), then clock times and
weekdays are joined to the date beside them. Limits: English; Gregorian calendar; no
sets ("every Friday" has no value); fiscal years count as calendar years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from onrecord.model import Published, Span, Time, Tokens

from .arithmetic import last_day
from .draft import Draft
from .grammar import Found, scan
from .guards import is_time
from .moment import Moment
from .reading import Reading
from .relative import weekday_number
from .resolve import CLOCKS, DEICTIC, READERS, TENSED
from .since import open_since
from .tense import find_tense

JOINT: Final = re.compile(r",? (?:on |at |the |of )*|, the |,? \((?:on )?|,", re.IGNORECASE)
SERIES: Final = re.compile(r",? (?:and|or|to|through|until)(?: on| the)? |, | ?[-–] ?", re.IGNORECASE)
DROPPED_WITHOUT_VALUE: Final = frozenset({"the_unit", "year_ago", "numeric", "date", "date_uk", "clock", "clock24"})
"""Forms that are no time at all if they have no value and no lack of a publication date explains it."""


FULL: Final = frozenset({"date", "date_uk", "month", "iso"})
"""Forms that can move the narrative away from publication."""
WHEN: Final = re.compile(
    r"(?:\b(?:in|on|since|from|until|by|after|before|during|between|and|to|of)|^|[.,;:“\"(\n—–-]) ?(?:\w+day,? )?$",
    re.IGNORECASE,
)
"""What stands before a date that says when, unlike "the August 1988 truce"."""
DAY_KEPT_FOR: Final = 2
"""Sentences after a day in which a lone clock time is still of that day."""
RANGE: Final = re.compile(r" (?:to|through|until) | ?[-–] ?", re.IGNORECASE)
NAMED_BY: Final = re.compile(r"\b(?:the|its|his|her|their|an?) $", re.IGNORECASE)
"""What stands before a month that is part of a past event's name ("under the January accord")."""
MOVED_FOR: Final = 1
"""Sentences after a dated one that still belong to its story."""


def read_times(tokens: Tokens, published: Published) -> tuple[Time, ...]:
    """All time expressions of a text, resolved, in text order."""
    moment = Moment.of(published)
    drafts = _join(_resolve_all(list(scan(tokens, is_time)), tokens, moment), tokens.text)
    drafts = _date_clocks(drafts, tokens, f"{moment.today}" if moment.today else None)
    drafts = [open_since(draft, tokens.text, published) for draft in drafts]
    return tuple(
        Time(
            id=f"t{number}", value=draft.value, span=Span.cut(tokens.text, draft.start, draft.end), anchor=draft.anchor
        )
        for number, draft in enumerate(drafts, 1)
    )


def _resolve_all(founds: Sequence[Found], tokens: Tokens, moment: Moment) -> list[Draft]:
    drafts: list[Draft] = []
    moved_in = 0  # sentence in which the narrative moved away
    for index, found in enumerate(founds):
        sentence = tokens.sentence_at(found.start)
        if moment.today is not None and sentence > moved_in + MOVED_FOR:
            moment = replace(moment, moved=None)
        value, anchor = _read(found, _look_around(founds, index, tokens, moment))
        if (
            value is None
            and found.form in DROPPED_WITHOUT_VALUE
            and (moment.today or found.form not in {"date", "date_uk"})
        ):
            continue
        drafts.append(Draft(found.form, found.start, found.end, value, anchor))
        before, moment = moment, _after(found, value, tokens.text, moment)
        if moment.moved != before.moved or found.form in FULL:
            moved_in = sentence
    return drafts


def _after(found: Found, value: str | None, text: str, moment: Moment) -> Moment:
    """The moment after an expression: a date that says when moves the narrative with it."""
    if value is None or value.startswith(("P", "T")):
        return moment
    full = found.match.groupdict().get("year") is not None
    says_when = WHEN.search(text[max(0, found.start - 24) : found.start]) is not None
    moment = moment.after(value, is_full=full, moves=says_when and found.form in FULL, is_deictic=found.form in DEICTIC)
    return replace(moment, quarter=value) if found.form == "quarter" else moment


def _look_around(founds: Sequence[Found], index: int, tokens: Tokens, moment: Moment) -> Moment:
    """The moment with what stands beside an expression: tense, weekday before, year after."""
    moment = _with_tense(founds[index], tokens, moment)
    if index and founds[index - 1].form == "weekday" and founds[index].form in {"date", "date_uk"}:
        gap = tokens.text[founds[index - 1].end : founds[index].start]
        if JOINT.fullmatch(gap):
            moment = replace(moment, weekday=weekday_number(founds[index - 1].match["day"]))
    return _borrow_year(founds[index : index + 2], tokens, moment)


def _read(found: Found, moment: Moment) -> Reading:
    reading = READERS[found.form](found.match, moment)
    edge = (found.match.groupdict().get("edge") or "").lower()
    return Reading(last_day(reading.value), reading.anchor) if "end of" in edge else reading


def _with_tense(found: Found, tokens: Tokens, moment: Moment) -> Moment:
    if found.form not in TENSED:
        return moment
    if found.form == "month" and NAMED_BY.search(tokens.text[max(0, found.start - 8) : found.start]):
        return replace(moment, tense="past")
    span = tokens.sentence_span(tokens.sentence_at(found.start))
    return replace(moment, tense=find_tense(tokens.text, found.start, found.end, (span.start, span.end)))


def _borrow_year(pair: Sequence[Found], tokens: Tokens, moment: Moment) -> Moment:
    """A date whose neighbour in a series has the year takes it ("March 3 and March 5, 2014")."""
    if len(pair) < 2 or pair[0].form not in {"date", "date_uk", "month"}:
        return moment
    groups = pair[1].match.groupdict()
    if pair[0].match["year"] or not groups.get("year") or not groups.get("month"):
        return moment
    if not SERIES.fullmatch(tokens.text[pair[0].end : pair[1].start]):
        return moment
    return replace(moment, moved=(int(groups["year"]), 1), tense="past")


def _join(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Join weekday and date, clock and day."""
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        both = _unite(before, draft, text) if before else None
        if both:
            joined[-1] = both
        else:
            joined.append(draft)
    return joined


def _unite(first: Draft, second: Draft, text: str) -> Draft | None:
    """Two neighbours as one expression, or None."""
    gap = text[first.end : second.start]
    if first.form == second.form == "weekday" and RANGE.fullmatch(gap):
        return _span_days(first, second)
    if len(gap) > 12 or not JOINT.fullmatch(gap):
        return None
    whole = replace(second, form="date", start=first.start, end=second.end)
    if first.form == "weekday" and second.form in {"date", "date_uk", "iso", "numeric"}:
        return whole if _is_weekday_of(first, second, text) else None
    if first.form in {"date", "date_uk"} and second.form == "weekday" and gap.startswith((",", " (")):
        return None
    if first.form in CLOCKS and _is_day(second.value) and second.form != "iso":
        return replace(whole, value=_with_clock(second.value, first.value))
    if second.form in CLOCKS and _is_day(first.value):
        return replace(whole, value=_with_clock(first.value, second.value), anchor=first.anchor)
    return None


def _span_days(first: Draft, second: Draft) -> Draft | None:
    """From one weekday to another, as an interval."""
    if not (_is_day(first.value) and _is_day(second.value)) or (first.value or "") >= (second.value or ""):
        return None
    return replace(first, form="days", end=second.end, value=f"{first.value}/{second.value}")


def _is_weekday_of(weekday: Draft, day: Draft, text: str) -> bool:
    """Whether both name the same day; contradictory dates stay apart (codebook section 10)."""
    if not _is_day(day.value) or day.value is None:
        return True
    name = text[weekday.start : weekday.end].split()[-1].lower()
    return date.fromisoformat(day.value).strftime("%A").lower().startswith(name[:3])


def _is_day(value: str | None) -> bool:
    return value is not None and len(value) == 10 and value[4] == "-"


def _with_clock(day: str | None, clock: str | None) -> str | None:
    return f"{day}{clock}" if day and clock and clock != "T" else day


def _date_clocks(drafts: Sequence[Draft], tokens: Tokens, today: str | None) -> list[Draft]:
    """Give lone clock times their day."""
    dated: list[Draft] = []
    for index, draft in enumerate(drafts):
        if draft.form in CLOCKS:
            day = _day_of(index, drafts, tokens, today) or today
            draft = replace(draft, value=_with_clock(day, draft.value), anchor=day)
        dated.append(draft)
    return dated


def _day_of(index: int, drafts: Sequence[Draft], tokens: Tokens, today: str | None) -> str | None:
    """Day of a lone clock time: the last told shortly before; publication's where it opens a sentence."""
    start = drafts[index].start
    sentence = tokens.sentence_at(start)
    if start == tokens.sentence_span(sentence).start or tokens.text[start - 1] == "\n":
        return None
    for other in reversed(drafts[:index]):
        if tokens.sentence_at(other.start) < sentence - DAY_KEPT_FOR:
            return None
        is_past = today is None or (other.value or "") <= today or tokens.sentence_at(other.start) == sentence
        if other.form not in CLOCKS and _is_day(other.value) and is_past:
            return other.value
    return None
