"""Event mentions of ECB+ as the pair model sees them: words, not what we read of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from onrecord.compare.stem import skeleton, stem
from onrecord.evaluate.corpus import Item, Range, read_items
from onrecord.lexicon.load import load_acts, load_mode_words

from .words import load_small_words

WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+")
HEAD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+")
EVENTS: Final = ("ACTION", "NEG_ACTION")
SIDE: Final = 3  # words before and after a trigger that stand for its arguments
Vector = Mapping[str, float]


class EcbSentence(msgspec.Struct, frozen=True):
    """A sentence; only those that are ``clean`` were fully annotated."""

    n: int
    span: Range
    clean: bool


class EcbMention(msgspec.Struct, frozen=True):
    """An annotated mention of an event, person, place or time."""

    m_id: str
    type: str
    spans: tuple[Range, ...]
    text: str
    sentence: int
    cross_doc: str | None
    intra_doc: str | None


class EcbDocument(Item, frozen=True, kw_only=True):
    """A document of ECB+."""

    id: str
    topic: int
    sentences: tuple[EcbSentence, ...]
    mentions: tuple[EcbMention, ...]


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event mention.

    Attributes:
        document: Its id.
        gold: Annotated cluster.
        sentence: Index.
        size: Words of the trigger.
        head: Its head word, lower-case.
        stem: Of the head.
        stems: Of all its words.
        grams: Three-letter runs of the head.
        context, left, right: Stems of the sentence, and of the words before and after.
        names, numbers: Of the sentence.
        modes: Types and modes that our lexicon gives the head.
        act: Act of saying that the head stands for.
        is_noun: Whether its ending is one of nouns.
    """

    document: str
    gold: str
    sentence: int
    size: int
    head: str
    stem: str
    stems: frozenset[str]
    grams: frozenset[str]
    context: frozenset[str]
    left: frozenset[str]
    right: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    modes: frozenset[str]
    act: str | None
    is_noun: bool


@dataclass(frozen=True)
class Topic:
    """The mentions of one topic.

    Attributes:
        rarity: idf of each stem in the topic.
        vectors: Document -> its words, tf-idf, of length 1.
        halves: Document -> which of the two incidents of the topic it is about.
    """

    mentions: Sequence[EventMention]
    rarity: Mapping[str, float]
    vectors: Mapping[str, Vector]
    halves: Mapping[str, int]


def read_topics(path: Path) -> list[Topic]:
    """Topics of a file in the form of ``linking/ecb``, in order.

    Raises:
        CorpusError: Another form.
    """
    documents: dict[int, list[EcbDocument]] = defaultdict(list)
    for document in read_items(path, EcbDocument):
        documents[document.topic].append(document)
    return [_make_topic(documents[topic]) for topic in sorted(documents)]


def _make_topic(documents: Sequence[EcbDocument]) -> Topic:
    bags = {document.id: Counter(_stems(WORD.findall(document.text))) for document in documents}
    count = Counter(word for bag in bags.values() for word in bag)
    rarity = {word: log((len(bags) + 1) / (number + 0.5)) for word, number in count.items()}
    vectors = {id_: _normalise({w: (1 + log(n)) * rarity[w] for w, n in bag.items()}) for id_, bag in bags.items()}
    mentions = [mention for document in documents for mention in _list_mentions(document)]
    return Topic(mentions, rarity, vectors, bisect(vectors))


def _list_mentions(document: EcbDocument) -> Iterable[EventMention]:
    clean = {sentence.n: sentence for sentence in document.sentences if sentence.clean}
    for mention in document.mentions:
        if mention.type.startswith(EVENTS) and mention.sentence in clean:
            yield _make_mention(document, mention, clean[mention.sentence].span)


def _make_mention(document: EcbDocument, mention: EcbMention, sentence: Range) -> EventMention:
    left = WORD.findall(document.text[sentence[0] : mention.spans[0][0]])
    right = WORD.findall(document.text[mention.spans[-1][1] : sentence[1]])
    head = find_head(mention.text)
    intra = f"{document.id}/{mention.intra_doc}" if mention.intra_doc else f"{document.id}#{mention.m_id}"
    small = load_small_words()
    named = [word for word in (*left[1:], *right) if word[0].isupper() and word.lower() not in small.stops]
    return EventMention(
        document=document.id,
        gold=mention.cross_doc or intra,
        sentence=mention.sentence,
        size=len(mention.text.split()),
        head=head,
        stem=stem(head),
        stems=frozenset(stem(w.lower()) for w in WORD.findall(mention.text) if w.lower() not in small.particles),
        grams=frozenset(head[i : i + 3] for i in range(max(1, len(head) - 2))),
        context=frozenset(_stems((*left, *right))),
        left=frozenset(_stems(left)[-SIDE:]),
        right=frozenset(_stems(right)[:SIDE]),
        names=frozenset(map(skeleton, named)),
        numbers=frozenset(word for word in (*left, *right) if word.isdigit()),
        modes=_modes().get(head, frozenset()),
        act=load_acts().get(head),
        is_noun=head.endswith(small.noun_endings),
    )


def find_head(text: str) -> str:
    """Head word of a trigger: its last word that is no particle.

    >>> find_head("checked into"), find_head("plane crash")
    ('checked', 'crash')
    """
    words = HEAD.findall(text.lower())
    while len(words) > 1 and words[-1] in load_small_words().particles:
        words.pop()
    return words[-1] if words else text.lower()


def _stems(words: Iterable[str]) -> list[str]:
    stops = load_small_words().stops
    return [stem(word.lower()) for word in words if word.lower() not in stops and len(word) > 1]


@cache
def _modes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for type_, modes in load_mode_words().items():
        for mode in modes:
            for form in mode.forms():
                found[form].add(f"{type_}/{mode.mode}")
    return {form: frozenset(modes) for form, modes in found.items()}


def _normalise(vector: Vector) -> Vector:
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def compare_vectors(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other.get(word, 0.0) for word, value in one.items())


def bisect(vectors: Mapping[str, Vector]) -> dict[str, int]:
    """Cut the documents of a topic in two along the weakest similarities.

    ECB+ adds to each topic a second incident of the same kind, so there are two by design.

    Source: Shi and Malik, normalized cuts, 2000 (sign of the second eigenvector).
    """
    ids = sorted(vectors)
    similar = np.array([[compare_vectors(vectors[a], vectors[b]) for b in ids] for a in ids])
    degree = np.sqrt(similar.sum(axis=1))
    _, eigenvectors = np.linalg.eigh(np.eye(len(ids)) - similar / np.outer(degree, degree))
    side = eigenvectors[:, min(1, len(ids) - 1)] / degree
    return {id_: int(value > 0) for id_, value in zip(ids, side.tolist(), strict=True)}
