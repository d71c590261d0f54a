"""Attributions to claims: what has the same content is one claim with a chain of voices."""

from __future__ import annotations

from typing import Final

from onrecord.model import Claim, Span, Time, Tokens, Voice

from .pairing import Attribution, Range
from .wording import find_certainty, find_cue_act, find_form, find_medium, is_named, is_void

SAME_CONTENT: Final = 0.5  # share of common words from which two attributions are one claim
TIME_REACH: Final = 4  # words between a cue and the time of the utterance
NEARER: Final = frozenset({"citing", "quoting", "cited", "quoted", "quotes", "cites", "crediting"})
RELAYING: Final = frozenset({"reported", "reports", "reporting", "relayed", "carried", "published", "broadcast"})


def build_claims(tokens: Tokens, attributions: list[Attribution], times: tuple[Time, ...]) -> tuple[Claim, ...]:
    """Claims of a report, in text order.

    Args:
        tokens: n words.
        attributions: As ``find_attributions`` gives them.
        times: For the time of the utterance.
    """
    groups: list[list[Attribution]] = []
    for attribution in attributions:
        if attribution.cue is not None and (
            _is_void(tokens, attribution) or find_cue_act(_lower(tokens, attribution.cue)) is None
        ):
            continue
        for group in groups[-4:]:
            if _shared(group[0], attribution) >= SAME_CONTENT and group[0].cue is not None:
                group.append(attribution)
                break
        else:
            groups.append([attribution])
    groups.sort(key=lambda group: group[0].contents[0])
    return tuple(_build(tokens, group, times, f"c{number}") for number, group in enumerate(groups, 1))


def _is_void(tokens: Tokens, attribution: Attribution) -> bool:
    """ "did not say whether": negated, and no quotation that says something after all."""
    return (
        attribution.cue is not None
        and is_void(tokens, attribution.cue)
        and find_form(tokens, attribution.contents) == "indirect"
    )


def _build(tokens: Tokens, group: list[Attribution], times: tuple[Time, ...], id_: str) -> Claim:
    chain = sorted(group, key=lambda a: _distance_in_chain(tokens, a))
    first = chain[0]
    contents = [_without_that(tokens, content) for content in group[0].contents]
    acts = [act for a in group if a.cue is not None and (act := find_cue_act(_lower(tokens, a.cue)))]
    act = next((a for a in acts if a != "say"), "say")
    certainty, hedges = find_certainty(tokens, cue=first.cue, contents=contents)
    return Claim(
        id=id_,
        content=tuple(tokens.span(*content) for content in contents),
        voices=tuple(_voice(tokens, attribution) for attribution in chain),
        act=act,
        form=find_form(tokens, contents),
        certainty=certainty,
        hedges=hedges,
        polarity="denied" if act == "deny" else "affirmed",
        time=_time_of(tokens, first.cue, contents, times),
        confidence=round(min(a.score for a in group), 3),
    )


def _voice(tokens: Tokens, attribution: Attribution) -> Voice:
    medium = find_medium(tokens, attribution.cue)
    return Voice(
        source=_span(tokens, attribution.source),
        cue=_span(tokens, attribution.cue),
        medium=_span(tokens, medium),
        named=is_named(tokens, attribution.source),
    )


def _distance_in_chain(tokens: Tokens, attribution: Attribution) -> tuple[int, int]:
    """Sort key: who is cited stands nearer to the fact, who relays farther, else by distance in the text."""
    cue = attribution.cue or attribution.contents[0]
    words = set(_lower(tokens, cue))
    rank = -1 if words & NEARER else 1 if words & RELAYING else 0
    return rank, min(abs(cue[0] - last) + abs(first - cue[1]) for first, last in attribution.contents)


def _time_of(tokens: Tokens, cue: Range | None, contents: list[Range], times: tuple[Time, ...]) -> str | None:
    """Value of the time expression just behind the cue, outside the content."""
    if cue is None:
        return None
    for time in times:
        first, _ = tokens.range_of(time.span)
        if 0 <= first - cue[1] <= TIME_REACH and not any(a <= first < b for a, b in contents):
            return time.value
    return None


def _without_that(tokens: Tokens, content: Range) -> Range:
    """The codebook's content leaves out "that", which PolNeAR's holds."""
    first, last = content
    if last - first > 1 and tokens.words[first].lower() == "that":
        first += 1
    return first, last


def _shared(one: Attribution, other: Attribution) -> float:
    """Common words of two contents, as a share of all."""
    a = {w for first, last in one.contents for w in range(first, last)}
    b = {w for first, last in other.contents for w in range(first, last)}
    return len(a & b) / max(1, len(a | b))


def _lower(tokens: Tokens, words: Range) -> list[str]:
    return [word.lower() for word in tokens.words[words[0] : words[1]]]


def _span(tokens: Tokens, words: Range | None) -> Span | None:
    return None if words is None else tokens.span(*words)
