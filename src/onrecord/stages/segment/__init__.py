"""Stage 1, segment: the text in words, sentences and paragraphs."""

from __future__ import annotations

import numpy as np

from onrecord.model import Tokens

from .rules import find_sentence_starts, find_words

__all__ = ["segment"]


def segment(text: str) -> Tokens:
    """Split a text into words, sentences and paragraphs.

    Args:
        text: Canonical text.

    Returns:
        Tokens; a paragraph is a line of the text.

    >>> segment("It rained. Nobody came.").sentences.tolist()
    [0, 3, 6]
    """
    words = find_words(text)
    starts = find_sentence_starts(text, words)
    begins, ends = words
    lines, line, at = [], 0, 0
    for index in starts:
        begin = begins[index]
        line += text.count("\n", at, begin)
        at = begin
        lines.append(line)
    _, paragraphs = np.unique(np.array(lines, dtype=np.int32), return_inverse=True)
    return Tokens(
        text=text,
        starts=np.array(begins, dtype=np.int32),
        ends=np.array(ends, dtype=np.int32),
        sentences=np.array([*starts, len(begins)], dtype=np.int32) if begins else np.zeros(1, dtype=np.int32),
        paragraphs=paragraphs.astype(np.int32),
    )
