"""Attributions to claims: what has the same content is one claim with a chain of voices."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from onrecord.model import Act, Claim, Time, Tokens

from .hedging import find_certainty
from .pairing import Attribution, Range
from .shape import shape_attributions
from .voices import Surroundings, find_voices, sort_chain
from .wording import CLOSING, OPENING, find_claim_act, find_form, find_polarity, is_void

SAME_CONTENT: Final = 0.5  # share of common words from which two attributions are one claim
TIME_REACH: Final = 4  # words between a cue and the time of the utterance
LAST_SIGNS: Final = frozenset({",", ".", ";", ":"})

Acted = tuple[Attribution, Act]


def build_claims(
    tokens: Tokens,
    attributions: list[Attribution],
    times: tuple[Time, ...],
    *,
    persons: frozenset[int] = frozenset(),
) -> tuple[Claim, ...]:
    """Claims of a report, in text order.

    A cue that names no act, or asserts nothing, makes no claim.

    Args:
        tokens: n words.
        attributions: As ``find_attributions`` gives them.
        times: For the time of the utterance.
        persons: Words that are names of persons.
    """
    groups: list[list[Acted]] = []
    for attribution in shape_attributions(tokens, attributions):
        act = _find_act(tokens, attribution)
        if act is None:
            continue
        for group in groups[-4:]:
            if _is_same(group[0], (attribution, act)):
                group.append((attribution, act))
                break
        else:
            groups.append([(attribution, act)])
    groups.sort(key=lambda group: group[0][0].contents[0])
    around = Surroundings(tuple(sorted(a.cue for group in groups for a, _ in group if a.cue is not None)), persons)
    return tuple(_build(tokens, group, times, around, id_=f"c{number}") for number, group in enumerate(groups, 1))


def _find_act(tokens: Tokens, attribution: Attribution) -> Act | None:
    """Act of an attribution; None if it makes no claim."""
    cue, contents = attribution.cue, attribution.contents
    if cue is None:
        return "say"
    act = find_claim_act(tokens, cue, contents)
    return None if act is None or is_void(tokens, cue, act=act, contents=contents, source=attribution.source) else act


def _is_same(one: Acted, other: Acted) -> bool:
    """Whether two attributions are voices of one claim: one content, neither inside the other, none denies."""
    (first, first_act), (second, second_act) = one, other
    if first.cue is None or second.cue is None or (first_act == "deny") != (second_act == "deny"):
        return False
    nested = _holds(first.contents, second.cue) or _holds(second.contents, first.cue)
    return not nested and _shared(first, second) >= SAME_CONTENT


def _holds(contents: tuple[Range, ...], words: Range) -> bool:
    return any(first <= words[0] < last for first, last in contents)


def _shared(one: Attribution, other: Attribution) -> float:
    """Common words of two contents, as a share of all."""
    a = {w for first, last in one.contents for w in range(first, last)}
    b = {w for first, last in other.contents for w in range(first, last)}
    return len(a & b) / max(1, len(a | b))


def _build(tokens: Tokens, group: list[Acted], times: tuple[Time, ...], around: Surroundings, *, id_: str) -> Claim:
    acts = dict(group)
    chain = sort_chain(tokens, [attribution for attribution, _ in group])
    first = chain[0]
    contents = [_tidy(tokens, content) for content in group[0][0].contents]
    act: Act = next((acts[a] for a in chain if acts[a] != "say"), "say")
    polarity = find_polarity(tokens, act, cue=first.cue, source=first.source)
    certainty, hedges = find_certainty(
        tokens, cue=first.cue, contents=contents, sourced=first.source is not None, polarity=polarity
    )
    return Claim(
        id=id_,
        content=tuple(tokens.span(*content) for content in contents),
        voices=find_voices(tokens, chain, around),
        act=act,
        form=find_form(tokens, contents),
        certainty=certainty,
        hedges=hedges,
        polarity=polarity,
        time=_time_of(tokens, first.cue, contents, times),
        confidence=round(min(a.score for a in chain), 3),
    )


def _time_of(tokens: Tokens, cue: Range | None, contents: list[Range], times: tuple[Time, ...]) -> str | None:
    """Value of the time expression just behind the cue, outside the content."""
    if cue is None:
        return None
    begin = int(tokens.ends[cue[1] - 1])
    for time in times[bisect_left(times, begin, key=lambda time: time.span.start) :][:1]:
        first, _ = tokens.range_of(time.span)
        if 0 <= first - cue[1] <= TIME_REACH and not any(a <= first < b for a, b in contents):
            return time.value
    return None


def _tidy(tokens: Tokens, content: Range) -> Range:
    """A content as the codebook has it: without "that" and a last sign, but with its quotation marks."""
    first, last = content
    words = tokens.words
    if last - first > 1 and words[first].lower() == "that":
        first += 1
    if first > 0 and words[first - 1] in OPENING and not any(word in OPENING for word in words[first:last]):
        first -= 1
    quoted = any(word in OPENING for word in words[first:last])
    if quoted and last < len(words) and words[last] in CLOSING and words[last - 1] not in CLOSING:
        last += 1
    while last - first > 1 and words[last - 1] in LAST_SIGNS:
        last -= 1
    return first, last
