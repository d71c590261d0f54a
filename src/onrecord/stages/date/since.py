"""“Since Thursday": an interval from the date up to publication, the preposition included.

Source: codebook section 4; of the annotated expressions that begin with "since" in the
train part of our own reports, 111 of 112 are such an interval.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from onrecord.model import Published
from onrecord.model.edtf import bounds, is_edtf

from .draft import Draft
from .moment import Moment

SINCE: Final = re.compile(r"\bsince (?:about |around |at least )?$", re.IGNORECASE)
LONGEST: Final = 16
"""Code points that ``SINCE`` may take."""
OPEN: Final = ".."


def open_since(draft: Draft, text: str, published: Published) -> Draft:
    """An expression after "since" as an interval; any other as it is.

    Args:
        draft: Resolved.
        text: The whole text.
        published: Its end, if known to the day, month or year; else the interval stays open.
    """
    match = SINCE.search(text, max(0, draft.start - LONGEST), draft.start)
    if match is None or draft.value is None or draft.value.startswith(("P", "T")):
        return draft
    begin, end = draft.value.partition("/")[0], _end(published)
    if begin in {OPEN, end} or not _is_before(begin, published) or not is_edtf(f"{begin}/{end}"):
        return draft
    return replace(draft, start=match.start(), value=f"{begin}/{end}", anchor=published.value)


def _end(published: Published) -> str:
    value = published.value
    return value if value and "/" not in value and Moment.of(published).year is not None else OPEN


def _is_before(begin: str, published: Published) -> bool:
    first, last = bounds(begin), bounds(published.value) if published.value else None
    return first is not None and (last is None or first[0] <= last[1])
