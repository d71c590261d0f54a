"""Documents to padded batches of windows, with shifted window starts each epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from examples import IGNORED, OPEN, Example
from onrecord.encoder.features import MARK_SOURCE, MARK_TARGET
from onrecord.encoder.heads import EVENT_TYPES, RELATIONS
from onrecord.encoder.window import LIMIT

CLS, SEP = 101, 102
PIECES = 4096  # padded word pieces in a batch
STEP = 32  # lengths are padded to a multiple: a CPU compiles its kernels anew for each shape


def padded(size: int) -> int:
    """Next multiple of ``STEP``."""
    return -(-size // STEP) * STEP


@dataclass
class Cut:
    """Words ``start`` to ``end`` of one document."""

    example: Example
    start: int
    end: int

    @property
    def size(self) -> int:
        """Word pieces."""
        return int(self.example.first[self.end] - self.example.first[self.start])


@dataclass
class Batch:
    """Padded tensors of one batch; w words, l pieces, h link rows."""

    corpus: str
    ids: Tensor  # (b, l)
    features: Tensor  # (b, l)
    mask: Tensor  # (b, l) bool
    words: Tensor  # (b, w) piece index of each word, 0 where padded
    tags: dict[str, Tensor]  # (b, w), IGNORED where padded
    open: dict[str, tuple[int, ...]]
    heads: Tensor  # (h, 2) window, word
    links: Tensor  # (h, r, w) 1, 0, or -1 where not covered
    factuality: Tensor | None  # (b, w), nan where absent
    pair: tuple[Tensor, Tensor, Tensor] | None  # source, target (b, l); allowed (b, 16) bool
    holds: list[list[list[int]]]  # of each window: alternatives of type indexes


def cut_all(examples: list[Example], rng: random.Random | None) -> list[Cut]:
    """Windows of every document; random first windows if ``rng`` is given.

    Our own reports, the only ones with all roles, are cut at any length, so that a lone
    sentence is read as well as a page.
    """
    cuts = []
    for example in examples:
        bounds, first = example.sentences.tolist(), example.first
        least = 20 if example.corpus == "own" else LIMIT // 3
        start, limit = 0, LIMIT if rng is None else rng.randint(least, LIMIT)
        for begin, end in pairwise(bounds):
            if first[end] - first[start] > limit:
                if begin > start:
                    cuts.append(Cut(example, start, begin))
                    start, limit = begin, LIMIT if rng is None or example.corpus != "own" else rng.randint(20, LIMIT)
                while first[end] - first[start] > LIMIT:
                    stop = max(int(np.searchsorted(first, first[start] + LIMIT, side="right")) - 1, start + 1)
                    cuts.append(Cut(example, start, stop))
                    start = stop
        if bounds[-1] > start:
            cuts.append(Cut(example, start, bounds[-1]))
    return cuts


def batches(cuts: list[Cut], rng: random.Random) -> list[list[Cut]]:
    """Cuts of similar length together, in random order; one corpus a batch."""
    order = sorted(cuts, key=lambda c: (c.example.corpus, c.size + rng.randint(0, 24)))
    out: list[list[Cut]] = []
    group: list[Cut] = []
    longest = 0
    for cut in order:
        longest = max(longest, padded(cut.size + 2))
        full = longest * (len(group) + 1) > PIECES
        if group and (full or group[0].example.corpus != cut.example.corpus):
            out.append(group)
            group, longest = [], padded(cut.size + 2)
        group.append(cut)
    if group:
        out.append(group)
    rng.shuffle(out)
    return out


def collate(group: list[Cut]) -> Batch:
    """Pad one batch."""
    b, l = len(group), padded(max(c.size for c in group) + 2)
    w = padded(max(c.end - c.start for c in group))
    ids, features = np.zeros((b, l), np.int64), np.zeros((b, l), np.int64)
    mask, words = np.zeros((b, l), bool), np.zeros((b, w), np.int64)
    example = group[0].example
    tags = {name: np.full((b, w), IGNORED, np.int64) for name in example.tags}
    fact = np.full((b, w), np.nan, np.float32) if example.factuality is not None else None
    heads, rows = [], []
    pair = (np.zeros((b, l), np.float32), np.zeros((b, l), np.float32), np.zeros((b, len(EVENT_TYPES)), bool))
    for i, cut in enumerate(group):
        e, n = cut.example, cut.end - cut.start
        a, z = int(e.first[cut.start]), int(e.first[cut.end])
        ids[i, : z - a + 2] = [CLS, *e.ids[a:z], SEP]
        features[i, 1 : z - a + 1] = e.features[a:z]
        mask[i, : z - a + 2] = True
        words[i, :n] = e.first[cut.start : cut.end] - a + 1
        for name, labels in e.tags.items():
            tags[name][i, :n] = labels[cut.start : cut.end]
        if fact is not None:
            fact[i, :n] = e.factuality[cut.start : cut.end]
        for link in e.links:
            if cut.start <= link.head < cut.end:
                heads.append((i, link.head - cut.start))
                rows.append(_row(link, cut, w))
        if e.pair is not None:
            for marked, mark, weights in zip(e.pair[:2], (MARK_SOURCE, MARK_TARGET), pair[:2], strict=True):
                pieces = [
                    p - a + 1 for x in marked if cut.start <= x < cut.end for p in range(e.first[x], e.first[x + 1])
                ]
                if pieces:
                    features[i, pieces] = features[i, pieces] % MARK_SOURCE + mark
                    weights[i, pieces] = 1 / len(pieces)
            pair[2][i, [EVENT_TYPES.index(t) for t in e.pair[2]]] = True
    while len(rows) % STEP:
        heads.append((0, 0))
        rows.append(np.full((len(RELATIONS), w), -1, np.int8))
    t = torch.from_numpy
    return Batch(
        example.corpus, t(ids), t(features), t(mask), t(words), {k: t(v) for k, v in tags.items()}, example.open,
        torch.tensor(heads, dtype=torch.long).reshape(-1, 2),
        t(np.stack(rows)) if rows else torch.zeros((0, len(RELATIONS), w), dtype=torch.int8),
        t(fact) if fact is not None else None,
        (t(pair[0]), t(pair[1]), t(pair[2])) if example.pair is not None else None,
        [[[EVENT_TYPES.index(x) for x in types] for types in c.example.holds] for c in group] if example.holds else [],
    )  # fmt: skip


def _row(link: object, cut: Cut, w: int) -> np.ndarray:
    row = np.full((len(RELATIONS), w), -1, np.int8)
    for relation, words in link.words.items():
        row[relation, : cut.end - cut.start] = 0
        inside = [x - cut.start for x in words if cut.start <= x < cut.end]
        row[relation, inside] = 1
        skipped = [x - cut.start for x in link.ignored.get(relation, ()) if cut.start <= x < cut.end and x not in words]
        row[relation, skipped] = -1
    return row


def epoch(examples: dict[str, list[Example]], repeats: dict[str, float], rng: random.Random) -> Iterator[Batch]:
    """All batches of one epoch; a corpus is repeated or thinned by its factor."""
    cuts: list[Cut] = []
    for corpus, documents in examples.items():
        factor = repeats.get(corpus, 1.0)
        while factor > 0:
            chosen = documents if factor >= 1 else rng.sample(documents, int(len(documents) * factor))
            cuts += cut_all(chosen, rng)
            factor -= 1
    for group in batches(cuts, rng):
        yield collate(group)


__all__ = ["OPEN", "SEP", "Batch", "batches", "collate", "cut_all", "epoch"]
