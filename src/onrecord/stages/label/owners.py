"""Whom a loaded word is said of, and who says it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from onrecord.model import Actor, Claim, Span

QUOTATION: Final = re.compile(
    r"“[^“”\n]*”|(?<!\w)\"[^\"\n]*\"|«[^«»\n]*»|(?<!\w)‘[^‘’\n]*’(?!\w)|(?<!\w)'[^'\n]*'(?!\w)"
)
"""Quotation marks that open and close within a paragraph; an apostrophe opens none after a letter."""


class Mentions:
    """The mentions of all actors, sorted, for look-ups by place."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self._items = sorted((mention, actor.id) for actor in actors for mention in actor.mentions)
        self._starts = [mention.start for mention, _ in self._items]
        self._reach = list(accumulate((mention.end for mention, _ in self._items), max))

    def touching(self, span: Span) -> list[tuple[Span, str]]:
        """Mentions that overlap a span or end or start right at it, with their actors."""
        first = bisect_left(self._reach, span.start)
        last = bisect_right(self._starts, span.end)
        return [item for item in self._items[first:last] if item[0].end >= span.start]

    def find_owner(self, span: Span, *, is_predicate: bool = False) -> str | None:
        """Id of the actor that a word is said of.

        The smallest mention around the word; else the longest that overlaps or touches
        it; else, for a predicate ("described X as bandits"), the one right before.
        """
        near = self.touching(span)
        around = [(mention.end - mention.start, actor) for mention, actor in near if mention.contains(span)]
        if around:
            return min(around)[1]
        overlapping = [(mention.end - mention.start, actor) for mention, actor in near if mention.overlaps(span)]
        if overlapping:
            return max(overlapping)[1]
        if near:
            return max((mention.end - mention.start, actor) for mention, actor in near)[1]
        return self._before(span.start) if is_predicate else None

    def _before(self, offset: int) -> str | None:
        """Actor whose mention ends at most sixteen characters before an offset."""
        found = [
            (mention.end, mention.start, actor)
            for mention, actor in self.touching(Span(max(0, offset - 16), offset, ""))
            if mention.end <= offset
        ]
        return max(found)[2] if found else None


class Voices:
    """The claims whose words are quoted, for look-ups by place."""

    def __init__(self, text: str, claims: tuple[Claim, ...]) -> None:
        quotations = [match.span() for match in QUOTATION.finditer(text)]
        ends = [end for _, end in quotations]
        ranges: list[tuple[int, int, str]] = []
        for claim in claims:
            for content in claim.content if claim.form != "indirect" else ():
                if claim.form == "direct":
                    ranges.append((content.start, content.end, claim.id))
                    continue
                for start, end in quotations[bisect_right(ends, content.start) :]:
                    if start >= content.end:
                        break
                    ranges.append((max(start, content.start), min(end, content.end), claim.id))
        self._ranges = sorted(ranges)
        self._starts = [start for start, _, _ in self._ranges]
        self._reach = list(accumulate((end for _, end, _ in self._ranges), max))

    def find_speaker(self, span: Span) -> str:
        """Id of the innermost claim inside whose quotation a word stands, or ``report``."""
        first = bisect_left(self._reach, span.end)
        last = bisect_right(self._starts, span.start)
        around = [(end - start, claim) for start, end, claim in self._ranges[first:last] if end >= span.end]
        return min(around)[1] if around else "report"
