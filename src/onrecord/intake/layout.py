"""The lines of a PDF page: running heads dropped, columns in reading order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

MARGIN: Final = 0.12
"""Share of the page's height, at top and bottom, where running heads stand."""
PAGE_NUMBER: Final = re.compile(r"(?i)\W*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*")
MOST_CROSSING: Final = 0.2
"""Share of the lines that may cross a gutter (headlines over both columns)."""
FEWEST_LINES: Final = 3
"""Lines that make a column."""
NARROWEST: Final = 0.2
"""Share of the text's width that a column has at least; list numbers in the margin have less."""
MOST_LINES: Final = 2000
"""Lines on a page beyond which no columns are sought: no page for reading has them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or the part of it that stands in one column.

    Attributes:
        left, bottom, right, top: Points from the lower left corner of the page.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Of its font, in points."""
        return self.top - self.bottom


def drop_running_heads(pages: list[tuple[float, list[Line]]]) -> list[list[Line]]:
    """Drop page numbers, and lines at the edge of half of the pages (two or more).

    Args:
        pages: Height in points and lines of each page.
    """
    counts: Counter[str] = Counter()
    for height, lines in pages:
        counts.update({_key(line) for line in lines if _is_at_edge(line, height)})
    fewest = max(2, (len(pages) + 1) // 2)
    return [
        [
            line
            for line in lines
            if not _is_at_edge(line, height)
            or (counts[_key(line)] < fewest and PAGE_NUMBER.fullmatch(line.text) is None)
        ]
        for height, lines in pages
    ]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _is_at_edge(line: Line, height: float) -> bool:
    return line.top < MARGIN * height or line.bottom > (1 - MARGIN) * height


def order_lines(lines: list[Line]) -> list[Line]:
    """Bring the lines of a page into reading order: bands from above, columns from the left."""
    if len(lines) > MOST_LINES:
        return lines
    ordered = sort_rows(lines)
    gutter = find_gutter(ordered)
    if gutter is None:
        return ordered
    result: list[Line] = []
    band: list[Line] = []
    for line in ordered:
        if line.left < gutter < line.right:
            result += _order_band(band, gutter)
            result.append(line)
            band = []
        else:
            band.append(line)
    return result + _order_band(band, gutter)


def sort_rows(lines: list[Line]) -> list[Line]:
    """Sort from above, and from the left what stands side by side, whatever the sizes of type."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        if rows and rows[-1][0].bottom < (line.bottom + line.top) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def _order_band(band: list[Line], gutter: float) -> list[Line]:
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.right > gutter]
    return order_lines(left) + order_lines(right)


def find_gutter(lines: list[Line]) -> float | None:
    """Where the fewest lines cross from one column to the next, in points; None without columns."""
    if not lines:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    nearest, farthest = left + NARROWEST * (right - left), right - NARROWEST * (right - left)
    edges = sorted([(line.left, 1) for line in lines] + [(line.right, -1) for line in lines])
    # How many lines end at or before, and begin at or after, a place between two edges.
    ended, crossing = 0, 0
    best: tuple[int, float, float] | None = None
    for (place, step), (following, _) in pairwise(edges):
        crossing += step
        ended += step < 0
        begun = len(lines) - ended - crossing
        middle = (place + following) / 2
        if not nearest <= middle <= farthest:
            continue
        if ended >= FEWEST_LINES and begun >= FEWEST_LINES and crossing <= MOST_CROSSING * len(lines):
            candidate = (crossing, place - following, middle)
            best = candidate if best is None else min(best, candidate)
    return None if best is None or best[1] == 0 else best[2]
