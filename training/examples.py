"""Training examples: words, labels and links of one document, and what its corpus covers.

Each corpus annotates a part of what the heads say. A label that a corpus does not
cover is not learned as absent: ``IGNORED`` teaches nothing, ``OPEN`` means "nothing, or
something that this corpus does not annotate".
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.encoder.heads import RELATIONS
from onrecord.encoder.window import cut_pieces
from onrecord.model import Span
from onrecord.model.layers import Tokens
from onrecord.stages.segment import segment

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora"
IGNORED, OPEN = -1, -2
R = {name: index for index, name in enumerate(RELATIONS)}


@dataclass
class Links:
    """For one head word: words of each relation; relations not listed are not covered."""

    head: int
    words: dict[int, set[int]]
    ignored: dict[int, set[int]] = field(default_factory=dict)


@dataclass
class Example:
    """One document, encoded.

    Attributes:
        ids, features: (p,) as in ``onrecord.encoder.window.Pieces``.
        first: (n + 1,) first piece of each word.
        sentences: (s + 1,) first word of each sentence.
        tags: head name to (n,) labels.
        open: head name to the indexes allowed where the label is ``OPEN``.
        links: rows of the relation heads.
        factuality: (n,) or None; nan where not annotated.
        pair: (source words, target words, allowed event types) or None.
        holds: event types of which the sentence holds a trigger, we know not where; a set is
            an alternative. All other types are absent.
    """

    corpus: str
    ids: np.ndarray
    features: np.ndarray
    first: np.ndarray
    sentences: np.ndarray
    tags: dict[str, np.ndarray] = field(default_factory=dict)
    open: dict[str, tuple[int, ...]] = field(default_factory=dict)
    links: list[Links] = field(default_factory=list)
    factuality: np.ndarray | None = None
    pair: tuple[list[int], list[int], list[str]] | None = None
    holds: list[list[str]] = field(default_factory=list)


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Records of one corpus file, such as ``events/plv-train``."""
    with gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Builder:
    """Makes examples with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer

    def start(self, corpus: str, text: str) -> tuple[Tokens, Example]:
        """An example without labels, with its tokens."""
        tokens = segment(text)
        pieces = cut_pieces(tokens, self.tokenizer)
        return tokens, Example(
            corpus, pieces.ids.astype(np.int32), pieces.features.astype(np.int32), pieces.first, tokens.sentences
        )


def put(labels: np.ndarray, tags: tuple[str, ...], label: str, words: tuple[int, int]) -> None:
    """Write one span in BIO."""
    first, last = words
    if first < last:
        labels[first] = tags.index(f"B-{label}")
        labels[first + 1 : last] = tags.index(f"I-{label}")


def covers(tokens: Tokens, spans: list[list[int]]) -> set[int]:
    """Words under a list of spans."""
    return {w for a, b in spans for w in range(*word_range(tokens, a, b))}


def word_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Words that overlap a code point range."""
    return tokens.range_of(Span(start, end, ""))


def runs(words: set[int]) -> list[tuple[int, int]]:
    """Maximal runs of word indexes."""
    out: list[tuple[int, int]] = []
    for w in sorted(words):
        if out and out[-1][1] == w:
            out[-1] = (out[-1][0], w + 1)
        else:
            out.append((w, w + 1))
    return out


def uncovered(tags: tuple[str, ...], labels: set[str]) -> tuple[int, ...]:
    """O, and the tags of labels that a corpus does not annotate."""
    return tuple(i for i, tag in enumerate(tags) if tag == "O" or tag[2:] not in labels)
