"""What the uncased vocabulary cannot see: letter case, quotation marks, paragraphs.

The encoder's vocabulary is lower-cased, and names, quotations and paragraph
starts decide most of what we read. Each word therefore gets a feature number,
which the encoder takes in place of the token type of BERT: the row of the token
type table is the sum of one learned vector for each of the four parts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from onrecord.model.layers import Ints, Tokens

SHAPES: Final = ("lower", "title", "upper", "letter", "mixed", "number", "sign", "first")
QUOTED: Final = 8  # added for words inside quotation marks
OPENS_PARAGRAPH: Final = 16  # added for the first word of a paragraph
FEATURES: Final = 32  # rows without marks
MARK_SOURCE: Final = 32  # added for the words of the actor asked about
MARK_TARGET: Final = 64  # added for the words of the recipient asked about
ROWS: Final = 96


def find_features(tokens: Tokens) -> Ints:
    """Feature number of each word.

    Returns:
        (n,) values from 0 to 31.

    >>> from onrecord.model.layers import Tokens
    >>> t = Tokens("AFP said", np.array([0, 4]), np.array([3, 8]), np.array([0, 2]), np.array([0]))
    >>> find_features(t).tolist()
    [18, 0]
    """
    words = tokens.words
    features = np.fromiter(map(_shape, words), dtype=np.int32, count=len(words))
    if not len(features):
        return features
    firsts = tokens.sentences[:-1]
    features[firsts] = np.where(features[firsts] == 1, 7, features[firsts])
    features += QUOTED * _find_quoted(words, tokens.paragraph_starts)
    features[tokens.paragraph_starts] += OPENS_PARAGRAPH
    return features


def _shape(word: str) -> int:
    """Index into ``SHAPES`` ("first" is given later, by position)."""
    if word.islower():
        return 0
    if not any(map(str.isalnum, word)):
        return 6
    if word[0].isdigit():
        return 5
    if word.isupper():
        return 2 if len(word) > 1 else 3
    return 1 if word[0].isupper() and word[1:].islower() else 4


def _find_quoted(words: tuple[str, ...], opens: Ints) -> Ints:
    """1 for words between quotation marks, the marks included; closed at paragraph ends."""
    starts = set(opens.tolist())
    quoted, inside = np.zeros(len(words), dtype=np.int32), False
    for index, word in enumerate(words):
        if index in starts:
            inside = False
        if word in {"“", "«", "„"}:
            inside = True
            quoted[index] = 1
        elif word in {"”", "»"}:
            quoted[index], inside = 1, False
        elif word == '"':
            quoted[index], inside = 1, not inside
        elif inside:
            quoted[index] = 1
    return quoted
