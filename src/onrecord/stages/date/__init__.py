"""Stage date: the time expressions of a text, resolved to EDTF; its date, if none was given."""

from __future__ import annotations

from onrecord.model import Published, Time, Tokens

from .published import read_published
from .rules import read_times

__all__ = ["find_times", "infer_published"]


def find_times(tokens: Tokens, *, published: Published) -> tuple[Time, ...]:
    """Find and resolve the time expressions of a text (codebook section 4).

    Args:
        tokens: The segmented text.
        published: When it was published; relative expressions are resolved against it
            if it is known to the day ("last year": to the year).

    Returns:
        In text order, without overlaps. The value is EDTF, an ISO 8601 duration, or
        None where neither wording nor publication date gives one.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("They met on Tuesday, two years after the talks of October 2012.")
    >>> [time.value for time in find_times(tokens, published=Published("2014-03-12", "given"))]
    ['2014-03-11', 'P2Y', '2012-10']
    """
    return read_times(tokens, published)


def infer_published(tokens: Tokens, *, given: Published) -> Published:
    """The date of a report: the given one, its dateline's, or an interval that its text bounds.

    Args:
        tokens: The segmented text.
        given: What intake knows; returned as it is if it has a value.

    Returns:
        Basis ``dateline`` or ``inferred`` with the spans that give or bound the value;
        ``unknown`` without a value if the text has no full date.

    >>> from onrecord.stages.segment import segment
    >>> infer_published(segment("ALEPPO, March 12, 2014 — Shells fell."), given=Published()).value
    '2014-03-12'
    """
    return given if given.value else read_published(tokens)
