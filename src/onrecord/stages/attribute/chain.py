"""Attributions to claims: what has the same content is one claim with a chain of voices."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from onrecord.model import Act, Calibration, Claim, Time, Tokens

from .hedging import find_certainty
from .inner import find_inner, split_nested
from .joining import Acted, join_attributions
from .pairing import Attribution, Range
from .quoting import split_quotations
from .shape import shape_attributions
from .voices import Surroundings, find_voices, sort_chain
from .wording import CLOSING, OPENING, find_claim_act, find_form, find_polarity, is_void

TIME_REACH: Final = 4  # words between a cue and the time of the utterance
CALIBRATION: Final = Calibration(0.926, -0.576)
"""From the least score of a chain to the probability that content, source and cue are right. Fitted by
``training/fit_confidence.py`` on our own train reports; re-run it with new weights."""
LAST_SIGNS: Final = frozenset({",", ".", ";", ":"})


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
    shaped = shape_attributions(tokens, split_quotations(tokens, attributions))
    shaped = split_nested(tokens, shaped)
    shaped += find_inner(tokens, shaped)
    acted = [(attribution, act) for attribution in shaped if (act := _find_act(tokens, attribution)) is not None]
    groups = join_attributions(tokens, acted)
    around = Surroundings(tuple(sorted(a.cue for group in groups for a, _ in group if a.cue is not None)), persons)
    return tuple(_build(tokens, group, times, around, id_=f"c{number}") for number, group in enumerate(groups, 1))


def _find_act(tokens: Tokens, attribution: Attribution) -> Act | None:
    """Act of an attribution; None if it makes no claim."""
    cue, contents = attribution.cue, attribution.contents
    if cue is None:
        return "say"
    act = find_claim_act(tokens, cue, contents)
    return None if act is None or is_void(tokens, cue, act=act, contents=contents, source=attribution.source) else act


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
        confidence=CALIBRATION.apply(min(a.score for a in chain)),
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
