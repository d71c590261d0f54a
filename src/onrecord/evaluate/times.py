"""Score the date stage against TIMEX3 annotations.

Method: predicted and annotated spans are matched one to one, in text order, if they
overlap; values are compared after both are mapped to a common form (``map_edtf``,
``map_timex3``). Two rows: all values, and without those that the codebook leaves empty
(``*_REF`` and vague ``PX`` values). Micro-averaged. Source of TIMEX3: TimeML 1.2.1.

The mapping, EDTF to TIMEX3:

=============================  ==================  =====================================
EDTF                           TIMEX3              remark
=============================  ==================  =====================================
2014-03-12, 2014-03, 2014      the same
2011~                          2011                doubt is not in the value
2014-03-12T09:14:00Z           2014-03-12T09:14    seconds 00 and the zone go
2014-03-10/2014-03-16          2014-W11            Monday to Sunday
2014-03-15/2014-03-16          2014-W11-WE         Saturday and Sunday
2014-07/2014-09                2014-Q3
2014-01/2014-06                2014-H1
1990/1999                      199
19XX                           19
2017-21                        2017-SP             spring; SU, FA, WI
2014-03-11/2014-03-12          2014-03-11          overnight: the day before the night
2014-03-31 ("the end of …")    2014-03             TIMEX3 has the period, and ``mod`` END
other intervals                their first part    TIMEX3 annotates both ends apart
P7Y, PT36H                     the same
None                           by the words        ``no_value`` of ``lexicon/times.yaml``
=============================  ==================  =====================================

In TIMEX3 the part of a day (``2014-03-11TNI``) counts as its day, ``P2E`` (decades) and
``P2C`` (centuries) as years, ``P2Q`` as months, ``T24`` as midnight's hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from onrecord.lexicon.times import load_times
from onrecord.model import Published, Time
from onrecord.stages.date import find_times
from onrecord.stages.segment import segment

SEASONS: Final = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
QUARTER: Final = re.compile(r"(\d{4})-(\d\d)/\1-(\d\d)")
VAGUE: Final = re.compile(r"\w+_REF|PT?X\w+|PT?\d*X\w*")
END: Final = re.compile(r"\bend of\b", re.IGNORECASE)
DECEMBER: Final = re.compile(r"\b(?:dec|month)", re.IGNORECASE)
PART_OF_DAY: Final = re.compile(r"T(?:MO|MI|AF|EV|NI|DT|MD)$")


def map_edtf(value: str | None, text: str) -> str | None:
    """Map one of our values to the common form.

    Args:
        value: EDTF, a duration, or None.
        text: The words, for values that only they give.

    >>> [map_edtf(value, "") for value in ("2014-03-10/2014-03-16", "2017-21", "1990/1999", "2014-07/2014-09")]
    ['2014-W11', '2017-SP', '199', '2014-Q3']
    """
    if value is None:
        return load_times().no_value.get(text.lower())
    if value.startswith("P"):
        return value
    value = value.rstrip("~?%")
    if END.search(text) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value[:4] if value.endswith("12-31") and not DECEMBER.search(text) else value[:7]
    if "/" in value:
        return _map_interval(value)
    if "T" in value:
        return re.sub(r"(T\d\d:\d\d):00Z?$", r"\1", value)
    year, _, season = value.partition("-")
    return f"{year}-{SEASONS[season]}" if season in SEASONS else value.removesuffix("XX")


def _map_interval(value: str) -> str:
    begin, _, end = value.partition("/")
    if len(begin) == len(end) == 10:
        first, last = date.fromisoformat(begin), date.fromisoformat(end)
        year, week, _ = first.isocalendar()
        if last - first == timedelta(days=6) and first.weekday() == 0:
            return f"{year}-W{week:02d}"
        if last - first == timedelta(days=1) and first.weekday() == 5:
            return f"{year}-W{week:02d}-WE"
        return begin
    months = QUARTER.fullmatch(value)
    if months and int(months[3]) - int(months[2]) in {2, 5}:
        size = int(months[3]) - int(months[2]) + 1
        return f"{months[1]}-{'Q' if size == 3 else 'H'}{int(months[3]) // size}"
    if len(begin) == len(end) == 4 and begin.endswith("0") and int(end) - int(begin) == 9:
        return begin[:3]
    return begin


def map_timex3(value: str) -> str:
    """Map an annotated value to the common form.

    >>> [map_timex3(value) for value in ("1998-02-11TNI", "P2E", "19XX", "1998-02-11T22:00:00")]
    ['1998-02-11', 'P20Y', '19', '1998-02-11T22:00']
    """
    value = PART_OF_DAY.sub("", value)
    value = re.sub(r"(T\d\d:\d\d):00$", r"\1", re.sub(r"(T\d\d)$", r"\1:00", value))
    number = re.fullmatch(r"P(\d+)([EDCQ]{1,2})", value)
    if number and number[2] in {"E", "DE", "C", "CE", "Q"}:
        letter, size = {"E": ("Y", 10), "DE": ("Y", 10), "C": ("Y", 100), "CE": ("Y", 100), "Q": ("M", 3)}[number[2]]
        return f"P{int(number[1]) * size}{letter}"
    return re.sub(r"^(\d\d|\d{3})X+$", r"\1", value)


def score_times(records: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Score the stage on annotated documents.

    Args:
        records: ``text``, ``dct`` (publication date) and ``timex3`` (``span``, ``text``,
            ``value``) of each document, as in ``time/timebank-train``.

    Returns:
        In percent: ``span_f1`` and ``value_f1`` of all values, ``value_f1_valued`` without
        those that the codebook leaves empty; and the numbers of annotated items.
    """
    all_row, valued_row = Counts(), Counts()
    for record in records:
        tokens = segment(record["text"])
        times = find_times(tokens, published=Published(str(record["dct"])[:10], "given"))
        gold = [item for item in record["timex3"] if item["span"]]
        all_row.add(gold, times)
        valued_row.add(
            [item for item in gold if not VAGUE.fullmatch(item["value"])],
            [time for time in times if time.value is not None],
        )
    return {
        "items": all_row.gold,
        "span_f1": all_row.f1(all_row.matched),
        "value_f1": all_row.f1(all_row.right),
        "items_valued": valued_row.gold,
        "span_f1_valued": valued_row.f1(valued_row.matched),
        "value_f1_valued": valued_row.f1(valued_row.right),
    }


class Counts:
    """Running counts of one row."""

    def __init__(self) -> None:
        self.gold = self.found = self.matched = self.right = 0

    def add(self, gold: list[Any], times: Iterable[Time]) -> None:
        """Count one document."""
        pairs = list(match_times(gold, tuple(times)))
        self.gold += len(gold)
        self.found += len(list(times))
        self.matched += len(pairs)
        self.right += sum(map_timex3(item["value"]) == map_edtf(time.value, time.span.text) for item, time in pairs)

    def f1(self, right: int) -> float:
        """F1 in percent."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0


def match_times(gold: Iterable[Any], times: tuple[Time, ...]) -> Iterable[tuple[Any, Time]]:
    """Pairs of an annotated and a found time that overlap, each used once, in text order.

    Yields:
        The annotated item and the found time.
    """
    rest = list(times)
    for item in sorted(gold, key=lambda item: item["span"][0]):
        start, end = item["span"]
        match = next((time for time in rest if time.span.start < end and start < time.span.end), None)
        if match is not None:
            rest.remove(match)
            yield item, match
