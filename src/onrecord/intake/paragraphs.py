"""Lines of PDF pages joined to paragraphs, words divided at a line end made whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Final

from .layout import Line

WIDE_PITCH: Final = 1.35
"""Distance between two lines, in that of most lines, from which a paragraph begins."""
INDENT: Final = 0.7
"""Indent of a first line, in heights."""
SHORT: Final = 0.85
"""Share of the column's width below which a closed line ends its paragraph."""
OTHER_SIZE: Final = 1.15
"""Ratio of two font heights from which one is a heading."""
RECENT: Final = 20
"""Lines of a paragraph that tell its width; all of them would take quadratic time."""
BULLET: Final = re.compile(r"[•▪●◦‣·–—*-]\s|\(?\d{1,2}[.)]\s")
CLOSED: Final = re.compile(r"[.!?:…][\"'”’»)\]]*$")
DIVIDED: Final = re.compile(r"(\w+)[-‐\xad]$")
WORD: Final = re.compile(r"\w+(?:-\w+)*")


def join_lines(pages: list[list[Line]]) -> str:
    """Join the lines of a document.

    Args:
        pages: Lines in reading order.

    Returns:
        One paragraph a line.
    """
    words = {word.casefold() for page in pages for line in page for word in WORD.findall(line.text)}
    return "\n".join(_join_paragraph(lines, words) for lines in split_paragraphs(pages))


def split_paragraphs(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """Group lines to paragraphs; one may run on over a column or page."""
    lines = [line for page in pages for line in page]
    pitches = [a.bottom - b.bottom for a, b in pairwise(lines) if _is_below(a, b)]
    height = median(line.height for line in lines) if lines else 0.0
    pitch = median(pitches) if pitches else 0.0
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins_paragraph(
            paragraph, line, line.height if line.height > OTHER_SIZE * height else pitch
        ):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _is_below(above: Line, line: Line) -> bool:
    """Whether a line stands under another in the same column."""
    return above.bottom > line.bottom and line.left < above.right and above.left < line.right


def _begins_paragraph(paragraph: list[Line], line: Line, pitch: float) -> bool:
    above = paragraph[-1]
    if max(above.height, line.height) > OTHER_SIZE * min(above.height, line.height) or BULLET.match(line.text):
        return True
    closed = CLOSED.search(above.text) is not None
    if not _is_below(above, line):
        return closed
    recent = paragraph[-RECENT:]
    left, right = min(row.left for row in recent), max(row.right for row in recent)
    if above.bottom - line.bottom > WIDE_PITCH * pitch or (closed and line.left - left > INDENT * line.height):
        return True
    width = max(right, line.right) - left
    return closed and above.right - left < SHORT * width


def _join_paragraph(lines: list[Line], words: set[str]) -> str:
    parts = [lines[0].text]
    for line in lines[1:]:
        match = DIVIDED.search(parts[-1])
        following = WORD.match(line.text)
        if match is None or following is None:
            parts.append(" ")
        else:
            parts[-1] = parts[-1][: match.end(1)]
            parts.append(_hyphen(match[1], following[0], words))
        parts.append(line.text)
    return "".join(parts).replace("\xad", "")


def _hyphen(before: str, after: str, words: set[str]) -> str:
    """What stands between two parts of a word: the document's other words tell.

    >>> _hyphen("cease", "fire", {"cease-fire"}), _hyphen("shel", "ling", set())
    ('-', '')
    """
    whole, compound = (before + after).casefold(), f"{before}-{after}".casefold()
    if whole in words or compound not in words:
        return "-" if not after[0].islower() and whole not in words else ""
    return "-"
