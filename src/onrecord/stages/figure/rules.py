"""Find figures: counts, what they count, and what the clause says of the counted.

Method: count expressions (``count``), the noun phrase of each (``phrase``), its unit
(``unit``); then what is no figure of the codebook's kind goes: dates, ages, durations,
names, bare numbers of which nothing is told. Limits: ``of`` is left to a later stage; an
elided noun is taken from the figure before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Final

from onrecord.lexicon.figures import load_figures
from onrecord.model import Figure, Span, Tokens

from .count import Count, find_counts
from .draft import Draft
from .guards import is_figure, is_name, measured, things, uncounted
from .phrase import Phrase, find_phrase, is_plural, plural_of
from .unit import BREAKS, find_force, find_strength, find_toll, find_unit

ADJECTIVE: Final = re.compile(r"(?:ed|ing|al|ive|ous|ic|ful|ish|ese|ian|ean|an|able|less|ern|ary|y|ent|ant)$")
"""Endings of adjectives and participles."""
ANTECEDENT: Final = 30
"""Words before "of them" among which what it means is looked for."""
CLAUSE: Final = 30
"""Words on either side of a figure among which its clause lies."""


def read_figures(tokens: Tokens, blocked: Sequence[Span], names: Sequence[Span]) -> tuple[Figure, ...]:
    """All figures of a text, in text order; none lies in a blocked span, none behind the beginning of a name."""
    words = tokens.lower
    taken = _Taken(blocked, names)
    figures: list[Figure] = []
    before: tuple[str, int] | None = None
    counts = list(find_counts(tokens))
    for count, following in zip_longest(counts, counts[1:]):
        if taken.overlaps(count.start, count.end) or is_name(count, tokens.text):
            continue
        draft = _draft(count, following, tokens, before)
        unit = _unit_of(draft, words) if is_figure(draft, words, tokens.text) else None
        if unit is None:
            continue
        if unit not in measured() and not count.unit:
            before = (unit, tokens.sentence_at(count.start))
        figures.append(_figure(len(figures) + 1, draft, unit, words, tokens))
    return tuple(figures)


class _Taken:
    """Spans that belong to other layers, asked for in text order."""

    def __init__(self, blocked: Sequence[Span], names: Sequence[Span]) -> None:
        self.spans = sorted([(s.start, s.end, False) for s in blocked] + [(s.start, s.end, True) for s in names])
        self.at = 0

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of them shares a code point with the range; ranges must come in order.

        A name that begins with the range ("two tanks") or inside it ("some two tanks") is counted by it.
        """
        while self.at < len(self.spans) and self.spans[self.at][1] <= start:
            self.at += 1
        if self.at == len(self.spans):
            return False
        first, _, is_name = self.spans[self.at]
        return first < (start if is_name else end)


def _draft(count: Count, following: Count | None, tokens: Tokens, before: tuple[str, int] | None) -> Draft:
    first, last = tokens.range_of(Span.cut(tokens.text, count.start, count.end))
    number = tokens.sentence_at(count.start)
    sentence = tokens.sentence_range(number)
    phrase = _phrase_of(count, following, last, sentence, tokens)
    end = max(last, phrase.end)
    if phrase.head and tokens.words[end : end + 2] == ("or", "more"):
        count, end = replace(count, high=None), end + 2
    capitals = tuple(word[0].isupper() for word in tokens.words[first:end])
    unit = before[0] if before and number - before[1] <= 1 else None
    return Draft(count, phrase, first, end, last, sentence, unit, capitals)


def _phrase_of(count: Count, following: Count | None, last: int, sentence: tuple[int, int], tokens: Tokens) -> Phrase:
    """The phrase of a count, up to the next count; of "11 of the 14 men" the phrase of the 14, without its words."""
    if count.kind == "nobody" or count.unit:
        return Phrase(last, "")
    is_of = last < sentence[1] and tokens.lower[last] == "of"
    is_one = count.high in {0, 1} and count.kind != "share" and not is_of
    next_first, next_last = (
        tokens.range_of(Span.cut(tokens.text, following.start, following.end)) if following else (sentence[1],) * 2
    )
    if is_of and next_first == last + 1 and next_last < sentence[1]:
        inner = find_phrase(tokens.words, next_last, sentence[1], is_one=False, is_of=False)
        return Phrase(last, inner.head)
    return find_phrase(tokens.words, last, min(sentence[1], next_first), is_one=is_one, is_of=is_of)


def _unit_of(draft: Draft, words: Sequence[str]) -> str | None:
    """The unit, or None where nothing is told of a bare number."""
    count, head = draft.count, draft.phrase.head
    if count.unit or head in measured():
        return count.unit or _measure_unit(draft, words)
    if count.kind == "share":
        return "share"
    told = find_unit(words, draft.first, draft.last, draft.sentence)
    if count.kind == "nobody":
        return told
    if count.low == count.high == 1 and count.kind == "number" and count.of:
        return None  # "one of the": no count
    force = find_force(words, draft.first, head, draft.sentence) if head and draft.phrase.joined is None else None
    if head in load_figures().people and words[draft.last : draft.last + 1] == ("strong",):
        force = force or find_strength(words, draft.first, draft.last, draft.sentence)
    keeps = force or head in load_figures().kept
    if told and head not in things() and not (keeps and told in {"displaced", "missing"}):
        return told
    if head:
        is_people = force is not None or head in load_figures().people
        lost = words[draft.first - 1] in {"lost", "lose", "losing"} if draft.first else False
        if lost and is_people:
            return "killed"
        if is_people and (toll := find_toll(words, draft.first, draft.sentence, is_bare=False)):
            return toll
        if count.low == count.high == 1 and not (force or head in things()):
            return None
        return force or _name_unit(draft, words)
    return (
        find_toll(words, draft.first, draft.sentence)
        or find_strength(words, draft.first, draft.last, draft.sentence)
        or _elided_unit(draft, words)
        or _antecedent(draft, words)
    )


def _name_unit(draft: Draft, words: Sequence[str]) -> str:
    """The noun in the plural, with the noun that makes a name of it ("supply trucks")."""
    head, last = draft.phrase.head, draft.last
    if draft.phrase.joined is not None:
        return " ".join(words[draft.phrase.joined : last])
    before = words[last - 2] if last - 2 >= draft.after_count else ""
    if not before.isalpha() or before in load_figures().loose | load_figures().articles or before in {"of", "or", "so"}:
        return plural_of(head)
    is_name = (before in load_figures().naming_words or ADJECTIVE.search(before) is None) and not draft.is_capital(
        last - 2
    )
    return f"{before} {plural_of(head)}" if is_name else plural_of(head)


def _measure_unit(draft: Draft, words: Sequence[str]) -> str:
    """The measure in the plural, "nautical" with it."""
    before = words[draft.last - 2]
    return f"{before} {plural_of(draft.phrase.head)}" if before == "nautical" else plural_of(draft.phrase.head)


def _elided_unit(draft: Draft, words: Sequence[str]) -> str | None:
    """Unit of a bare number: that of the figure before it, if it seems to count the same."""
    if draft.before is None or draft.before == "share" or draft.count.high == 1:
        return None
    if draft.phrase.has_more or draft.phrase.is_pronoun:
        return draft.before
    table = load_figures()
    before = words[draft.first - 1] if draft.first > draft.sentence[0] else ""
    following = words[draft.last] if draft.last < draft.sentence[1] else "."
    if before in table.not_before_elided or following in table.not_after_elided:
        return None
    return draft.before


def _antecedent(draft: Draft, words: Sequence[str]) -> str | None:
    """Unit of "two of them": the nearest plural before it, in this sentence or the last."""
    if not draft.phrase.is_pronoun or draft.count.kind == "share":
        return None
    table = load_figures()
    for at in range(draft.first - 1, max(-1, draft.first - ANTECEDENT), -1):
        is_noun = is_plural(words[at], table) and table.subjects.isdisjoint(words[max(0, at - 1) : at])
        if (words[at] in table.people or is_noun) and words[at] not in uncounted():
            return find_force(words, at, words[at], draft.sentence) or words[at]
    return None


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
    floor, roof = max(draft.sentence[0], begin - CLAUSE), min(draft.sentence[1], end + CLAUSE)
    while begin > floor and words[begin - 1] not in BREAKS:
        begin -= 1
    while end < roof and words[end] not in BREAKS:
        end += 1
    return _cumulative().search(" ".join(words[begin:end])) is not None
