"""Cut a report into the windows that the encoder reads.

A window is a run of whole sentences of at most ``LIMIT`` word pieces; the last
sentence of one window is repeated at the head of the next as context, so that
"he said" sees its speaker. Longer sentences are cut.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from tokenizers import Tokenizer

from onrecord.model.layers import Ints, Tokens

from .features import find_features

LIMIT: Final = 254  # word pieces without [CLS] and [SEP]; longer windows were slower
CONTEXT_LIMIT: Final = 80  # a longer sentence is not repeated as context
BLOCK: Final = 4000  # characters that are tokenised in one call


@dataclass(frozen=True)
class Pieces:
    """The word pieces of a report.

    Attributes:
        ids: (p,) vocabulary ids.
        features: (p,) feature number of the word that each piece belongs to.
        first: (n + 1,) index of the first piece of each word, then p.
    """

    ids: Ints
    features: Ints
    first: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end``; those before ``keep`` are context only."""

    start: int
    keep: int
    end: int


def cut_pieces(tokens: Tokens, tokenizer: Tokenizer) -> Pieces:
    """Tokenise a report into word pieces.

    Args:
        tokens: n words.
        tokenizer: Without truncation and padding.
    """
    ids, offsets = array("i"), array("i")
    text, at = tokens.text, 0
    while at < len(text):
        end = text.find("\n", at + BLOCK)
        end = len(text) if end < 0 else end
        encoding = tokenizer.encode(text[at:end], add_special_tokens=False)
        ids.extend(encoding.ids)
        offsets.extend(at + begin for begin, _ in encoding.offsets)
        at = end
    starts = np.array(offsets, dtype=np.int32)
    first = np.searchsorted(starts, tokens.starts).astype(np.int32)
    first = np.minimum(first, max(len(ids) - 1, 0))
    owner = np.clip(np.searchsorted(tokens.starts, starts, side="right") - 1, 0, None)
    features = find_features(tokens)[owner] if len(tokens) else np.zeros(0, np.int32)
    return Pieces(np.array(ids, dtype=np.int32), features, np.append(first, len(ids)).astype(np.int32))


def cut_windows(tokens: Tokens, first: Ints, *, limit: int = LIMIT) -> list[Window]:
    """Windows that cover every word exactly once, context not counted.

    Args:
        tokens: n words.
        first: (n + 1,) as in ``Pieces``.
        limit: Most word pieces in a window.
    """
    windows: list[Window] = []
    start = keep = 0
    bounds = tokens.sentences.tolist()
    for begin, end in pairwise(bounds):
        if first[end] - first[start] <= limit:
            continue
        if begin > keep:
            windows.append(Window(start, keep, begin))
            keep = begin
            previous = int(tokens.sentences[np.searchsorted(tokens.sentences, begin) - 1])
            size = first[begin] - first[previous]
            start = previous if size <= CONTEXT_LIMIT and first[end] - first[previous] <= limit else begin
        while first[end] - first[start] > limit:  # one sentence longer than a window
            cut = max(int(np.searchsorted(first, first[start] + limit, side="right")) - 1, keep + 1)
            windows.append(Window(start, keep, cut))
            start = keep = cut
    if keep < len(tokens):
        windows.append(Window(start, keep, len(tokens)))
    return windows
