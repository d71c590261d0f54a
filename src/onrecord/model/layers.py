"""What the stages hand to each other: tokens, the encoder's signals, drafts.

A layer is written once and never changed. Arrays are flat, one row a token, in
text order; ``n`` is the number of tokens of the report.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from .actor import Actor
from .claim import Claim
from .event import EventType, Status
from .figure import Figure
from .label import Label
from .place import Place
from .span import Span, Spans
from .tie import Tie
from .time import Time

MentionType = Literal[
    "person", "organisation", "place", "facility", "nationality",
    "date", "money", "product", "other", "weapon", "vehicle",
]  # fmt: skip

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
RELATION_KEYS: Final = 256
"""More than there are relations: head and relation of a link make one sorted number."""


def _make_list(values: Ints) -> array[int]:
    """The values, packed, as ``bisect`` and single look-ups read them several times as fast as in numpy."""
    return array("q", values.astype(np.int64).tobytes())


@dataclass(frozen=True)
class Tokens:
    """Words and sentences of a text.

    Attributes:
        text: The canonical text.
        starts: (n,) first code point of each token.
        ends: (n,) one past its last code point.
        sentences: (s + 1,) index of the first token of each sentence, then n.
        paragraphs: (s,) number of the paragraph of each sentence.
    """

    text: str
    starts: Ints
    ends: Ints
    sentences: Ints
    paragraphs: Ints

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens' texts."""
        text = self.text
        return tuple(text[a:b] for a, b in zip(self.starts.tolist(), self.ends.tolist(), strict=True))

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens' texts in lower case."""
        return tuple(word.lower() for word in self.words)

    @cached_property
    def paragraph_starts(self) -> Ints:
        """(p,) first token of each paragraph."""
        starts: Ints = self.sentences[:-1][np.diff(self.paragraphs, prepend=-1) > 0]
        return starts

    @cached_property
    def sentence_of(self) -> Ints:
        """(n,) index of the sentence of each token."""
        return np.repeat(np.arange(len(self.sentences) - 1, dtype=np.int32), np.diff(self.sentences))

    @cached_property
    def _starts(self) -> array[int]:
        return _make_list(self.starts)

    @cached_property
    def _ends(self) -> array[int]:
        return _make_list(self.ends)

    def span(self, first: int, last: int) -> Span:
        """Span from token ``first`` up to, not including, token ``last``."""
        return Span.cut(self.text, self._starts[first], self._ends[last - 1])

    def range_of(self, span: Span) -> tuple[int, int]:
        """Half-open range of the tokens that overlap a span."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        return first, max(first, last)

    def sentence_span(self, sentence: int) -> Span:
        """Span of one sentence, by index."""
        return self.span(*self.sentence_range(sentence))

    def sentence_range(self, sentence: int) -> tuple[int, int]:
        """Half-open range of the tokens of one sentence, by index."""
        return int(self.sentences[sentence]), int(self.sentences[sentence + 1])

    def sentence_around(self, token: int) -> tuple[int, int]:
        """Half-open range of the tokens of the sentence that holds a token."""
        return self.sentence_range(int(self.sentence_of[token]))

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds a code point (or follows it)."""
        token = min(bisect_right(self._ends, offset), len(self) - 1)
        return int(self.sentence_of[token])


class Mention(msgspec.Struct, frozen=True, order=True):
    """A typed name in the text.

    Attributes:
        span: The name.
        type: What it names.
        score: Probability, 0 to 1.
    """

    span: Span
    type: MentionType
    score: float = 1.0


class EventDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An event before its fillers are linked to actors and places.

    Attributes:
        triggers: All mentions, the most telling first.
        actors, recipients: Noun phrases.
        place, time: The words that give them.
        figures: Ids of figures.
        score: Probability that trigger and type are right.
    """

    id: str
    triggers: Spans
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: Status = "occurred"
    status_cues: Spans = ()
    actors: Spans = ()
    recipients: Spans = ()
    place: Span | None = None
    time: Span | None = None
    figures: tuple[str, ...] = ()
    score: float = 0.5
    hedges: Spans = ()


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the stages found in one report, before it is linked into a record."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    drafts: tuple[EventDraft, ...]
    claims: tuple[Claim, ...]
    ties: tuple[Tie, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class LinkTable:
    """Which words fill a role of which head word, as the encoder scores them.

    Only scores above the floor of the encoder are kept. Sorted by head, relation, word.

    Attributes:
        heads: (m,) head word of each link.
        relations: (m,) index into ``encoder.heads.RELATIONS``.
        words: (m,) linked word.
        scores: (m,) probability, 0 to 1.
    """

    heads: Ints
    relations: Ints
    words: Ints
    scores: Floats

    def row(self, head: int, relation: int) -> tuple[Ints, Floats]:
        """Words and scores of one head's relation.

        Returns:
            (k,) words in text order, (k,) probabilities.
        """
        key = head * RELATION_KEYS + relation
        first = bisect_left(self._keys, key)
        last = bisect_right(self._keys, key, first)
        return self.words[first:last], self.scores[first:last]

    @cached_property
    def _keys(self) -> array[int]:
        return _make_list(self.heads.astype(np.int64) * RELATION_KEYS + self.relations)


@dataclass(frozen=True)
class Signals:
    """What the encoder's heads say, one row a word (labels: ``encoder.heads``).

    Attributes:
        attribution: (n, 7) log probabilities of the tags of sources, cues, contents.
        mention: (n, 23) of the tags of names.
        trigger: (n, 33) of the tags of event triggers.
        status: (n, 5) of the status of an event triggered there.
        factuality: (n,) -3 certainly not to 3 certainly happened.
        links: Role fillers.
    """

    attribution: Floats
    mention: Floats
    trigger: Floats
    status: Floats
    factuality: Floats
    links: LinkTable
