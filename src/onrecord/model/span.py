"""A stretch of a report's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of Unicode code points in a report's canonical text.

    Attributes:
        start: First code point.
        end: One past the last code point; greater than ``start``.
        text: ``report.text[start:end]``, kept so that a record can be read alone.
    """

    start: int
    end: int
    text: str

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """Cut a span out of a text.

        >>> Span.cut("Two divisions", 4, 13)
        Span(start=4, end=13, text='divisions')
        """
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point.

        >>> Span(0, 3, "abc").overlaps(Span(3, 4, "d"))
        False
        """
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


class SpanIndex(Generic[T]):
    """Items by their spans, for lookup in time that does not grow with the text.

    Args:
        items: Any order.
        span_of: The span of one item.

    >>> index = SpanIndex([Span(4, 7, "six"), Span(0, 3, "The")], span_of=lambda span: span)
    >>> index.overlapping(Span(2, 5, "e s"))
    [Span(start=0, end=3, text='The'), Span(start=4, end=7, text='six')]
    """

    def __init__(self, items: Iterable[T], *, span_of: Callable[[T], Span]) -> None:
        pairs = sorted(((span_of(item), item) for item in items), key=lambda pair: pair[0])
        self._items = pairs
        self._starts = [span.start for span, _ in pairs]
        self._reach = list(accumulate((span.end for span, _ in pairs), max))  # grows: can be searched

    def overlapping(self, span: Span) -> list[T]:
        """Items that share a code point with a span, in text order."""
        first = bisect_right(self._reach, span.start)
        last = bisect_left(self._starts, span.end)
        return [item for other, item in self._items[first:last] if other.overlaps(span)]
