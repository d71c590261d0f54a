"""The date of a report that came without one: its dateline, else an interval.

Method: (1) a full date in the first lines: alone in its line, in a dateline, at the very
beginning, after a label ("Posted on") or with its weekday after a headline. (2) A report
is not older than the latest full date that it tells in the past, nor younger than the
earliest that it tells in the future. (3) The age of a war whose beginning is known ("in
its seventh year of war" is not read; "nearly seven years of war" is).
Limits: a date inside a quotation or a wrong date in the text misleads it; the interval
is open at the end if nothing bounds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import msgspec

from onrecord.lexicon.numbers import read_number
from onrecord.lexicon.strict import read_yaml
from onrecord.model import Published, Span, Tokens
from onrecord.model.edtf import bounds

from .arithmetic import add_months
from .grammar import Found, scan
from .guards import is_time
from .moment import Moment
from .resolve import READERS
from .tense import find_tense

HEAD: Final = 400
"""Code points at the start of a text in which a dateline stands."""
DATES: Final = frozenset({"date", "date_uk", "iso", "numeric"})
AGENCY: Final = re.compile(r",? ?(?:\(?[A-Z][\w./ ]{1,24}\)?\s*)?(?:--|[—–|:-])|,? ?\([A-Z][\w./ ]{1,24}\)")
ALONE_BEFORE: Final = re.compile(
    r"(?:(?:published|posted|updated|date|issued|filed)(?: on)?:? ?)?(?:\w+day,? ?)?", re.IGNORECASE
)
ALONE_AFTER: Final = re.compile(
    r",?(?: at)? ?(?:\d\d?[:.]\d\d ?(?:[ap]\.?m\.?)?)? ?(?:[A-Z]{2,4})?\.?\s*", re.IGNORECASE
)
NEXT: Final = re.compile(
    r"\.?(?: ?\(?(?:updated|published|at) [\d.:/ ]+\)?)?,? ?(?:\d\d?[:.]?\d\d(?:[:.]?\d\d)?\b ?(?:[ap]\.?m\.?)?)?"
    r"(?: ?(?:GMT|UTC|EST|PM|AM))?(?:\.? *$|\s*[\"“‘'(]?[A-Z\d]|\s+by )",
)
"""What may follow a date that opens a text: a clock, then the headline or the first sentence."""
LABEL_BEFORE: Final = re.compile(
    r"(?:Date of publication|[Pp]ublished|Posted|[Uu]pdated|Issued|Filed)(?: on| at)?:? ?(?:\w+day,? ?)?$"
)
WEEKDAY_BEFORE: Final = re.compile(
    r"(?:^|\b(?!On|By|Since|Until|From|Before|After)[A-Z]\w*[.,)]? |[.)] )(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[.,]? ?$"
)
OPENING: Final = re.compile(r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*[.,]? ?)?")
PLACE_BEFORE: Final = re.compile(r"[A-Z][\w .,'’/()-]{1,60}[,.(–—-] ?(?:\w+day,? )?|\([A-Z]\w+\) ?")
WAR: Final = r"(?:war|conflict|uprising|crisis|insurgency|fighting)"
WAR_BEFORE: Final = re.compile(
    rf"\b{WAR}\b[^.;]{{0,80}}\b(?:lasted|lasting|raged|raging|dragged on|gone on|going on|old)(?: for)? $",
    re.IGNORECASE,
)
WAR_AFTER: Final = re.compile(rf"(?:[ -]old)?,? (?:of |into )?(?:the |its )?(?:\w+ ){{0,2}}{WAR}\b", re.IGNORECASE)
NEARLY: Final = re.compile(r"\b(?:nearly|almost|less than|under)\b", re.IGNORECASE)
OVER: Final = re.compile(r"\b(?:more than|over)\b", re.IGNORECASE)


class War(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of ``conflicts.yaml``: names in the text, and EDTF of the first month."""

    names: tuple[str, ...]
    began: str


class Bound(NamedTuple):
    """One end of an interval: its day, its EDTF, the words that give it."""

    day: date
    value: str
    span: Span


def read_published(tokens: Tokens) -> Published:
    """The date that a text itself gives, or an interval, or nothing."""
    founds = list(scan(tokens))
    dateline = next((found for found in founds if found.start < HEAD and _is_dateline(found, tokens.text)), None)
    if dateline is not None:
        value = _value(dateline)
        if value:
            return Published(value, "dateline", (_span(dateline, tokens),))
    low = max(_bounds(founds, tokens, is_future=False), default=None)
    high = min(_bounds(founds, tokens, is_future=True), default=None)
    war = _read_war(founds, tokens)
    if war is not None:
        low, high = _narrow(low, high, war)
    if low is None and high is None:
        return Published()
    if low and high and low.day > high.day:
        high = None
    evidence = tuple(sorted({bound.span for bound in (low, high) if bound}))
    return Published(f"{low.value if low else '..'}/{high.value if high else '..'}", "inferred", evidence)


def _span(found: Found, tokens: Tokens) -> Span:
    return Span.cut(tokens.text, found.start, found.end)


def _value(found: Found) -> str | None:
    return READERS[found.form](found.match, Moment()).value


def _is_dateline(found: Found, text: str) -> bool:
    """A full date that is the report's own by where it stands."""
    if found.form not in DATES or not found.match["year"]:
        return False
    begin = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    before, after = text[begin : found.start], text[found.end : end if end >= 0 else len(text)]
    if ALONE_BEFORE.fullmatch(before) and ALONE_AFTER.fullmatch(after):
        return True
    if AGENCY.match(after) and (not before or PLACE_BEFORE.fullmatch(before)):
        return True
    is_marked = OPENING.fullmatch(before) or LABEL_BEFORE.search(before) or WEEKDAY_BEFORE.search(before)
    return bool(is_marked and NEXT.match(after))


def _bounds(founds: Sequence[Found], tokens: Tokens, *, is_future: bool) -> Iterator[Bound]:
    """Bounds that full dates give: the first day of a past one, the last day of a future one."""
    for found in founds:
        groups = found.match.groupdict()
        if not groups.get("year") or not is_time(found, tokens.text):
            continue
        value = _value(found)
        days = bounds(value.rstrip("~")) if value else None
        if value is None or days is None:
            continue
        span = tokens.sentence_span(tokens.sentence_at(found.start))
        tense = find_tense(tokens.text, found.start, found.end, (span.start, span.end))
        if (tense == "future") == is_future:
            first, _, last = value.rstrip("~").partition("/")
            end = (last or first) if is_future else first
            yield Bound(days[1] if is_future else days[0], end, _span(found, tokens))


def _narrow(low: Bound | None, high: Bound | None, war: tuple[Bound, Bound]) -> tuple[Bound, Bound]:
    """The tighter of the bounds from dates and from the age of a war."""
    begin = low if low and war[0].day < low.day <= war[1].day else war[0]
    end = high if high and begin.day <= high.day < war[1].day else war[1]
    return begin, end


@cache
def load_conflicts() -> tuple[tuple[re.Pattern[str], date], ...]:
    """Names and first month of the wars that we know."""
    wars = read_yaml(resources.files("onrecord.lexicon").joinpath("conflicts.yaml"), tuple[War, ...])
    return tuple((re.compile(rf"\b(?:{'|'.join(war.names)})\b"), date.fromisoformat(f"{war.began}-01")) for war in wars)


def _read_war(founds: Sequence[Found], tokens: Tokens) -> tuple[Bound, Bound] | None:
    """Bounds from the age of the war that the text names most."""
    for found in founds:
        groups = found.match.groupdict()
        if found.form != "duration" or groups["unit"].lower() != "year" or groups.get("range"):
            continue
        after = tokens.text[found.end : found.end + 60]
        if not (WAR_AFTER.match(after) or WAR_BEFORE.search(tokens.text[max(0, found.start - 160) : found.start])):
            continue
        years, began = read_number(groups["number"]), _most_named(tokens.text)
        if years is not None and began is not None and years < 100:
            return _war_bounds(began, int(years * 12), _span(found, tokens))
    return None


def _war_bounds(began: date, months: int, span: Span) -> tuple[Bound, Bound] | None:
    """From the wording: "nearly" is within the year before, "more than" within the year after."""
    if NEARLY.search(span.text):
        first, last = months - 12, months
    elif OVER.search(span.text):
        first, last = months, months + 12
    else:
        first, last = months - 6, months + 12
    days = add_months(began, first), add_months(began, last)
    if days[0] is None or days[1] is None:
        return None
    return Bound(days[0], f"{days[0]:%Y-%m}", span), Bound(days[1], f"{days[1]:%Y-%m}", span)


def _most_named(text: str) -> date | None:
    counts = [(len(pattern.findall(text)), began) for pattern, began in load_conflicts()]
    best = max(counts, key=lambda pair: pair[0])
    return best[1] if best[0] else None
