"""The chain of voices of one claim: their order, who heard them, their medium."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.model import Span, Tokens, Voice

from .hearer import find_hearer
from .lists import load_voice_words
from .medium import find_medium
from .pairing import Attribution, Range
from .wording import is_named, lower_words

NEAR: Final = 60  # words around a cue in which other cues can stand between it and a medium


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the voices of a claim are read against.

    Attributes:
        cues: Of every attribution of the report, in text order.
        persons: Words that are names of persons.
    """

    cues: tuple[Range, ...] = ()
    persons: frozenset[int] = frozenset()


def sort_chain(tokens: Tokens, group: Sequence[Attribution]) -> list[Attribution]:
    """Attributions of one claim, nearest to the fact first.

    Who is cited stands nearer, who relays farther; else the nearer to the content in the text.
    """
    return sorted(group, key=lambda a: (_rank_cue(tokens, a), _distance(a)))


def _distance(attribution: Attribution) -> int:
    cue = attribution.cue or attribution.contents[0]
    return min(abs(cue[0] - last) + abs(first - cue[1]) for first, last in attribution.contents)


def _rank_cue(tokens: Tokens, attribution: Attribution) -> int:
    """-1 for who is cited, 0 for who says, 1 for an account, 2 for who relays, 3 for who asked."""
    cue, source = attribution.cue, attribution.source
    if cue is None:
        return 0
    known = load_voice_words()
    words = set(lower_words(tokens, cue))
    if words & known.interview:
        return 3
    if words & known.cite and "by" not in words:
        passive = bool(words & known.passive)
        follows = source is not None and source[0] >= cue[1]
        return -1 if passive or follows else 2
    if words & known.relay:
        return 2
    return 1 if words & known.account else 0


def find_voices(tokens: Tokens, chain: Sequence[Attribution], around: Surroundings) -> tuple[Voice, ...]:
    """Voices nearest first, each followed by who heard it.

    Args:
        tokens: n words.
        chain: In order.
        around: The report's cues and names.
    """
    voices: list[Voice] = []
    sources = [attribution.source for attribution in chain if attribution.source is not None]
    for attribution in chain:
        hearer = find_hearer(tokens, attribution.cue, contents=attribution.contents, persons=around.persons)
        if hearer in sources:
            hearer = None
        medium = _find_medium(tokens, attribution, sources, around)
        if medium is not None and hearer is not None and medium[0] < hearer[1] and hearer[0] < medium[1]:
            medium = None
        voices.append(
            Voice(
                source=_span(tokens, attribution.source),
                cue=_span(tokens, attribution.cue),
                medium=_span(tokens, medium),
                named=is_named(tokens, attribution.source),
            )
        )
        if hearer is not None:
            voices.append(Voice(source=tokens.span(*hearer), cue=None, named=is_named(tokens, hearer)))
    return tuple(voices)


def _find_medium(tokens: Tokens, attribution: Attribution, sources: list[Range], around: Surroundings) -> Range | None:
    cue, source = attribution.cue, attribution.source
    near: list[Range] = []
    if cue is not None:
        first = bisect_left(around.cues, (cue[0] - NEAR, 0))
        last = bisect_left(around.cues, (cue[0] + NEAR, 0))
        near = [other for other in around.cues[first:last] if other != cue]
    return find_medium(
        tokens,
        cue,
        contents=attribution.contents,
        source=source,
        others=[*near, *(other for other in sources if other != source)],
        linked=attribution.medium,
    )


def _span(tokens: Tokens, words: Range | None) -> Span | None:
    return None if words is None else tokens.span(*words)
