"""What the stages hand to each other: tokens, the encoder's signals, drafts.

A layer is written once and never changed. Arrays are flat, one row a token, in
text order; ``n`` is the number of tokens of the report.
"""

from __future__ import annotations

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
RELATION_KEYS: Final = 8
"""As many as there are relations: head times this plus the relation's index is the key of a row of links."""


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
        """The tokens' texts; equal ones are one string, of which a long report would hold a million."""
        text, known = self.text, dict[str, str]()
        cut = (text[a:b] for a, b in zip(self.starts.data, self.ends.data, strict=True))
        return tuple(known.setdefault(word, word) for word in cut)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens' texts in lower case."""
        known = {word: word.lower() for word in set(self.words)}
        return tuple(map(known.__getitem__, self.words))

    @cached_property
    def paragraph_starts(self) -> Ints:
        """(p,) first token of each paragraph."""
        starts: Ints = self.sentences[:-1][np.diff(self.paragraphs, prepend=-1) > 0]
        return starts

    @cached_property
    def sentence_of(self) -> Ints:
        """(n,) index of the sentence of each token."""
        return np.repeat(np.arange(len(self.sentences) - 1, dtype=np.int32), np.diff(self.sentences))

    # Views of the arrays, which ``bisect`` and single look-ups read several times as fast as numpy.
    @cached_property
    def _starts(self) -> memoryview[int]:
        return self.starts.data

    @cached_property
    def _ends(self) -> memoryview[int]:
        return self.ends.data

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

    Only scores above the floors of the encoder are kept.

    Attributes:
        keys: (k,) head times ``RELATION_KEYS`` plus index into ``encoder.heads.RELATIONS``, of those that have
            links; rising.
        firsts: (k + 1,) where the links of each key begin, then m.
        distances: (m,) linked word, counted from the head; rising for one key.
        scores: (m,) probability, 0 to 1.
    """

    keys: Ints
    firsts: Ints
    distances: NDArray[np.int16]
    scores: Floats

    def row(self, head: int, relation: int) -> tuple[Ints, Floats]:
        """Words and scores of one head's relation.

        Returns:
            (k,) words in text order, (k,) probabilities.
        """
        key = head * RELATION_KEYS + relation
        at = bisect_left(self._keys, key)
        is_linked = at < len(self._keys) and self._keys[at] == key
        chosen = slice(self._firsts[at], self._firsts[at + 1]) if is_linked else slice(0)
        return self.distances[chosen] + np.int32(head), self.scores[chosen]

    @cached_property
    def _keys(self) -> memoryview[int]:
        return self.keys.data

    @cached_property
    def _firsts(self) -> memoryview[int]:
        return self.firsts.data


@dataclass(frozen=True)
class Rows:
    """Log probabilities of tags, a row a word, without the words that are all but certainly outside (tag 0).

    Attributes:
        size: n, words of the report.
        words: (m,) words that have a row, in text order.
        values: (m, tags) their rows.
    """

    size: int
    words: Ints
    values: Floats

    @cached_property
    def _words(self) -> memoryview[int]:
        return self.words.data

    def copy(self) -> Rows:
        """The same with values that can be weighed in place."""
        return Rows(self.size, self.words, self.values.copy())

    def best(self) -> Ints:
        """(n,) most probable tag of each word."""
        tags = np.zeros(self.size, dtype=np.int32)
        tags[self.words] = self.values.argmax(axis=1)
        return tags

    def between(self, first: int, last: int) -> tuple[Ints, Floats]:
        """The words of a range that have a row, and the rows."""
        chosen = slice(bisect_left(self._words, first), bisect_left(self._words, last))
        return self.words[chosen], self.values[chosen]

    def whole(self, first: int, last: int) -> Floats:
        """(last - first, tags) rows of a range; words that have none are certainly outside."""
        words, values = self.between(first, last)
        rows = np.full((last - first, self.values.shape[1]), -np.inf, dtype=np.float32)
        rows[:, 0] = 0
        rows[words - first] = values
        return rows


@dataclass(frozen=True)
class Signals:
    """What the encoder's heads say of the words (labels: ``encoder.heads``).

    Attributes:
        attribution: 7 tags of sources, cues, contents.
        mention: 23 tags of names.
        trigger: 33 tags of event triggers.
        status: (m, 5) log probabilities of the status of an event triggered there, for the rows of ``trigger``.
        factuality: (n,) -3 certainly not to 3 certainly happened.
        links: Role fillers.
    """

    attribution: Rows
    mention: Rows
    trigger: Rows
    status: Floats
    factuality: Floats
    links: LinkTable
