"""How far an announcement reaches: into other sentences that say what is announced.

Two rules (codebook section 1). A sentence that speaks of an announcement ("The decision
was made known by the army on its website, as the daily Herald reported") gives voices to
the sentences before it that hold a plan, and to those behind it that carry the plan on.
And an announcement made in its own sentence reaches the next sentences of its paragraph
that carry it on, until another source or the report's narration takes over.

A sentence carries a plan if it has one of the words of ``reach.yaml`` ("will", "is to").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import cache
from typing import Final

from msgspec.structs import replace

from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import Act, Claim, Span, Spans, Tokens, Voice

from .carrier import Carrier, read_carrier
from .hedging import find_certainty
from .lists import load_reach_words
from .pairing import Range
from .wording import find_form, is_named

BACK: Final = 3  # sentences before an announcement that it can reach
AHEAD: Final = 4  # sentences behind it
CONFIDENCE: Final = 0.8  # eight of nine reached sentences of our own train reports have the same voices there
DATELINE: Final = 14  # words in which a dateline ends with a dash
SHARED_WORD: Final = 4  # letters of a word that shows that two paragraphs have one subject
ANNOUNCING: Final[frozenset[Act]] = frozenset({"announce", "promise"})
DASHES: Final = frozenset({"-", "–", "—", "--"})


class Sentences:
    """What each sentence is to an announcement: whether it holds a plan, and which claims stand in it.

    Args:
        tokens: n words.
        claims: Of the report.
    """

    def __init__(self, tokens: Tokens, claims: Iterable[Claim]) -> None:
        self._tokens = tokens
        self._plans = _find_plans(tokens)
        self._claims: list[list[Claim]] = [[] for _ in self._plans]
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        """Note where a claim stands."""
        for sentence in self._find(claim):
            self._claims[sentence].append(claim)

    def remove(self, claim: Claim) -> None:
        """Forget a claim."""
        for sentence in self._find(claim):
            self._claims[sentence].remove(claim)

    def has_plan(self, sentence: int) -> bool:
        """Whether a sentence holds a plan."""
        return self._plans[sentence]

    def is_open(self, sentence: int) -> bool:
        """Whether an announcement may reach a sentence: a plan, and nobody else's."""
        return self._plans[sentence] and not self._claims[sentence]

    def spoken_in(self, sentence: int) -> list[Claim]:
        """Claims that have a cue in a sentence."""
        whole = self._tokens.sentence_span(sentence)
        return [c for c in self._claims[sentence] if any(v.cue is not None and whole.contains(v.cue) for v in c.voices)]

    def _find(self, claim: Claim) -> list[int]:
        at = self._tokens.sentence_at
        found = {s for span in _spans_of(claim) for s in range(at(span.start), at(span.end - 1) + 1)}
        return sorted(found)


@cache
def _plan_book() -> Phrasebook[bool]:
    return Phrasebook.build((phrase, True) for phrase in load_reach_words().plans)


def extend_claims(tokens: Tokens, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Claims with the sentences that they reach, and those of announcements told of elsewhere.

    Args:
        tokens: n words.
        claims: As ``build_claims`` gives them.

    Returns:
        In text order, numbered anew.
    """
    state = Sentences(tokens, claims)
    found = dict.fromkeys(claims)
    for sentence in range(1, len(tokens.sentences) - 1):
        carrier = read_carrier(tokens, sentence)
        if carrier is None:
            continue
        told = state.spoken_in(sentence)  # claims that only report the announcement
        for claim in told:
            state.remove(claim)
        added = _reach_around(tokens, carrier, sentence, state)
        for claim in told if added is None else [added]:
            state.add(claim)
        if added is not None:
            for claim in told:
                del found[claim]
            found[added] = None
    reached = sorted((_carry_on(tokens, claim, state) for claim in found), key=lambda claim: claim.content[0])
    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(reached, 1))


def _find_plans(tokens: Tokens) -> list[bool]:
    """Whether each sentence holds a plan, and does not ask for it."""
    questions = load_reach_words().questions
    plans = []
    for first, last in itertools.pairwise(tokens.sentences.tolist()):
        lower = tokens.lower[first:last]
        plan = next(_plan_book().find_all(lower), None)
        plans.append(plan is not None and not questions & set(lower[: plan.first]))
    return plans


def _spans_of(claim: Claim) -> Spans:
    cues = tuple(voice.cue for voice in claim.voices if voice.cue is not None)
    return claim.content + cues


def _reach_around(tokens: Tokens, carrier: Carrier, sentence: int, state: Sentences) -> Claim | None:
    """The claim that a sentence like "The decision was made known by …" speaks of."""
    paragraph = tokens.paragraphs
    before: list[int] = []
    for other in range(sentence - 1, max(-1, sentence - 1 - BACK), -1):
        if paragraph[sentence] - paragraph[other] > 1 or not state.is_open(other):
            break
        if before and paragraph[other] != paragraph[before[-1]]:
            break
        before.append(other)
    if not before:
        return None
    behind: list[int] = []
    for other in range(sentence + 1, min(len(paragraph), sentence + 1 + AHEAD)):
        near = paragraph[other] == paragraph[sentence]
        if paragraph[other] - paragraph[sentence] > 1 or not state.is_open(other):
            break
        if not near and not _share_subject(tokens, before, other):
            break
        behind.append(other)
    return _make_claim(tokens, carrier, [*reversed(before), *behind])


def _make_claim(tokens: Tokens, carrier: Carrier, sentences: list[int]) -> Claim:
    contents = [_content_of(tokens, sentence) for sentence in sentences]
    certainty, hedges = find_certainty(tokens, cue=None, contents=contents)
    voices = [
        Voice(
            source=tokens.span(*carrier.maker),
            cue=tokens.span(*carrier.cue),
            medium=None if carrier.medium is None else tokens.span(*carrier.medium),
            named=is_named(tokens, carrier.maker),
        )
    ]
    voices += [
        Voice(source=tokens.span(*source), cue=tokens.span(*cue), named=is_named(tokens, source))
        for source, cue in carrier.relays
    ]
    return Claim(
        id="c0",
        content=tuple(tokens.span(*content) for content in contents),
        voices=tuple(voices),
        act=carrier.act,
        form=find_form(tokens, contents),
        certainty=certainty,
        hedges=hedges,
        polarity="denied" if carrier.act == "deny" else "affirmed",
        confidence=CONFIDENCE,
    )


def _content_of(tokens: Tokens, sentence: int) -> Range:
    """A sentence without its dateline and its full stop."""
    first, last = tokens.sentence_range(sentence)
    if tokens.words[last - 1] == "." and last - 1 > first:
        last -= 1
    if tokens.words[first].isupper():
        for index in range(first, min(last, first + DATELINE)):
            if tokens.words[index] in DASHES:
                first = min(index + 1, last - 1)
    return first, last


def _share_subject(tokens: Tokens, sentences: list[int], other: int) -> bool:
    """Whether a sentence has a telling word in common with others; forms of a word begin alike."""
    one = {stem for sentence in sentences for stem in _stems(tokens, sentence)}
    return bool(one & _stems(tokens, other))


def _stems(tokens: Tokens, sentence: int) -> frozenset[str]:
    common = load_reach_words().common
    words = tokens.lower[slice(*tokens.sentence_range(sentence))]
    return frozenset(w[: SHARED_WORD + 1] for w in words if len(w) >= SHARED_WORD and w not in common and w.isalpha())


def _carry_on(tokens: Tokens, claim: Claim, state: Sentences) -> Claim:
    """A claim with the next sentences of its paragraph, if it announces and they carry the plan on."""
    last = max(tokens.sentence_at(span.end - 1) for span in _spans_of(claim))
    own = tokens.sentence_at(claim.content[-1].start)
    announces = claim.act in ANNOUNCING or (claim.act == "say" and state.has_plan(own))
    if not announces or claim.form == "direct" or claim.polarity == "denied" or claim.certainty != "certain":
        return claim
    if any(voice.source is None for voice in claim.voices) or last != own:
        return claim
    added: list[Span] = []
    for other in range(last + 1, min(len(tokens.paragraphs), last + 1 + AHEAD)):
        if tokens.paragraphs[other] != tokens.paragraphs[last] or not state.is_open(other):
            break
        added.append(tokens.span(*_content_of(tokens, other)))
    return replace(claim, content=claim.content + tuple(added)) if added else claim
