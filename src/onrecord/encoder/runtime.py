"""Run the network over a report, window by window.

Windows run one at a time, each in one thread, so that what a window says depends on
nothing but its words: the int8 arithmetic takes its scale from all that is in a call,
and a batch would let reports disturb each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.model import EventType, Span
from onrecord.model.layers import Floats, Ints, Signals, Tokens

from .features import MARK_SOURCE, MARK_TARGET
from .heads import EVENT_TYPES, RELATION_SIZE, RELATIONS
from .join import HEADS, Says, join
from .weights import SHIPPED, load_manifest
from .window import Pieces, Window, cut_pieces, cut_windows

CLS: Final = 101
SEP: Final = 102
HEAD_FLOOR: Final = 0.08  # probability of beginning a cue or trigger from which links are kept
KIND_FLOOR: Final = 0.02  # probability of being in a cue from which a head has its links, and likewise of a trigger
LINK_FLOORS: Final = {"actor": 0.125, "recipient": 0.125, "place": 0.125, "time": 0.125, "same": 0.5, "medium": 0.35}
"""Links below are dropped: decoding asks for more."""
LINK_FLOOR: Final = 0.05  # of the other relations, sources and contents, whose scores are added up
FLOORS: Final = np.array([LINK_FLOORS.get(name, LINK_FLOOR) for name in RELATIONS], dtype=np.float32)
CUE_LINKS: Final = np.array([name in {"source", "content", "medium"} for name in RELATIONS])
"""Relations of cues; the others are those of triggers."""
SLOWER_FUSIONS: Final = ["SkipLayerNormFusion"]
"""Optimisers of the runtime that cost time: 25.4 ms a window with it, 23.1 without (onnxruntime 1.32.0, AVX-512)."""
AHEAD: Final = 8  # windows a thread that may be read and not yet joined


class Encoder:
    """The shipped network.

    Args:
        folder: Folder with ``manifest.json`` and the files that it names.
        threads: Windows that run at the same time.

    Raises:
        WeightsError: The files are missing or differ from their manifest.
    """

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 2) -> None:
        self.folder = folder
        self.manifest = load_manifest(folder)
        self.threads = threads
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # it keeps a plan for every size of window: 16 MB more, no time less
        self._session = ort.InferenceSession(
            str(folder / "reader.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOWER_FUSIONS,
        )

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads)

    def encode(self, tokens: Tokens, *, parallel: bool = True) -> Signals:
        """Read a report.

        Args:
            tokens: n words, one at least.
            parallel: Whether windows may run at the same time; the result is the same.
        """
        pieces = cut_pieces(tokens, self._tokenizer)
        windows = cut_windows(tokens, pieces.first)
        if parallel and self.threads > 1 and len(windows) > 1:
            said = self._read_ahead(pieces, windows)
        else:
            said = (self._read(pieces, window) for window in windows)
        return join(said, windows, tokens.sentences)

    def _read_ahead(self, pieces: Pieces, windows: list[Window]) -> Iterator[Says]:
        """What the windows say, in order; a few are read before they are asked for."""
        waiting: deque[Future[Says]] = deque()
        for window in windows:
            waiting.append(self._pool.submit(self._read, pieces, window))
            if len(waiting) > AHEAD * self.threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def type_pair(self, tokens: Tokens, *, source: Sequence[Span], target: Sequence[Span]) -> dict[EventType, float]:
        """Event type of what one actor does to another, the pair given.

        Args:
            tokens: A sentence, or a few.
            source: Spans of the actor.
            target: Spans of the recipient; may be empty.

        Returns:
            Probability of each type.
        """
        pieces = cut_pieces(tokens, self._tokenizer)
        features = pieces.features.copy()
        weights = []
        for spans, mark in ((source, MARK_SOURCE), (target, MARK_TARGET)):
            marked = np.zeros(len(features), dtype=bool)
            for span in spans:
                first, last = tokens.range_of(span)
                marked[pieces.first[first] : pieces.first[last]] = True
            features[marked] = features[marked] % MARK_SOURCE + mark
            weights.append(marked / max(1, marked.sum()))
        window = Window(0, 0, int(np.searchsorted(pieces.first, 500, side="right")) - 1)
        logits = self._run(Pieces(pieces.ids, features, pieces.first), window, (weights[0], weights[1]))["pair"]
        scores = _log_softmax(logits[None] / self.manifest.temperatures.get("pair", 1.0))[0]
        return dict(zip(EVENT_TYPES, np.exp(scores).tolist(), strict=True))

    def _run(self, pieces: Pieces, window: Window, pair: tuple[Floats, Floats] | None = None) -> dict[str, Floats]:
        first, last = int(pieces.first[window.start]), int(pieces.first[window.end])
        size = last - first + 2
        ids = np.full((1, size), SEP, dtype=np.int64)
        ids[0, 0] = CLS
        ids[0, 1:-1] = pieces.ids[first:last]
        features = np.zeros((1, size), dtype=np.int64)
        features[0, 1:-1] = pieces.features[first:last]
        weights = np.zeros((2, 1, size), dtype=np.float32)
        if pair is not None:
            weights[0, 0, 1:-1], weights[1, 0, 1:-1] = pair[0][first:last], pair[1][first:last]
        given = {
            "ids": ids,
            "features": features,
            "words": (pieces.first[window.start : window.end] - first + 1).astype(np.int64),
            "source": weights[0],
            "target": weights[1],
        }
        names = [output.name for output in self._session.get_outputs()]
        return dict(zip(names, self._session.run(None, given), strict=True))

    def _read(self, pieces: Pieces, window: Window) -> Says:
        out = self._run(pieces, window)
        temperatures = self.manifest.temperatures
        skip = window.keep - window.start
        tags = tuple(_log_softmax(out[name] / temperatures.get(name, 1.0)) for name in HEADS)
        cue, trigger = np.exp(tags[0][:, 3:5]), np.exp(tags[2][:, 1::2]).sum(axis=1)
        found = np.flatnonzero(np.maximum(cue[:, 0], trigger) >= HEAD_FLOOR)
        heads = found[found >= skip].astype(np.int32)
        inside = np.exp(tags[2][heads, 2::2]).sum(axis=1)
        floors = _find_floors(
            is_cue=cue[heads].sum(axis=1) >= KIND_FLOOR, is_trigger=trigger[heads] + inside >= KIND_FLOOR
        )
        links = _link(out["query"], out["key"], out["relation_bias"], heads, floors=floors)
        return Says(
            tuple(t[skip:] for t in tags),
            out["factuality"][skip:],
            (links[0] + window.start, links[1], links[2] + window.start, links[3]),
        )


def _find_floors(*, is_cue: NDArray[np.bool_], is_trigger: NDArray[np.bool_]) -> Floats:
    """(h, r) least probability of a head's links: above 1 for relations that no head of its kind has."""
    has = np.where(CUE_LINKS, is_cue[:, None], is_trigger[:, None])
    return np.where(has, FLOORS, np.float32(2))


def _link(query: Floats, key: Floats, bias: Floats, heads: Ints, *, floors: Floats) -> tuple[NDArray[Any], ...]:
    """Links of the head words of one window, above their floors.

    Args:
        query: (w, r * d) of the words as heads.
        key: (w, r * d) of the words as fillers.
        bias: (r,).
        heads: (h,) word indexes in the window.
        floors: (h, r) least probabilities.

    Returns:
        Heads, relations, words, probabilities, each (m,), sorted by the first three.
    """
    r, d = len(RELATIONS), RELATION_SIZE
    q = query[heads].reshape(len(heads), r, d).transpose(1, 0, 2)
    k = key.reshape(len(key), r, d).transpose(1, 2, 0)
    logits = (q @ k) / np.float32(d**0.5) + bias[:, None, None]
    scores = (1 / (1 + np.exp(-logits))).transpose(1, 0, 2)
    h, relation, word = np.nonzero(scores >= floors[:, :, None])
    return heads[h].astype(np.int32), relation.astype(np.uint8), word.astype(np.int32), scores[h, relation, word]


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
