"""Confusions of time expressions in the form of TimeBank, values in the common form of ``times``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.evaluate.times import map_edtf, map_timex3, match_times
from onrecord.evaluate.without_model import TimeItem
from onrecord.model import Published
from onrecord.stages.date import find_times
from onrecord.stages.segment import segment

from .cases import Case, Text
from .values import name_form, name_value

TABLE = "time expressions"


def find_cases(item: TimeItem) -> Iterator[Case]:
    """Decisions on one document; the publication date is given."""
    text = Text(item.text)
    times = find_times(segment(item.text), published=Published(item.dct[:10], "given"))
    gold: list[dict[str, Any]] = [{"span": t.span, "value": t.value} for t in item.timex3 if t.span]
    pairs = [*match_times(gold, times)]
    for timex, time in pairs:
        a, b = map_timex3(timex["value"]), map_edtf(time.value, time.span.text)
        if a == b:
            yield Case(TABLE)
        else:
            yield text.wrong(TABLE, name_value(a, b), timex["span"], annotated=a, read=b or "no value")
    matched = [timex for timex, _ in pairs]
    for timex in gold:
        if timex not in matched:
            yield text.wrong(TABLE, f"missed: {name_form(map_timex3(timex['value']))}", timex["span"])
    for time in times:
        if time not in [found for _, found in pairs]:
            value = map_edtf(time.value, time.span.text)
            yield text.wrong(TABLE, f"spurious: {name_form(value)}", (time.span.start, time.span.end))
