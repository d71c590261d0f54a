"""Who fills the roles of a trigger: runs of words that the link head scores high."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.encoder.heads import RELATIONS
from onrecord.lexicon.load import load_mention_words
from onrecord.model import Figure, Mention, Span, SpanIndex, Spans, Time, Tokens
from onrecord.model.layers import Floats, Ints, Signals

from .triggers import Range, Trigger

ACTOR: Final = RELATIONS.index("actor")
RECIPIENT: Final = RELATIONS.index("recipient")
PLACE: Final = RELATIONS.index("place")
TIME: Final = RELATIONS.index("time")
# Link scores, chosen on our own dev reports (role F1); re-run `make evaluate`. The corpora leave many
# roles empty that the text fills, so scores are low throughout and their order counts: words down to a
# share of the best one belong to its phrase.
RUN_LEAST: Final = 0.25  # best word of a phrase in the trigger's sentence
RUN_LEAST_AFAR: Final = 0.9  # … in another sentence
WORD_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase with its link score, 0 to 1."""

    span: Span
    score: float


Fillers = tuple[Filler, ...]


def find_fillers(tokens: Tokens, signals: Signals, trigger: Trigger, relation: int) -> Fillers:
    """Noun phrases that fill one role, in text order.

    A run of linked words counts if its best word is sure enough; signs and joining words
    at its edges are cut off, an article before it is taken in.
    """
    words, scores = signals.links.row(trigger.head, relation)
    if not len(words):
        return ()
    chosen = scores >= WORD_SHARE * scores.max()
    home = int(tokens.sentence_of[trigger.head])
    found = []
    for run, sentence, score in _find_runs(tokens, words[chosen], scores[chosen]):
        trimmed = _trim(tokens, run) if score >= (RUN_LEAST if sentence == home else RUN_LEAST_AFAR) else None
        if trimmed is not None and not _overlaps(trimmed, trigger.words):
            found.append(Filler(tokens.span(*_with_article(tokens, trimmed)), score))
    return tuple(found)


def _find_runs(tokens: Tokens, words: Ints, scores: Floats) -> list[tuple[Range, int, float]]:
    """Runs of linked words inside a sentence, the sentence, and the best score."""
    runs: list[tuple[Range, int, float]] = []
    rows = zip(words.tolist(), tokens.sentence_of[words].tolist(), scores.tolist(), strict=True)
    for word, sentence, score in rows:
        if runs and runs[-1][0][1] == word and runs[-1][1] == sentence:
            (first, _), _, best = runs.pop()
            runs.append(((first, word + 1), sentence, max(best, score)))
        else:
            runs.append(((word, word + 1), sentence, score))
    return runs


def _with_article(tokens: Tokens, words: Range) -> Range:
    """A phrase with the determiner just before it."""
    first, last = words
    if first and tokens.lower[first - 1] in load_mention_words()["determiners"]:
        first -= 1
    return first, last


def _trim(tokens: Tokens, words: Range) -> Range | None:
    first, last = words
    edges = load_mention_words()["edges"]
    while first < last and tokens.lower[first] in edges:
        first += 1
    while last > first and tokens.lower[last - 1] in edges:
        last -= 1
    return (first, last) if first < last else None


def _overlaps(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def complete_fillers(text: str, fillers: Fillers, nouns: SpanIndex[Span]) -> Fillers:
    """Fillers with the whole of the names and noun phrases that they cut.

    Args:
        text: Of the report.
        fillers: Runs of linked words.
        nouns: Names and noun phrases.
    """
    grown = []
    for filler in fillers:
        whole = [filler.span, *nouns.overlapping(filler.span)]
        if len(whole) == 1 and filler.span.text.lower() in load_mention_words()["determiners"]:
            continue
        grown.append(Filler(Span.cut(text, min(s.start for s in whole), max(s.end for s in whole)), filler.score))
    return tuple(grown)


def merge_fillers(found: Iterable[Fillers]) -> Spans:
    """Fillers of several mentions of one event, each phrase once, the longest of overlapping ones."""
    kept: list[Span] = []
    for span in sorted({f.span for fillers in found for f in fillers}, key=lambda s: (s.start - s.end, s)):
        if not any(span.overlaps(other) or span.text.lower() == other.text.lower() for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def find_place(spans: Spans, names: SpanIndex[Mention]) -> Span | None:
    """The most specific place: a name inside the linked words, the first one if there are several."""
    for span in spans:
        for name in names.overlapping(span):
            return name.span
    return spans[0] if spans else None


def find_time(spans: Spans, times: SpanIndex[Time]) -> Time | None:
    """The time expression that the linked words overlap."""
    return next((time for span in spans for time in times.overlapping(span)), None)


def find_counts(tokens: Tokens, trigger: Trigger, fillers: Spans, figures: SpanIndex[Figure]) -> list[str]:
    """Ids of the figures that count an event: inside a filler, or its triggers' own count."""
    own = tokens.span(*trigger.words)
    found = sorted({(f.span, f.id) for span in (own, *fillers) for f in figures.overlapping(span)})
    return [id_ for _, id_ in found]
