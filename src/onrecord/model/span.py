"""A stretch of a report's text."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
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
