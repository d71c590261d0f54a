"""Claims inside claims: who tells of another's claim is a further voice of it.

"The palace said the rebels had promised to leave": the rebels promise, and the palace
passes it on. What the teller calls somebody, or adds in a relative clause, is left alone:
"what they call a truce", "France, which denies it" are the report's own words.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from typing import Final

from msgspec.structs import replace

from onrecord.model import Claim, Tokens, Voice

from .lists import load_voice_words
from .wording import lower_words

NEAR: Final = 8  # contents that begin before a cue, in text order, that can hold it


def pass_on(tokens: Tokens, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Claims, those inside another's content with its voices behind their own.

    Args:
        tokens: n words.
        claims: In text order.

    Returns:
        In the same order.
    """
    spans = sorted((span.start, span.end, index) for index, claim in enumerate(claims) for span in claim.content)
    starts = [start for start, *_ in spans]
    outer: dict[int, int] = {}
    for index, claim in enumerate(claims):
        cue = claim.voices[0].cue
        if cue is None or _is_aside(tokens, claim):
            continue
        near = spans[max(0, bisect_right(starts, cue.start) - NEAR) : bisect_right(starts, cue.start)]
        holding = [(end - start, other) for start, end, other in near if cue.end <= end and other != index]
        if holding:
            outer[index] = min(holding)[1]
    return tuple(_extend(claims, outer, index) for index in range(len(claims)))


def _is_aside(tokens: Tokens, claim: Claim) -> bool:
    """Whether a claim is a relative clause of who tells it: "what they call", "which denies"."""
    voice = claim.voices[0]
    if voice.cue is None:
        return True
    first, last = tokens.range_of(voice.cue if voice.source is None else voice.source)
    asides = load_voice_words().asides
    opens = lower_words(tokens, (max(0, first - 1), first))
    return bool(asides & set(lower_words(tokens, (first, last)))) or "what" in opens


def _extend(claims: tuple[Claim, ...], outer: dict[int, int], index: int) -> Claim:
    """A claim with the voices of all that it lies in, the innermost first."""
    claim = claims[index]
    voices = list(claim.voices)
    seen = {index}
    while index in outer and outer[index] not in seen:
        index = outer[index]
        seen.add(index)
        known = [voice.source for voice in voices]
        voices += [voice for voice in claims[index].voices if voice.source is not None and voice.source not in known]
    return claim if len(voices) == len(claim.voices) else replace(claim, voices=tuple(voices))


def carry_outlet(tokens: Tokens, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Claims, those of "she added" with the outlet that she spoke to in the sentence before."""
    outlets = (_find_outlet(tokens, before, claim) for before, claim in itertools.pairwise(claims))
    return claims[:1] + tuple(
        claim if outlet is None else replace(claim, voices=(*claim.voices, outlet))
        for claim, outlet in zip(claims[1:], outlets, strict=True)
    )


def _find_outlet(tokens: Tokens, before: Claim, claim: Claim) -> Voice | None:
    voice, last = claim.voices[0], before.voices[-1]
    if len(claim.voices) > 1 or len(before.voices) < 2 or last.cue is not None or last.source is None:
        return None
    if voice.source is None or voice.cue is None:
        return None
    step = tokens.sentence_at(claim.content[0].start) - tokens.sentence_at(before.content[-1].start)
    quoted = set(lower_words(tokens, tokens.range_of(voice.cue))) >= {"quoted", "saying"}
    if 0 <= step <= 1 and (quoted or voice.source.text.lower() in load_voice_words().persons):
        return replace(last, cue=None)
    return None
