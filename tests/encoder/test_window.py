"""Windows: every word once, none over the limit, context at their heads."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from onrecord.encoder.window import CONTEXT_LIMIT, cut_pieces, cut_windows
from onrecord.model import Tokens
from onrecord.stages.segment import segment

LIMIT = 30


def make_tokens(lengths: list[int]) -> Tokens:
    """Tokens of sentences of the given lengths; every word is one letter."""
    size = sum(lengths)
    starts = np.arange(size, dtype=np.int32) * 2
    return Tokens(
        text="x " * size,
        starts=starts,
        ends=starts + 1,
        sentences=np.cumsum([0, *lengths]).astype(np.int32),
        paragraphs=np.zeros(len(lengths), dtype=np.int32),
    )


def make_first(sizes: list[int]) -> np.ndarray:
    """First piece of each word, then the number of pieces, for words of the given sizes."""
    return np.cumsum([0, *sizes]).astype(np.int32)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Tokens, np.ndarray]:
    """Sentences of 1 to 50 words, words of 1 to 6 pieces."""
    lengths = draw(st.lists(st.integers(1, 50), max_size=12))
    sizes = draw(st.lists(st.integers(1, 6), min_size=sum(lengths), max_size=sum(lengths)))
    return make_tokens(lengths), make_first(sizes)


@given(reports())
def test_every_word_is_kept_once(report: tuple[Tokens, np.ndarray]) -> None:
    """What the windows keep, put together, is the report."""
    tokens, first = report
    windows = cut_windows(tokens, first, limit=LIMIT)
    kept = [word for window in windows for word in range(window.keep, window.end)]
    assert kept == list(range(len(tokens)))


@given(reports())
def test_no_window_is_over_the_limit(report: tuple[Tokens, np.ndarray]) -> None:
    """No window has more pieces than the limit, its context counted; a window keeps something."""
    tokens, first = report
    for window in cut_windows(tokens, first, limit=LIMIT):
        assert window.start <= window.keep < window.end
        assert first[window.end] - first[window.start] <= LIMIT


@given(reports())
def test_context_is_one_whole_sentence(report: tuple[Tokens, np.ndarray]) -> None:
    """What is repeated is the sentence before, and short enough."""
    tokens, first = report
    bounds = tokens.sentences.tolist()
    for window in cut_windows(tokens, first, limit=LIMIT):
        if window.start < window.keep:
            assert window.start in bounds
            assert bounds.index(window.keep) == bounds.index(window.start) + 1
            assert first[window.keep] - first[window.start] <= CONTEXT_LIMIT


def test_short_report_is_one_window() -> None:
    """A report below the limit is read at once, and one without words not at all."""
    windows = cut_windows(make_tokens([10, 10]), make_first([1] * 20), limit=LIMIT)
    assert [(w.start, w.keep, w.end) for w in windows] == [(0, 0, 20)]
    assert cut_windows(make_tokens([]), make_first([]), limit=LIMIT) == []


def test_speaker_stays_in_sight() -> None:
    """The last sentence of a window heads the next one."""
    windows = cut_windows(make_tokens([20, 8, 9]), make_first([1] * 37), limit=LIMIT)
    assert [(w.start, w.keep, w.end) for w in windows] == [(0, 0, 28), (20, 28, 37)]


def test_long_sentence_is_cut() -> None:
    """A sentence longer than a window is cut without context."""
    windows = cut_windows(make_tokens([70]), make_first([1] * 70), limit=LIMIT)
    assert [(w.start, w.keep, w.end) for w in windows] == [(0, 0, 30), (30, 30, 60), (60, 60, 70)]


def letters() -> Tokenizer:
    """A tokenizer that makes a piece of every letter, lower-cased."""
    alphabet = {letter: index for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz.,'’\"“”-0123456789")}
    tokenizer = Tokenizer(models.WordPiece(alphabet | {"[UNK]": len(alphabet)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(),
        pre_tokenizers.Split(Regex("."), "isolated"),
    ])
    return tokenizer


def test_pieces_know_their_word() -> None:
    """Each word's pieces begin where the word begins, over lines too."""
    tokens = segment("It's on.\nGo now")
    pieces = cut_pieces(tokens, letters())
    sizes = np.diff(pieces.first).tolist()
    assert sizes == [len(word) for word in tokens.words]
    assert len(pieces.ids) == len(pieces.features) == pieces.first[-1]
