"""Find figures: counts, what they count, and what the clause says of the counted.

Method: count expressions (``count``), the noun phrase of each (``phrase``), its unit
(``unit``); then what is no figure of the codebook's kind goes: dates, ages, money,
distances, durations, names, bare numbers of which nothing is told. Limits: ``of`` is
left to a later stage; an elided noun is taken from the figure before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.lexicon.figures import load_figures
from onrecord.lexicon.inflect import inflect_noun
from onrecord.model import Figure, Span, Time, Tokens

from .count import Count, find_counts
from .phrase import Phrase, find_phrase, plural_of
from .unit import BREAKS, find_force, find_toll, find_unit

AGE: Final = re.compile(r"[ -](?:years?|months?)?[- ]?old\b|[- ]year\b", re.IGNORECASE)
HYPHENED: Final = re.compile(r"[-–][^\W\d_]")
HARM: Final = frozenset({"killed", "injured", "missing", "detained", "displaced", "abducted"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure on its way.

    Attributes:
        count: The count.
        phrase: What it counts.
        first: Index of its first token.
        last: Index one past its last token.
        after_count: Index of the token after the count alone.
        sentence: Half-open range of tokens of its sentence.
        before: The unit of the figure before it in the same or the last sentence, if any.
    """

    count: Count
    phrase: Phrase
    first: int
    last: int
    after_count: int
    sentence: tuple[int, int]
    before: str | None


def read_figures(tokens: Tokens, times: Sequence[Time], names: Sequence[Span]) -> tuple[Figure, ...]:
    """All figures of a text, in text order."""
    words = tuple(word.lower() for word in tokens.words)
    taken = _Taken([time.span for time in times] + list(names))
    figures: list[Figure] = []
    before: tuple[str, int] | None = None
    for count in find_counts(tokens):
        if taken.overlaps(count.start, count.end) or _is_name(count, tokens.text):
            continue
        draft = _draft(count, tokens, before)
        unit = _unit_of(draft, words) if _may_count(draft, words, tokens.text) else None
        if unit is None:
            continue
        before = (unit, tokens.sentence_at(count.start))
        figures.append(_figure(len(figures) + 1, draft, unit, words, tokens))
    return tuple(figures)


class _Taken:
    """Spans that belong to other layers, asked for in text order."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)
        self.at = 0

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of them shares a code point with the range; ranges must come in order."""
        while self.at < len(self.spans) and self.spans[self.at].end <= start:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at].start < end


def _draft(count: Count, tokens: Tokens, before: tuple[str, int] | None) -> Draft:
    first, last = tokens.range_of(Span.cut(tokens.text, count.start, count.end))
    number = tokens.sentence_at(count.start)
    sentence = (int(tokens.sentences[number]), int(tokens.sentences[number + 1]))
    is_one = count.high in {0, 1} and count.kind != "share"
    is_of = last < sentence[1] and tokens.words[last].lower() == "of"
    if count.kind == "nobody":
        phrase = Phrase(last, "")
    else:
        phrase = find_phrase(tokens.words, last, sentence[1], is_one=is_one and not is_of, is_of=is_of)
    unit = before[0] if before and number - before[1] <= 1 else None
    return Draft(count, phrase, first, max(last, phrase.end), last, sentence, unit)


def _is_name(count: Count, text: str) -> bool:
    """Whether the word before makes the number a name, an age or money ("Resolution 2254")."""
    if not text[count.start].isdecimal():
        return False
    before = re.search(r"([\w.]+)[ -]$", text[max(0, count.start - 16) : count.start])
    return before is not None and before[1].lower() in load_figures().names


@cache
def _not_counted() -> frozenset[str]:
    return frozenset(form for noun in load_figures().not_counted for form in inflect_noun(noun))


@cache
def _things() -> frozenset[str]:
    return frozenset(form for noun in load_figures().things for form in inflect_noun(noun))


def _may_count(draft: Draft, words: Sequence[str], text: str) -> bool:
    """Whether a count with its noun is of the codebook's kind at all."""
    count, head = draft.count, draft.phrase.head
    after = text[count.end : count.end + 16]
    if HYPHENED.match(after) or AGE.match(after) or head in _not_counted():
        return False
    if count.kind != "share" and draft.after_count < draft.sentence[1] and words[draft.after_count] in _not_counted():
        return False
    if count.kind == "zero":
        return head in load_figures().zero_nouns
    if count.kind == "share":
        return draft.first == 0 or words[draft.first - 1] not in load_figures().changes
    if not head and draft.first and words[draft.first - 1] == "," and words[draft.last : draft.last + 1] in ((",",), (")",)):
        return False  # an age beside a name
    return True


def _unit_of(draft: Draft, words: Sequence[str]) -> str | None:
    """The unit, or None where nothing is told of a bare number."""
    count, head = draft.count, draft.phrase.head
    if count.kind == "share":
        return "share"
    told = find_unit(words, draft.first, draft.last, draft.sentence)
    if count.kind == "nobody":
        return told
    if count.low == count.high == 1 and count.kind == "number" and count.of:
        return None  # "one of the": no count
    if told and head not in _things():
        return told
    if head:
        return find_force(words, draft.first, head, draft.sentence) or plural_of(head)
    toll = find_toll(words, draft.first, draft.sentence)
    return toll or (draft.before if draft.phrase.has_more or draft.phrase.is_pronoun else None)


def _figure(number: int, draft: Draft, unit: str, words: Sequence[str], tokens: Tokens) -> Figure:
    count = draft.count
    end = max(count.end, int(tokens.ends[draft.last - 1]))
    return Figure(
        id=f"f{number}",
        low=count.low,
        high=count.high,
        unit=unit,
        approximate=count.approximate,
        cumulative=count.kind != "share" and count.high != 0 and _is_cumulative(draft, words),
        span=Span.cut(tokens.text, count.start, end),
    )


@cache
def _cumulative() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, load_figures().cumulative))})(?![\w-])")


def _is_cumulative(draft: Draft, words: Sequence[str]) -> bool:
    """Whether the clause around the figure says that it is a running total."""
    begin, end = draft.first, draft.last
    while begin > draft.sentence[0] and words[begin - 1] not in BREAKS:
        begin -= 1
    while end < draft.sentence[1] and words[end] not in BREAKS:
        end += 1
    return _cumulative().search(" ".join(words[begin:end])) is not None
