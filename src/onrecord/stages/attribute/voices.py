"""The chain of voices of one claim: their order, who heard them, their medium."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from onrecord.model import Span, Tokens, Voice

from .hearer import find_hearer
from .lists import load_voice_words
from .medium import find_medium
from .pairing import Attribution, Range
from .relays import Relay, cut_relay, find_informant, find_relays
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
    return sorted(group, key=lambda a: (rank_cue(tokens, a), measure_distance(a)))


def measure_distance(attribution: Attribution) -> int:
    """Words between a cue and what is said."""
    cue = attribution.cue or attribution.contents[0]
    return min(abs(cue[0] - last) + abs(first - cue[1]) for first, last in attribution.contents)


def rank_cue(tokens: Tokens, attribution: Attribution) -> int:
    """-1 for who is cited, 0 for who says, 1 for an account, 2 for who relays, 3 for who asked."""
    cue, source = attribution.cue, attribution.source
    if cue is None:
        return 0
    known = load_voice_words()
    words = set(lower_words(tokens, cue))
    if words & known.interview:
        return 3
    if words & known.cite and "by" not in words and lower_words(tokens, (cue[1], cue[1] + 1)) != ["by"]:
        passive = bool(words & known.passive)
        named = source or attribution.medium
        follows = named is not None and named[0] >= cue[1]
        return -1 if passive or follows else 2
    if words & (known.relay | known.cite):
        return 2
    return 1 if words & known.account else 0


def find_voices(tokens: Tokens, chain: Sequence[Attribution], around: Surroundings) -> tuple[Voice, ...]:
    """Voices nearest first, each followed by who heard it.

    Args:
        tokens: n words.
        chain: In order.
        around: The report's cues and names.
    """
    sources = [attribution.source for attribution in chain if attribution.source is not None]
    return tuple(voice for attribution in chain for voice in _read_voices(tokens, attribution, sources, around))


def _read_voices(
    tokens: Tokens, attribution: Attribution, sources: list[Range], around: Surroundings
) -> Iterator[Voice]:
    """A speaker, and behind him who heard him and who passes on what he said."""
    cue, source = attribution.cue, attribution.source
    hearer = _find_hearer(tokens, attribution, sources, around)
    medium = _find_medium(tokens, attribution, sources, around)
    if medium is not None and hearer is not None and medium[0] < hearer[1] and hearer[0] < medium[1]:
        medium = None
    others = [other for other in [*sources, hearer] if other is not None and other != source]
    relays = _find_relays(tokens, attribution, others, around)
    informant = None if cue is None else find_informant(tokens, cue)
    if informant is not None and informant not in others:
        yield _make_voice(tokens, informant, None)
    yield replace(_make_voice(tokens, cut_relay(tokens, source, relays), cue), medium=_span(tokens, medium))
    if hearer is not None:
        yield _make_voice(tokens, hearer, None)
    if attribution.hearsay is not None:
        yield _make_voice(tokens, None, attribution.hearsay)
    for relay, passing in relays:
        yield _make_voice(tokens, relay, passing)


def _make_voice(tokens: Tokens, source: Range | None, cue: Range | None) -> Voice:
    return Voice(source=_span(tokens, source), cue=_span(tokens, cue), named=is_named(tokens, source))


def _find_hearer(tokens: Tokens, attribution: Attribution, sources: list[Range], around: Surroundings) -> Range | None:
    if attribution.is_inner:
        return None
    hearer = attribution.hearer or find_hearer(
        tokens, attribution.cue, contents=attribution.contents, persons=around.persons
    )
    return None if hearer in sources else hearer


def _find_relays(tokens: Tokens, attribution: Attribution, others: list[Range], around: Surroundings) -> list[Relay]:
    """Who passes on what a speaker says, up to the next speaker's cue or a semicolon, none of them known already."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None:
        return []
    first, behind = min(cue[0], source[0]), max(cue[1], source[1])
    _, end = tokens.sentence_around(behind - 1)
    following = bisect_left(around.cues, (behind, 0))
    end = min([end, *(other[0] for other in around.cues[following : following + 1])])
    end = next((index for index in range(behind, end) if tokens.words[index] == ";"), end)
    barred = attribution.contents if source[0] < cue[0] else (*attribution.contents, cue)
    relays = find_relays(tokens, first, end, barred=barred, cue=cue)
    known = [*others, *((source,) if source[0] >= cue[1] else ())]
    return [
        relay
        for relay in relays
        if not any(a < relay[0][1] and relay[0][0] < b for a, b in known) or source[0] < relay[1][0] < source[1]
    ]


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
